package metrics

import "slices"

// alongPath judges by the pace on a path of the given shape.
func (v MethodVerdict) alongPath(path Path, input AssessmentInput) MethodVerdict {
	input.Target.Path = path
	assessment := Assess(input)
	if path == PathMilestones && slices.ContainsFunc(assessment.Explanation.Remarks, func(remark Problem) bool {
		return remark.Key == "assess.remark.no_milestones"
	}) {
		v.Reason = *NewProblem("methods.unfit.no_milestones")
		return v
	}
	return v.of(assessment)
}

// alongSeason judges the running year of a flow by its share of the year's plan: by the
// shares of earlier years, or in proportion to the months where there are too few of
// them, which a remark says. A target that is to be met once and is met or missed is so
// whatever the running year brings.
func (v MethodVerdict) alongSeason(input AssessmentInput) MethodVerdict {
	light := Assess(input)
	j := newJudgement(&input)
	if j.refuse() || j.isOnce() && light.isDecided() {
		return v.of(light)
	}
	deadline := j.target.Deadline()
	if j.target.Recurrence == Yearly {
		_, last := j.recurringYears()
		deadline = NewDate(last, 12, 31)
	} else {
		j.findBase()
	}
	j.explainTarget()
	whole := latestWithin(j.selection.series(KindFlow), deadline)
	running := j.selection.latestYearToDate(0)
	if running == nil || whole != nil && whole.Period.Last >= running.Period.Last || !j.judgeYearToDate(deadline) {
		v.Reason = *NewProblem("methods.unfit.no_part_year")
		return v
	}
	return v.of(j.result)
}

// of takes over an assessment by the pace.
func (v MethodVerdict) of(assessment Assessment) MethodVerdict {
	v.Applicable, v.Status, v.Ratio, v.Reason = true, assessment.Status, assessment.Pace, assessment.Explanation.Reason
	v.Steps, v.Remarks, v.CutOffs = assessment.Explanation.Steps, assessment.Explanation.Remarks, assessment.Explanation.CutOffs
	return v
}
