package dashboardtest

import (
	"context"

	"zhibiao/metrics"
)

// Explained is a Store whose assessments carry landings and groups made by hand, for
// pages that show them. What is laid in for a target takes the place of what was
// computed.
type Explained struct {
	*Store
	Landings map[string]*metrics.Landing     // by target
	Groups   map[string]*metrics.GroupResult // by target
}

// NewExplained returns a store with the catalogue and the values of this package, the
// turns of one status, a landing with and one without a forecast, a group, and a target
// that is set for each banner: a share of 60, which the one banner has
// reached with 64.1.
func NewExplained() *Explained {
	store := &Explained{Store: New(), Landings: landings(), Groups: map[string]*metrics.GroupResult{}}
	store.Turns = Turns()
	store.Content.TargetGroups = []metrics.TargetGroup{{Code: "G-ENERGY", Rule: metrics.AnyOf,
		NameZh: "装机规模或位次", NameEn: "Capacity or rank", Note: "两项达到一项即可"}}
	store.Content.Derivations = []metrics.Derivation{{
		Indicator: "CHILDCARE-PLACES-PER-1000", Expression: "places * 1000 / population",
		NameZh: "托位数 × 1000 ÷ 常住人口", NameEn: "places × 1,000 ÷ residents",
		Inputs: []metrics.DerivationInput{{Name: "places", Indicator: "NEW-ENERGY-CAPACITY"}, {Name: "population", Indicator: "POPULATION", Area: "150602"}},
	}, {
		Indicator: "CURTAILMENT", Expression: "capacity / 1000 + output",
		NameZh: "装机 ÷ 1000 + 绿氢产量", NameEn: "capacity ÷ 1,000 + hydrogen",
		Inputs: []metrics.DerivationInput{{Name: "capacity", Indicator: "NEW-ENERGY-CAPACITY", Period: "2022"}, {Name: "output", Indicator: "HYDROGEN-OUTPUT"}},
	}}
	extra := observation("HYDROGEN-OUTPUT", "150600", metrics.Year(2021), "5.0")
	store.Values = append(store.Values, extra)
	each := store.Content.Targets[0]
	each.Code, each.Plan, each.Indicator, each.Area, each.Item = "P2022-168-T007", "P2022-168", "HOSTILE", "150600-EACH", ""
	each.Value, each.Unit, each.BaseValue = value("60"), "%", value("50")
	store.Content.Targets = append(store.Content.Targets, each)
	store.Values = append(store.Values, observation("HOSTILE", "150602", metrics.Year(2022), "64.1"))
	store.Content.Index()
	for _, target := range []string{"P2022-168-T001", "P2022-168-T005"} {
		store.Groups[target] = group()
	}
	return store
}

// Assessments judges as Store does and adds what is laid in, and to 托位数 an input of its
// derivation.
func (s *Explained) Assessments(ctx context.Context, query metrics.AssessmentQuery) ([]metrics.Assessment, error) {
	assessments, err := s.Store.Assessments(ctx, query)
	for i := range assessments {
		if landing, found := s.Landings[assessments[i].Target]; found {
			assessments[i].Landing = landing
		}
		if result, found := s.Groups[assessments[i].Target]; found {
			assessments[i].Group = result
		}
		if assessments[i].Target == "PB2022-194-T001" {
			explanation := &assessments[i].Explanation
			explanation.Inputs = append(explanation.Inputs, metrics.ExplanationInput{
				Role: "derivation", Period: "2022", Value: "1700", Source: "NEW-ENERGY-CAPACITY 统计公报"})
		}
	}
	return assessments, err
}

// Turns returns how the light of 托位数 turned: first by the value 2.56 of 2022, which
// gives (2.56 − 1.8) ÷ 2.7 = 28.1 % and is behind, then to the same value revised.
func Turns() map[string][]metrics.StatusTurn {
	first := metrics.NewProblem("assess.reason.no_value_after_base", "base_period", "2020")
	early := metrics.NewProblem("assess.reason.behind.increase", "time_rate", "20%", "increment_rate", "11.1%",
		"lag", "8.9", "required_per_year", "0.60", "unit", "个", "change_unit", "个")
	late := metrics.NewProblem("assess.reason.behind.increase", "time_rate", "40%", "increment_rate", "28.5%",
		"lag", "11.5", "required_per_year", "0.64", "unit", "个", "change_unit", "个")
	return map[string][]metrics.StatusTurn{"PB2022-194-T001": {
		{Day: metrics.NewDate(2021, 6, 1), To: metrics.NotAssessable, Cause: metrics.TurnFirst, Reason: *first},
		{Day: metrics.NewDate(2022, 2, 9), From: metrics.NotAssessable, To: metrics.FarBehind, Cause: metrics.TurnValue,
			Reason: *early, Period: "2021", Value: "2.10", Run: RunID},
		{Day: metrics.NewDate(2023, 2, 9), From: metrics.FarBehind, To: metrics.Behind, Cause: metrics.TurnRevision,
			Reason: *late, Period: "2022", Value: "2.57", Run: RunID},
	}}
}

// landings returns a forecast of 托位数 that falls short, 3.75 of 4.5, and a reason why
// there is none of the installed capacity.
func landings() map[string]*metrics.Landing {
	number := func(value float64) *float64 { return &value }
	point := func(year int, value, narrow, wide float64) metrics.LandingPoint {
		return metrics.LandingPoint{Period: metrics.Year(year).String(), Date: metrics.NewDate(year, 12, 31), Value: value,
			Low80: value - narrow, High80: value + narrow, Low95: value - wide, High95: value + wide}
	}
	return map[string]*metrics.Landing{
		"PB2022-194-T001": {
			Method: "theil-sen/1", Deadline: metrics.NewDate(2025, 12, 31), Points: 4,
			Value: number(3.75), Low80: number(3.25), High80: number(4.25), Low95: number(2.95), High95: number(4.55), Probability: number(0.04),
			Backtests: []metrics.Backtest{
				{Method: "theil-sen/1", Forecasts: 3, MeanAbsoluteError: 0.123, Chosen: true},
				{Method: "mean-change/1", Forecasts: 3, MeanAbsoluteError: 0.2},
			},
			Path: []metrics.LandingPoint{point(2023, 2.95, 0.2, 0.4), point(2024, 3.35, 0.35, 0.6), point(2025, 3.75, 0.5, 0.8)},
		},
		"P2022-168-T001": {Deadline: metrics.NewDate(2025, 12, 31), Points: 1, Reason: metrics.NewProblem("assess.reason.no_observation")},
	}
}

// group is met by either of its members: the capacity is behind, the rank is not.
func group() *metrics.GroupResult {
	return &metrics.GroupResult{
		Code: "G-ENERGY", Rule: metrics.AnyOf, Status: metrics.OnSchedule,
		Reason: *metrics.NewProblem("assess.reason.forecast_only"),
		Members: []metrics.GroupMember{
			{Target: "P2022-168-T001", Status: metrics.Behind, Reason: *metrics.NewProblem("assess.reason.missing_only"), Latest: "1700", Period: "2022", Frequency: metrics.Annual},
			{Target: "P2022-168-T005", Status: metrics.OnSchedule, Reason: *metrics.NewProblem("assess.reason.unvalidated_only"), Latest: "3", Period: "2022", Frequency: metrics.Annual},
			{Area: "150602", Status: metrics.NotAssessable, Reason: *metrics.NewProblem("assess.reason.no_observation")},
		},
	}
}
