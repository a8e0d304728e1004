package dashboard

import (
	"testing"

	"github.com/shopspring/decimal"

	"zhibiao/metrics"
)

// numbered returns a target of one series with a number, due at the end of a period.
func numbered(code, period string, change ...func(*metrics.Target)) metrics.Target {
	target := metrics.Target{Code: code, Plan: "P", Indicator: "I", Area: metrics.CityArea, Period: period,
		Value: decimal.NewNullDecimal(decimal.NewFromInt(1)), InForce: true, Scored: true}
	for _, set := range change {
		set(&target)
	}
	return target
}

func TestHeadlines(t *testing.T) {
	binding := func(t *metrics.Target) { t.Attribute = metrics.Binding }
	stretch := func(t *metrics.Target) { t.Stretch = true }
	notInForce := func(t *metrics.Target) { t.InForce = false }
	qualitative := func(t *metrics.Target) { t.Value = decimal.NullDecimal{} }
	unscored := func(t *metrics.Target) { t.Scored = false }
	cases := []struct {
		name    string
		targets []metrics.Target
		judged  []string // targets with a status; nil means all
		want    string
	}{
		{"the next one due", []metrics.Target{numbered("2023", "2023"), numbered("2025", "2025"), numbered("2030", "2030")}, nil, "2025"},
		{"due on the day itself", []metrics.Target{numbered("A", "2024-06-30"), numbered("B", "2025")}, nil, "A"},
		{"all passed: the last", []metrics.Target{numbered("2022", "2022"), numbered("2023", "2023")}, nil, "2023"},
		{"dated before standing", []metrics.Target{numbered("S", ""), numbered("2023", "2023")}, nil, "2023"},
		{"binding at the same deadline", []metrics.Target{numbered("E", "2025"), numbered("B", "2025", binding)}, nil, "B"},
		{"plain before stretched", []metrics.Target{numbered("S", "2025", stretch), numbered("P", "2030")}, nil, "P"},
		{"a number before none", []metrics.Target{numbered("Q", "2025", qualitative), numbered("N", "2030")}, nil, "N"},
		{"in force only", []metrics.Target{numbered("X", "2025", notInForce), numbered("Y", "2030")}, nil, "Y"},
		{"scored only", []metrics.Target{numbered("X", "2025", unscored)}, nil, ""},
		{"judged before not", []metrics.Target{numbered("2023", "2023"), numbered("2025", "2025")}, []string{"2023"}, "2023"},
	}
	for _, c := range cases {
		catalogue := (&metrics.Catalogue{Targets: c.targets}).Index()
		view := snapshot{catalogue: catalogue, filters: Filters{AsOf: metrics.NewDate(2024, 6, 30)},
			assessments: map[string]*metrics.Assessment{}}
		for _, target := range c.targets {
			status := metrics.Behind
			if c.judged != nil && c.judged[0] != target.Code {
				status = metrics.NotAssessable
			}
			view.assessments[target.Code] = &metrics.Assessment{Target: target.Code, Status: status}
		}
		got := ""
		if target := view.headlines()[seriesOf{"I", metrics.CityArea, ""}]; target != nil {
			got = target.Code
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func rate(value float64) *float64 { return &value }

// Missed comes before far behind before behind, whatever the distance; within a status
// the greater lag comes first; at the same lag binding comes first.
func TestMostBehind(t *testing.T) {
	item := func(code string, status metrics.AssessmentStatus, increment, passed float64, attribute metrics.Attribute) Item {
		return Item{Indicator: &metrics.Indicator{Code: code}, Target: &metrics.Target{Attribute: attribute},
			Assessment: &metrics.Assessment{Status: status, IncrementRate: rate(increment), TimeRate: rate(passed)}}
	}
	items := []Item{
		item("ON", metrics.OnSchedule, 0.5, 0.5, ""),
		item("BEHIND-LESS", metrics.Behind, 0.40, 0.5, ""), // lag 0.10
		item("BEHIND-MORE", metrics.Behind, 0.35, 0.5, ""), // lag 0.15
		item("MISSED", metrics.Missed, 0.99, 1, ""),
		item("FAR", metrics.FarBehind, -3, 0.5, ""), // lag 3.5
		item("BEHIND-BINDING", metrics.Behind, 0.35, 0.5, metrics.Binding),
	}
	want := []string{"MISSED", "FAR", "BEHIND-BINDING", "BEHIND-MORE", "BEHIND-LESS"}
	got := newBehindList(items, "").Items
	if len(got) != len(want) {
		t.Fatalf("%d items, want %d", len(got), len(want))
	}
	for i, code := range want {
		if got[i].Indicator.Code != code {
			t.Errorf("place %d is %s, want %s", i+1, got[i].Indicator.Code, code)
		}
	}
	tally := newTally(items)
	if tally.Total != 6 || tally.Attention != 5 || tally.AttentionBinding != 1 || tally.Binding != 1 {
		t.Errorf("tally %+v", tally)
	}
}

// The strategy asks for 10 by 2025 on 20 December 2022; the special plan of 30 December
// for 12, and the first gives way to it. A third plan of 2023 sets a target on another
// series. What counts, and what the lists show, follows the day.
func TestHeadlinesOfADayBetweenTwoPlans(t *testing.T) {
	strategy := numbered("OLD", "2025", func(t *metrics.Target) { t.Plan, t.InForce, t.Conflict = "EARLY", false, "C" })
	special := numbered("NEW", "2025", func(t *metrics.Target) { t.Plan = "LATE" })
	third := numbered("THIRD", "2025", func(t *metrics.Target) { t.Plan, t.Indicator = "NEXT", "J" })
	catalogue := (&metrics.Catalogue{
		Plans: []metrics.Plan{{Code: "EARLY", Issued: metrics.NewDate(2022, 12, 20)}, {Code: "LATE", Issued: metrics.NewDate(2022, 12, 30)},
			{Code: "NEXT", Issued: metrics.NewDate(2023, 7, 1)}},
		Indicators: []metrics.Indicator{{Code: "I"}, {Code: "J"}},
		Targets:    []metrics.Target{strategy, special, third},
		Conflicts:  []metrics.Conflict{{Code: "C", Sides: []metrics.ConflictSide{{Target: "OLD"}, {Target: "NEW", InForce: true}}}},
	}).Index()
	assessments := map[string]*metrics.Assessment{}
	for _, target := range catalogue.Targets {
		assessments[target.Code] = &metrics.Assessment{Target: target.Code, Status: metrics.Behind}
	}
	for _, c := range []struct {
		day          metrics.Date
		first, third string // what the lists show of the two series
		open         string // what the page of the first indicator opens with
		openThird    string
	}{
		{metrics.NewDate(2022, 12, 19), "", "", "NEW", "THIRD"}, // nobody had promised anything yet: the page shows what is to come
		{metrics.NewDate(2022, 12, 20), "OLD", "", "OLD", "THIRD"},
		{metrics.NewDate(2022, 12, 29), "OLD", "", "OLD", "THIRD"},
		{metrics.NewDate(2022, 12, 30), "NEW", "", "NEW", "THIRD"},
		{metrics.NewDate(2023, 7, 1), "NEW", "THIRD", "NEW", "THIRD"},
	} {
		view := snapshot{catalogue: catalogue, filters: Filters{AsOf: c.day}, assessments: assessments}
		listed := map[string]string{}
		for _, item := range view.items() {
			if item.HasTarget() {
				listed[item.Indicator.Code] = item.Target.Code
			}
		}
		if listed["I"] != c.first || listed["J"] != c.third {
			t.Errorf("%s: the list shows %v, want %q and %q", c.day, listed, c.first, c.third)
		}
		answered := map[string]string{}
		for _, item := range view.assessedItems() {
			answered[item.Indicator.Code] += item.Target.Code
		}
		if answered["I"] != c.first || answered["J"] != c.third {
			t.Errorf("%s: the interface answers %v, want %q and %q", c.day, answered, c.first, c.third)
		}
		rolled := map[string]int{}
		for _, line := range view.rollUpLines(metrics.RollUpByPlan) {
			rolled[line.Key] = line.Count
		}
		for plan, code := range map[string]string{"EARLY": "OLD", "LATE": "NEW", "NEXT": "THIRD"} {
			want := 0
			if c.first == code || c.third == code {
				want = 1
			}
			if rolled[plan] != want {
				t.Errorf("%s: %d targets of %s rolled up, want %d", c.day, rolled[plan], plan, want)
			}
		}
		for code, want := range map[string]string{"I": c.open, "J": c.openThird} {
			page := IndicatorPage{Item: Item{Indicator: catalogue.Indicator(code)}}
			if err := view.chooseTarget(&page); err != nil || page.Target == nil || page.Target.Code != want {
				t.Errorf("%s: the page of %s opens with %v (%v), want %s", c.day, code, page.Target, err, want)
			}
		}
	}
}
