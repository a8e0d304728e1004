package metrics

import (
	"slices"
	"strings"
	"testing"
)

// trade is the catalogue of document 49 in small: 500 or both ranks among the first
// three by 2025, set on 2023-07-26; and one place in each of two banners by 2025.
func trade() *Catalogue {
	amountTarget := planned(AtLeast, "500", "2025", "2022", "150")
	amountTarget.Code, amountTarget.Indicator, amountTarget.AlternativeGroup = "AMOUNT", "TRADE", "EITHER"
	total, growth := planned(AtMost, "3", "2025", "", ""), planned(AtMost, "3", "2025", "", "")
	total.Code, total.Indicator, total.AlternativeGroup = "TOTAL-RANK", "TOTAL", "RANKS"
	growth.Code, growth.Indicator, growth.AlternativeGroup = "GROWTH-RANK", "GROWTH", "RANKS"
	each := planned(AtLeast, "1", "2025", "", "")
	each.Code, each.Indicator, each.Area = "EACH", "PLACES", "15-EACH"
	for _, target := range []*Target{&amountTarget, &total, &growth} {
		target.Area = "15"
	}
	rank := func(code string) Indicator {
		return Indicator{Code: code, NameZh: code + "位次", NameEn: code, Unit: "位次", Kind: KindRank, Direction: LowerIsBetter}
	}
	return (&Catalogue{
		Plans:   []Plan{{Code: "P", Issued: day("2023-07-26")}},
		Targets: []Target{amountTarget, total, growth, each},
		Indicators: []Indicator{{Code: "TRADE", NameZh: "外贸", NameEn: "Trade", Unit: "亿元", Kind: KindFlow, Direction: HigherIsBetter},
			rank("TOTAL"), rank("GROWTH"), {Code: "PLACES", Unit: "个", Kind: KindStock, Direction: HigherIsBetter}},
		Areas: []Area{{Code: "15", Level: "city"}, {Code: "15-EACH", Level: "group", Parent: "15"}, {Code: "15-P", Level: "park", Parent: "15"},
			{Code: "1501", NameZh: "甲旗", NameEn: "A", Level: "banner", Parent: "15"}, {Code: "1502", NameZh: "乙旗", NameEn: "B", Level: "banner", Parent: "15"}},
		TargetGroups: []TargetGroup{{Code: "EITHER", Rule: AnyOf}, {Code: "RANKS", Rule: AllOf, Parent: "EITHER", NameZh: "两项位次", NameEn: "both ranks"}},
	}).Index()
}

// observedSeries makes the values of several series; "TRADE@15": {"2023=200"}.
func observedSeries(lists map[string][]string) map[SeriesKey][]Observation {
	made := map[SeriesKey][]Observation{}
	for name, list := range lists {
		parts := strings.Split(name+"@@", "@")
		key := SeriesKey{parts[0], parts[1], parts[2], Actual}
		for _, o := range observed(list...) {
			o.SeriesKey = key
			made[key] = append(made[key], o)
		}
	}
	return made
}

func assessAll(c *Catalogue, asOf string, lists map[string][]string) map[string]Assessment {
	byTarget := map[string]Assessment{}
	for _, a := range AssessCatalogue(CatalogueInput{Catalogue: c, Observations: observedSeries(lists), Scenario: Actual, AsOf: day(asOf)}) {
		byTarget[a.Target] = a
	}
	return byTarget
}

func TestAssessCatalogueGroups(t *testing.T) {
	languages := locales(t)
	for _, c := range []struct {
		name   string
		values map[string][]string
		asOf   string
		want   AssessmentStatus // of the whole group
		reason string
		ranks  AssessmentStatus // of the group within it
	}{
		// 150 → 500 in three years: 267 after one. 200 is 50 of 117, a pace of 0.43.
		{"only the amount is known, far behind", map[string][]string{"TRADE@15": {"2023=200"}}, "2024-03-01", FarBehind, "any_of_behind_unknown", NotAssessable},
		{"one rank reached is not both", map[string][]string{"TRADE@15": {"2023=200"}, "TOTAL@15": {"2023=3"}}, "2024-03-01", FarBehind, "any_of_behind_unknown", NotAssessable},
		{"both ranks reached", map[string][]string{"TRADE@15": {"2023=200"}, "TOTAL@15": {"2023=3"}, "GROWTH@15": {"2023=1"}}, "2024-03-01", AchievedEarly, "any_of_met", AchievedEarly},
		{"the amount reached, the ranks not", map[string][]string{"TRADE@15": {"2025=510"}, "TOTAL@15": {"2025=5"}, "GROWTH@15": {"2025=1"}}, "2026-03-01", Achieved, "any_of_met", Missed},
		{"neither", map[string][]string{"TRADE@15": {"2025=490"}, "TOTAL@15": {"2025=3"}, "GROWTH@15": {"2025=4"}}, "2026-03-01", Missed, "any_of_behind", Missed},
		{"nothing known", nil, "2024-03-01", NotAssessable, "any_of_unknown", NotAssessable},
	} {
		t.Run(c.name, func(t *testing.T) {
			all := assessAll(trade(), c.asOf, c.values)
			for _, code := range []string{"AMOUNT", "TOTAL-RANK", "GROWTH-RANK"} {
				group := all[code].Group
				if group == nil || group.Code != "EITHER" || group.Status != c.want || group.Reason.Key != "assess.reason.group."+c.reason {
					t.Fatalf("%s: group %+v, want %s (%s)", code, group, c.want, c.reason)
				}
				checkTold(t, languages, group.Reason)
				if len(group.Members) != 4 || group.Members[1].Group != "RANKS" || group.Members[1].Status != c.ranks || group.Members[2].Within != "RANKS" {
					t.Errorf("members %+v", group.Members)
				}
			}
			if all["EACH"].Group == nil || all["EACH"].Group.Code != "EACH" {
				t.Errorf("EACH: %+v", all["EACH"].Group)
			}
		})
	}
}

// Bounds leave members out of the answer, not out of the judgement of the group.
func TestGroupIsWholeWithinBounds(t *testing.T) {
	got := AssessCatalogue(CatalogueInput{Catalogue: trade(), Targets: []string{"AMOUNT"}, Scenario: Actual, AsOf: day("2024-03-01"),
		Observations: observedSeries(map[string][]string{"TRADE@15": {"2023=200"}, "TOTAL@15": {"2023=3"}, "GROWTH@15": {"2023=1"}})})
	if len(got) != 1 || got[0].Status != FarBehind || got[0].Group.Status != AchievedEarly {
		t.Errorf("got %+v", got)
	}
}

func TestAssessEachArea(t *testing.T) {
	languages := locales(t)
	for _, c := range []struct {
		name   string
		values map[string][]string
		want   AssessmentStatus
		reason string
		zh     string // part of the sentence
	}{
		{"every banner has one", map[string][]string{"PLACES@1501": {"2025=1"}, "PLACES@1502": {"2025=2"}}, Achieved, "met", "都已达到"},
		{"one banner misses it", map[string][]string{"PLACES@1501": {"2025=1"}, "PLACES@1502": {"2025=0"}}, Missed, "behind", "1个没有跟上要求：乙旗"},
		{"one banner is silent", map[string][]string{"PLACES@1501": {"2025=1"}}, NotAssessable, "incomplete", "乙旗尚无法评价"},
		{"one misses it and one is silent", map[string][]string{"PLACES@1502": {"2025=0"}}, Missed, "behind_unknown", "乙旗；甲旗尚无法评价"},
		{"nobody says anything", nil, NotAssessable, "unknown", "都尚无法评价：甲旗、乙旗"},
		{"a value of the group is no value of a banner", map[string][]string{"PLACES@15-EACH": {"2025=9"}, "PLACES@15": {"2025=9"}}, NotAssessable, "unknown", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := assessAll(trade(), "2026-03-01", c.values)["EACH"]
			checkExplained(t, languages, got)
			if got.Status != c.want || got.Reason != "assess.reason.each."+c.reason || got.Area != "15-EACH" || got.Group.Rule != AllOf {
				t.Fatalf("got %s (%s) for %s", got.Status, got.Reason, got.Area)
			}
			if told := sentence(languages["zh"][got.Reason], chinese(got.Explanation.Reason.Arguments)); !strings.Contains(told, c.zh) {
				t.Errorf("%s does not say %s", told, c.zh)
			}
			var areas []string
			for _, member := range got.Group.Members {
				areas = append(areas, member.Area)
			}
			if !slices.Equal(areas, []string{"1501", "1502"}) {
				t.Errorf("areas %v", areas)
			}
		})
	}
}

// chinese puts the arguments that a Chinese sentence prefers in the places of the others.
func chinese(arguments map[string]string) map[string]string {
	worded := map[string]string{}
	for name, value := range arguments {
		if zh, found := arguments[name+"_zh"]; found {
			value = zh
		}
		worded[name] = value
	}
	return worded
}

func TestAreasReadAndTargetsTouched(t *testing.T) {
	c := trade()
	c.Derivations = []Derivation{{Indicator: "TOTAL", Expression: "a - b", Inputs: []DerivationInput{
		{Name: "a", Indicator: "OWN"}, {Name: "b", Indicator: "ZONE", Area: "15-P"}}},
		{Indicator: "PLACES", Expression: "count(list, # > 0)", Inputs: []DerivationInput{{Name: "list", Indicator: "ITEM", Each: "dimension"}}}}
	c.Index()
	for area, want := range map[string][]string{"15": {"15", "15-P"}, "15-EACH": {"15-EACH", "1501", "1502"}, "1501": {"1501"}} {
		if got := c.AreasRead(area); !slices.Equal(got, want) {
			t.Errorf("%s reads %v, want %v", area, got, want)
		}
	}
	group := []string{"AMOUNT", "TOTAL-RANK", "GROWTH-RANK"}
	for _, test := range []struct {
		changed SeriesKey
		want    []string
	}{
		{SeriesKey{"TRADE", "15", "", Actual}, group},
		{SeriesKey{"OWN", "15", "", Actual}, group},    // by the derivation of one member
		{SeriesKey{"ZONE", "15-P", "", Actual}, group}, // its input of another area
		{SeriesKey{"ZONE", "15", "", Actual}, nil},
		{SeriesKey{"OWN", "15", "x", Actual}, nil}, // another dimension
		{SeriesKey{"PLACES", "1502", "", Actual}, []string{"EACH"}},
		{SeriesKey{"ITEM", "1501", "any", Actual}, []string{"EACH"}}, // an entry of a list, in one of the areas
		{SeriesKey{"PLACES", "15-P", "", Actual}, nil},
		{SeriesKey{"OTHER", "15", "", Actual}, nil},
	} {
		if got := c.TargetsTouched([]SeriesKey{test.changed}); !slices.Equal(got, test.want) {
			t.Errorf("%v touches %v, want %v", test.changed, got, test.want)
		}
	}
}

// A target counts from the day of its plan. One that gave way to a plan of a later day
// counts before that day; one that gave way within its plan, or to a plan of the same
// day, never does.
func TestInForceOn(t *testing.T) {
	target := func(code, plan string, inForce bool) Target {
		return Target{Code: code, Plan: plan, Indicator: "I", Conflict: "C-" + code, InForce: inForce}
	}
	conflict := func(loser, winner string) Conflict {
		return Conflict{Code: "C-" + loser, Sides: []ConflictSide{{Target: loser}, {Target: winner, InForce: true}}}
	}
	c := (&Catalogue{
		Plans: []Plan{{Code: "EARLY", Issued: day("2022-12-20")}, {Code: "LATE", Issued: day("2022-12-30")}, {Code: "SAME", Issued: day("2022-12-20")}},
		Targets: []Target{target("LOST", "EARLY", false), target("WON", "LATE", true), target("WITHIN", "EARLY", false), target("BESIDE", "EARLY", true),
			target("SAMEDAY", "SAME", false), target("BEFORE", "LATE", false), target("ALONE", "EARLY", false), target("NOPLAN", "", true)},
		Conflicts: []Conflict{conflict("LOST", "WON"), conflict("WITHIN", "BESIDE"), conflict("SAMEDAY", "BESIDE"), conflict("BEFORE", "BESIDE")},
	}).Index()
	for _, test := range []struct {
		code, day string
		want      bool
	}{
		{"LOST", "2022-12-19", false}, {"LOST", "2022-12-20", true}, {"LOST", "2022-12-29", true}, {"LOST", "2022-12-30", false},
		{"WON", "2022-12-29", false}, {"WON", "2022-12-30", true}, {"WON", "2030-01-01", true},
		{"WITHIN", "2022-12-25", false}, {"SAMEDAY", "2022-12-25", false}, {"BEFORE", "2023-01-01", false}, {"ALONE", "2022-12-25", false},
		{"NOPLAN", "2020-01-01", true},
	} {
		if got := c.InForceOn(c.Target(test.code), day(test.day)); got != test.want {
			t.Errorf("%s on %s: %v, want %v", test.code, test.day, got, test.want)
		}
	}
	if from, until, ever := c.InForceBetween(c.Target("LOST")); from != day("2022-12-20") || until != day("2022-12-30") || !ever {
		t.Errorf("LOST counts from %s until %s, %v", from, until, ever)
	}
}

// Before the plan there are no lights, even where a value would meet the target.
func TestNotIssuedYet(t *testing.T) {
	for code, a := range assessAll(trade(), "2023-07-25", map[string][]string{"TRADE@15": {"2022=600"}, "PLACES@1501": {"2022=1"}, "PLACES@1502": {"2022=1"}}) {
		checkExplained(t, locales(t), a)
		if a.Status != NotAssessable || a.Reason != "assess.reason.not_issued_yet" || a.InForce {
			t.Errorf("%s: %s (%s)", code, a.Status, a.Reason)
		}
	}
	if a := assessAll(trade(), "2023-07-26", map[string][]string{"TRADE@15": {"2022=600"}})["AMOUNT"]; a.Reason == "assess.reason.not_issued_yet" || !a.InForce {
		t.Errorf("on the day of the plan: %s", a.Reason)
	}
}
