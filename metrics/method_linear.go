package metrics

import "github.com/shopspring/decimal"

func linearStatuses() []string {
	var statuses []string
	for _, status := range AssessmentStatuses() {
		if status != Pending && status != NotAssessable {
			statuses = append(statuses, string(status))
		}
	}
	return statuses
}

// assessLinearCase is the method behind the lights: Assess on a level with this base,
// this value at the end of the current year and this target, on that day. The ratio is the
// pace, 增量完成率 ÷ 时序进度:
//
//	((c − b) ÷ (T − b)) ÷ ((t − t0) ÷ (tT − t0))
//
// The two rates are those of the mid-term assessments of China's five-year plans.
func assessLinearCase(c MethodCase) MethodResult {
	switch {
	case c.Target == nil:
		return notAvailable(NewProblem("methods.reason.target_needed"))
	case c.years() <= 0:
		return notAvailable(NewProblem("methods.reason.equal_years", c.arguments()...))
	case c.CurrentYear > c.TargetYear:
		return notAvailable(NewProblem("methods.reason.current_after_target", c.arguments()...))
	}
	assessment := Assess(c.assessmentInput())
	if assessment.Status == NotAssessable {
		return notAvailable(&assessment.Explanation.Reason)
	}
	result := MethodResult{Ratio: assessment.Pace, Status: string(assessment.Status), Steps: assessment.Explanation.Steps}
	if assessment.Pace == nil || assessment.IncrementRate == nil || assessment.TimeRate == nil {
		result.Reason = NewProblem("methods.explain.linear_kept", c.arguments()...)
	} else {
		settings := c.settings()
		result.Reason = NewProblem("methods.explain.linear", c.arguments(
			"increment", resultNumber(*assessment.IncrementRate), "time", resultNumber(*assessment.TimeRate),
			"ratio", resultNumber(*assessment.Pace), "ahead", shortFloat(settings.Ahead),
			"on_schedule", shortFloat(settings.OnSchedule), "far_behind", shortFloat(settings.FarBehind))...)
	}
	if c.Limit != nil {
		result.Remarks = append(result.Remarks, NewProblem("methods.remark.limit_not_used", c.arguments()...))
	}
	return result
}

// assessmentInput states the case as a target and an observation.
func (c MethodCase) assessmentInput() AssessmentInput {
	comparator := AtLeast
	if c.Direction == LowerIsBetter {
		comparator = AtMost
	}
	exact := func(value float64) decimal.NullDecimal { return decimal.NewNullDecimal(decimal.NewFromFloat(value)) }
	observation := Observation{Value: exact(c.Current), Status: StatusNormal}
	observation.Scenario, observation.Period = Actual, Year(c.CurrentYear)
	return AssessmentInput{
		Indicator: Indicator{Kind: KindStock, Direction: c.Direction, Decimals: MaxDecimals},
		Target: Target{
			Period: yearText(c.TargetYear), Comparator: comparator, Value: exact(*c.Target), Recurrence: Once,
			BasePeriod: yearText(c.BaseYear), BaseValue: exact(c.Base), BaseComparable: true, Path: PathLinear,
			InForce: true, Scored: true,
		},
		Observations: []Observation{observation},
		AsOf:         Year(c.CurrentYear).End(),
		Settings:     c.Settings,
	}
}

// settings are the cut-offs that hold for the case.
func (c MethodCase) settings() Settings {
	if c.Settings == (Settings{}) {
		return DefaultSettings()
	}
	return c.Settings
}
