package metrics_test

import (
	"slices"
	"testing"

	"github.com/shopspring/decimal"

	"zhibiao/metrics"
)

// rolled is a catalogue of ten targets on the indicators A (theme E) and B (theme C).
//
//	target  plan  indicator  area  lead  others     binding  group
//	T1      P1    A          city  O1    O2, O3     yes
//	T2      P1    A          city  O1    O2
//	T3      P1    B          city  -     O2, O3
//	T4      P1    B          west  -     -
//	G1–G3   P2    A          city  O1    -          G3       G = G1 or (G2 and G3)
//	H1, H2  P2    B          city  O2    -                   H = H1 and H2
//	X       P2    B          city  O2    -          not in force
func rolled() *metrics.Catalogue {
	target := func(code, plan, indicator string, change func(*metrics.Target)) metrics.Target {
		one := metrics.Target{Code: code, Plan: plan, Indicator: indicator, Area: metrics.CityArea, InForce: true, Scored: true}
		change(&one)
		return one
	}
	return (&metrics.Catalogue{
		Plans:         []metrics.Plan{{Code: "P2"}, {Code: "P1"}},
		Themes:        []metrics.Theme{{Code: "E", Position: 2}, {Code: "C", Position: 1}},
		Indicators:    []metrics.Indicator{{Code: "A", Theme: "E"}, {Code: "B", Theme: "C"}},
		Areas:         []metrics.Area{{Code: metrics.CityArea}, {Code: "west"}},
		Organisations: []metrics.Organisation{{Code: "O3"}, {Code: "O2"}, {Code: "O1"}},
		TargetGroups: []metrics.TargetGroup{{Code: "G", Rule: metrics.AnyOf}, {Code: "G-RANKS", Rule: metrics.AllOf, Parent: "G"},
			{Code: "H", Rule: metrics.AllOf}},
		Targets: []metrics.Target{
			target("T1", "P1", "A", func(t *metrics.Target) {
				t.Attribute, t.LeadOrganisation, t.ResponsibleOrganisations = metrics.Binding, "O1", []string{"O2", "O3", "O1"}
			}),
			target("T2", "P1", "A", func(t *metrics.Target) { t.LeadOrganisation, t.ResponsibleOrganisations = "O1", []string{"O2"} }),
			target("T3", "P1", "B", func(t *metrics.Target) { t.ResponsibleOrganisations = []string{"O2", "O3"} }),
			target("T4", "P1", "B", func(t *metrics.Target) { t.Area = "west" }),
			target("G1", "P2", "A", func(t *metrics.Target) { t.LeadOrganisation, t.AlternativeGroup = "O1", "G" }),
			target("G2", "P2", "A", func(t *metrics.Target) { t.LeadOrganisation, t.AlternativeGroup = "O1", "G-RANKS" }),
			target("G3", "P2", "A", func(t *metrics.Target) {
				t.LeadOrganisation, t.AlternativeGroup, t.Attribute = "O1", "G-RANKS", metrics.Binding
			}),
			target("H1", "P2", "B", func(t *metrics.Target) { t.LeadOrganisation, t.AlternativeGroup = "O2", "H" }),
			target("H2", "P2", "B", func(t *metrics.Target) { t.LeadOrganisation, t.AlternativeGroup = "O2", "H" }),
			target("X", "P2", "B", func(t *metrics.Target) { t.LeadOrganisation, t.InForce = "O2", false }),
		},
	}).Index()
}

func standings(statuses map[string]metrics.AssessmentStatus) []metrics.Assessment {
	var list []metrics.Assessment
	for _, code := range []string{"T1", "T2", "T3", "T4", "G1", "G2", "G3", "H1", "H2", "X"} {
		if status, given := statuses[code]; given {
			list = append(list, metrics.Assessment{Target: code, Status: status})
		}
	}
	return list
}

func TestRollUpCounts(t *testing.T) {
	catalogue := rolled()
	assessments := standings(map[string]metrics.AssessmentStatus{
		"T1": metrics.Behind, "T2": metrics.Missed, "T3": metrics.Held, "T4": metrics.NotAssessable,
		"G1": metrics.FarBehind, "G2": metrics.NotAssessable, "G3": metrics.AheadOfSchedule,
		"H1": metrics.Achieved, "H2": metrics.OnSchedule, "X": metrics.Missed,
	})
	// No assessment carries the result of G, so the best of its members stands for it.
	type row struct {
		key                                                    string
		count, targets, binding, judged, behind, behindBinding int
		worst, worstBinding                                    metrics.AssessmentStatus
		worstTargets                                           []string
	}
	for by, want := range map[metrics.RollUpBy][]row{
		metrics.RollUpByTheme: {
			// C: T3 held, T4 without an answer, H the worse of achieved and on schedule.
			{"C", 3, 4, 0, 2, 0, 0, metrics.OnSchedule, "", nil},
			// E: T1 behind and binding, T2 missed, G ahead and binding through G3.
			{"E", 3, 5, 2, 3, 2, 1, metrics.Missed, metrics.Behind, []string{"T2"}},
		},
		metrics.RollUpByPlan: {
			{"P2", 2, 5, 1, 2, 0, 0, metrics.OnSchedule, metrics.AheadOfSchedule, nil},
			{"P1", 4, 4, 1, 3, 2, 1, metrics.Missed, metrics.Behind, []string{"T2"}},
		},
		metrics.RollUpByOrganisation: {
			{"O2", 2, 3, 0, 2, 0, 0, metrics.OnSchedule, "", nil}, // T3, where it is the first named, and H
			{"O1", 3, 5, 2, 3, 2, 1, metrics.Missed, metrics.Behind, []string{"T2"}},
			{"", 1, 1, 0, 0, 0, 0, metrics.NotAssessable, "", nil}, // T4 names nobody
		},
		metrics.RollUpByResponsible: {
			{"O3", 2, 2, 1, 2, 1, 1, metrics.Behind, metrics.Behind, []string{"T1"}}, // T1, T3
			{"O2", 2, 2, 1, 2, 2, 1, metrics.Missed, metrics.Behind, []string{"T2"}}, // T1, T2
		},
		metrics.RollUpByArea: {
			{metrics.CityArea, 5, 8, 2, 5, 2, 1, metrics.Missed, metrics.Behind, []string{"T2"}},
			{"west", 1, 1, 0, 0, 0, 0, metrics.NotAssessable, "", nil},
		},
	} {
		got := metrics.RollUp(catalogue, assessments, by)
		if len(got) != len(want) {
			t.Errorf("by %s: %d rows, want %d: %+v", by, len(got), len(want), got)
			continue
		}
		for i, one := range got {
			seen := row{one.Key, one.Count, one.Targets, one.Binding, one.Judged, one.Behind, one.BehindBinding, one.Worst, one.WorstBinding, one.WorstTargets}
			if seen.key != want[i].key || seen.count != want[i].count || seen.targets != want[i].targets || seen.binding != want[i].binding ||
				seen.judged != want[i].judged || seen.behind != want[i].behind || seen.behindBinding != want[i].behindBinding ||
				seen.worst != want[i].worst || seen.worstBinding != want[i].worstBinding || !slices.Equal(seen.worstTargets, want[i].worstTargets) {
				t.Errorf("by %s: row %d is %+v, want %+v", by, i, seen, want[i])
			}
			sum := 0
			for _, count := range one.Statuses {
				sum += count.Count
			}
			if sum != one.Count {
				t.Errorf("by %s: the statuses of %s add to %d of %d", by, one.Key, sum, one.Count)
			}
		}
	}
}

// What a group of two says without a GroupResult, and that the result goes first.
func TestRollUpGroups(t *testing.T) {
	const none = metrics.NotAssessable
	for name, test := range map[string]struct {
		first, second, any, all metrics.AssessmentStatus
	}{
		"good and bad":       {metrics.Achieved, metrics.Missed, metrics.Achieved, metrics.Missed},
		"bad and good":       {metrics.Missed, metrics.Achieved, metrics.Achieved, metrics.Missed},
		"good and unknown":   {metrics.Held, none, metrics.Held, none},
		"bad and unknown":    {none, metrics.Behind, metrics.Behind, metrics.Behind},
		"both unknown":       {none, none, none, none},
		"waiting, unknown":   {metrics.Pending, none, metrics.Pending, none},
		"two shades of good": {metrics.OnSchedule, metrics.AheadOfSchedule, metrics.AheadOfSchedule, metrics.OnSchedule},
	} {
		for rule, want := range map[metrics.GroupRule]metrics.AssessmentStatus{metrics.AnyOf: test.any, metrics.AllOf: test.all} {
			catalogue := rolled()
			catalogue.TargetGroups[2].Rule = rule
			assessments := standings(map[string]metrics.AssessmentStatus{"H1": test.first, "H2": test.second})
			rows := metrics.RollUp(catalogue, assessments, metrics.RollUpByPlan)
			if len(rows) != 1 || rows[0].Count != 1 || rows[0].Targets != 2 || rows[0].Worst != want {
				t.Errorf("%s, %s: %+v, want one obligation that is %s", name, rule, rows, want)
			}
			for i := range assessments {
				assessments[i].Group = &metrics.GroupResult{Code: "H", Status: metrics.AchievedEarly}
			}
			if row := metrics.RollUp(catalogue, assessments, metrics.RollUpByPlan)[0]; row.Worst != metrics.AchievedEarly {
				t.Errorf("%s, %s: the result of the group is passed over for %s", name, rule, row.Worst)
			}
		}
	}
}

// One red among any number of good ones leaves the row red, and the word of a row is
// never better than the worst judgement in it.
func TestRollUpNeverHidesARed(t *testing.T) {
	order := metrics.AssessmentStatuses()
	for _, one := range order {
		for _, other := range order {
			rows := metrics.RollUp(rolled(), standings(map[string]metrics.AssessmentStatus{"T1": one, "T2": other, "T3": other, "T4": other}), metrics.RollUpByPlan)
			row := rows[0]
			if (one.IsBehind() || other.IsBehind()) != row.Worst.IsBehind() {
				t.Errorf("%s among %s gives %s", one, other, row.Worst)
			}
			if one.IsBehind() && row.WorstBinding != one {
				t.Errorf("the binding %s among %s shows as %s", one, other, row.WorstBinding)
			}
			if row.Worst.IsGood() && (slices.Index(order, row.Worst) < slices.Index(order, one) && one.IsGood() ||
				slices.Index(order, row.Worst) < slices.Index(order, other) && other.IsGood()) {
				t.Errorf("%s and %s give %s, which is better", one, other, row.Worst)
			}
		}
	}
}

// Weights 3 (on schedule) and 1 (behind) beside a target without one: three quarters of
// the printed weight stand well, and the word of the row stays that of the worst.
func TestRollUpOfPrintedWeights(t *testing.T) {
	weighted := func(code, weight string) metrics.Target {
		target := metrics.Target{Code: code, Plan: "P", Indicator: "A", Area: metrics.CityArea, InForce: true, Scored: true}
		if weight != "" {
			target.Weight = decimal.NewNullDecimal(decimal.RequireFromString(weight))
		}
		return target
	}
	catalogue := (&metrics.Catalogue{Plans: []metrics.Plan{{Code: "P"}}, Indicators: []metrics.Indicator{{Code: "A"}},
		Targets: []metrics.Target{weighted("T1", "3"), weighted("T2", "1"), weighted("T3", "")}}).Index()
	judged := []metrics.Assessment{{Target: "T1", Status: metrics.OnSchedule}, {Target: "T2", Status: metrics.Behind}, {Target: "T3", Status: metrics.Missed}}
	rows := metrics.RollUp(catalogue, judged, metrics.RollUpByPlan)
	if len(rows) != 1 || rows[0].WeightGood == nil || *rows[0].WeightGood != 0.75 || rows[0].Worst != metrics.Missed {
		t.Errorf("rolled up to %+v", rows)
	}
	if rows = metrics.RollUp(catalogue, judged[2:], metrics.RollUpByPlan); rows[0].WeightGood != nil {
		t.Errorf("without weights: %v", *rows[0].WeightGood)
	}
}
