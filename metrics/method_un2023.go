package metrics

import "math"

// The three categories of the Progress Chart, with the digits it gives them.
const (
	onTrackOrMet           = "3_on_track_or_met"
	fairProgress           = "2_fair_progress"
	stagnationOrRegression = "1_stagnation_or_regression"
)

func unitedNationsStatuses() []string {
	return []string{onTrackOrMet, fairProgress, stagnationOrRegression}
}

// assessUnitedNationsCase is the Progress Chart 2023 of the United Nations (technical
// note of 2023, as EUSTAT reproduces it in its methodology). With a target the growth
// so far is carried on to the target year,
//
//	v = c·(c ÷ b)^((tT − t) ÷ (t − t0)),  ratio = (v − b) ÷ (T − b)
//
// and 0.95 and 0.10 part the categories; a value that meets its target is met whatever
// its trend. Without a target the ratio is the yearly growth itself, with its own sign,
// and 2 % and 0.5 % a year in the wanted direction part them. Edges belong to the better
// side. The chart's exceptions for values within 1 % of 0 % or 100 %, for growth rates
// and for yes/no indicators ask for knowledge that a case does not have; they are not
// applied.
func assessUnitedNationsCase(c MethodCase) MethodResult {
	var remarks []*Problem
	if c.Limit != nil {
		remarks = append(remarks, NewProblem("methods.remark.limit_not_used", c.arguments()...))
	}
	reason := c.growthProblem()
	if reason == nil && c.Base == 0 {
		reason = NewProblem("methods.reason.zero_base", c.arguments()...)
	}
	if c.Target == nil {
		if reason != nil {
			return notAvailable(reason)
		}
		growth := yearlyGrowth(c.Base, c.Current, c.years())
		cutOffs := c.cutOffs()
		return MethodResult{Ratio: &growth, Status: unitedNationsGrowthStatus(c), Remarks: remarks, Steps: c.compoundSteps(growth),
			Reason: NewProblem("methods.explain.un_growth", c.arguments("ratio", resultNumber(growth), "wanted", resultNumber(growth*c.growthSign()),
				"high", shortFloat(cutOffs.UnitedNationsGrowth), "medium", shortFloat(cutOffs.UnitedNationsFairGrowth))...)}
	}
	if reason == nil && c.currentDay() > c.targetDay() {
		reason = NewProblem("methods.reason.current_after_target", c.arguments()...)
	}
	if reason == nil && c.Base == *c.Target {
		reason = NewProblem("methods.reason.base_equals_target", c.arguments()...)
	}
	met := c.meets(*c.Target)
	switch {
	case reason != nil && met && c.currentDay() <= c.targetDay():
		return MethodResult{Status: onTrackOrMet, Remarks: remarks,
			Reason: NewProblem("methods.explain.achieved_without_ratio", c.arguments()...)}
	case reason != nil:
		return notAvailable(reason)
	}
	return c.carryOn(met, remarks)
}

// carryOn judges a case with a target by its growth so far.
func (c MethodCase) carryOn(met bool, remarks []*Problem) MethodResult {
	grown := c.carriedOn()
	expected := grown * c.Base
	ratio := (grown - 1) / (toFloat(quotient(c.Base, *c.Target)) - 1)
	if c.currentDay() == c.targetDay() { // nothing to carry on: the share that was reached, exactly
		expected = c.Current
		ratio = toFloat(incrementRate(exactly(c.Base), exactly(c.Current), exactly(*c.Target)))
	}
	cutOffs := c.cutOffs()
	result := MethodResult{Ratio: &ratio, Status: unitedNationsStatus(cutOffs, ratio), Remarks: remarks}
	if c.sign()*c.Base > c.sign()**c.Target { // the base had met it, and the value lost it: away from T is not progress
		result.Status = stagnationOrRegression
		result.Remarks = append(result.Remarks, NewProblem("methods.remark.base_beyond_target", c.arguments()...))
	}
	key := "methods.explain.un_target"
	if met {
		result.Status, key = onTrackOrMet, "methods.explain.un_met"
	}
	leftText := span(c.currentDay(), c.targetDay())
	result.Reason = NewProblem(key, c.arguments("left", leftText, "expected", resultNumber(expected), "ratio", resultNumber(ratio),
		"high", shortFloat(cutOffs.UnitedNationsOnTrack), "medium", shortFloat(cutOffs.UnitedNationsFair))...)
	base, current := caseNumber(c.Base), caseNumber(c.Current)
	result.Steps = []ExplanationStep{
		{Name: "expected_value", Formula: current + " × (" + current + " ÷ " + base + ")^(" + leftText + " ÷ " + span(c.baseDay(), c.currentDay()) + ")", Result: expected},
		{Name: "expected_share", Formula: "(" + resultNumber(expected) + " − " + base + ") ÷ (" + caseNumber(*c.Target) + " − " + base + ")", Result: ratio},
	}
	return result
}

// carriedOn is the expected value of the target year as a multiple of the base. The
// multiple is the same in every unit.
func (c MethodCase) carriedOn() float64 {
	grown := toFloat(quotient(c.Base, c.Current))
	left := toFloat(yearsBetween(c.currentDay(), c.targetDay()))
	return grown * math.Pow(grown, left/c.years())
}

func unitedNationsStatus(k MethodCutOffs, ratio float64) string {
	switch {
	case ratio >= k.UnitedNationsOnTrack:
		return onTrackOrMet
	case ratio >= k.UnitedNationsFair:
		return fairProgress
	default:
		return stagnationOrRegression
	}
}

// unitedNationsGrowthStatus judges the yearly growth in the wanted direction.
func unitedNationsGrowthStatus(c MethodCase) string {
	cutOffs := c.cutOffs()
	switch {
	case c.growsBy(cutOffs.UnitedNationsGrowth):
		return onTrackOrMet
	case c.growsBy(cutOffs.UnitedNationsFairGrowth):
		return fairProgress
	default:
		return stagnationOrRegression
	}
}
