package metrics

// AssessBy judges a target by the method that was chosen for it. It never fails: where
// the method does not fit the target, Applicable is false; where it gives no status,
// Status is NotAssessable; in both cases Reason says why. It is a pure function.
//
// A target that is met, held or missed is so by every method: there the official word is
// that of Assess, and the method's own word, if it has one, stands beside it. Under way the table of the
// method gives the official word (StatusMethod.Words). For the methods whose ratio is 1
// on the path (compound, eurostat, un2023) a ratio that reaches Settings.Ahead is
// AheadOfSchedule instead of OnSchedule. The cumulative method reads the target as a
// total of the whole plan and judges it by itself: under way its share of the total over
// the share of the time is a pace with the cut-offs of Settings.
func AssessBy(choice MethodChoice, input AssessmentInput) MethodVerdict {
	method, err := StatusMethodNamed(choice.Method)
	if err != nil {
		return MethodVerdict{Method: choice.Method, Status: NotAssessable, Reason: *AsProblem(err)}
	}
	verdict := MethodVerdict{Method: method.ID(), Status: NotAssessable}
	if reason := method.unfit(choice, input); reason != nil {
		verdict.Reason = *reason
		return verdict
	}
	switch method.Name {
	case "linear", "milestones":
		return verdict.alongPath(Path(method.Name), input)
	case "seasonal":
		return verdict.alongSeason(input)
	}
	verdict.Applicable = true
	facts, reason := newStatusFacts(method, choice, input)
	if reason == nil {
		verdict.take(method, facts)
	} else {
		verdict.Reason = *reason
		if facts != nil {
			verdict.Reason = facts.told(reason)
			verdict.decide(method, facts)
		}
	}
	return verdict
}

// CompareMethods judges a target by every method that may be chosen, in the order of
// StatusMethods. Methods that need more than the target are not applicable and say so:
// bounds; or that a person says the values are rates of change, or the target a total
// of the whole plan.
func CompareMethods(input AssessmentInput) []MethodVerdict {
	methods := StatusMethods()
	verdicts := make([]MethodVerdict, 0, len(methods))
	for _, method := range methods {
		choice := MethodChoice{Target: input.Target.Code, Method: method.Name}
		reason := method.unfit(choice, input)
		switch {
		case reason != nil || !method.ByChoice:
		case method.TakesDecrease:
			reason = NewProblem("methods.unfit.rate_by_choice")
		case input.Indicator.Kind == KindFlow:
			reason = NewProblem("methods.unfit.total_by_choice")
		}
		if reason != nil {
			verdicts = append(verdicts, MethodVerdict{Method: method.ID(), Status: NotAssessable, Reason: *reason})
			continue
		}
		verdicts = append(verdicts, AssessBy(choice, input))
	}
	return verdicts
}

// isDecided tells whether the target is met, held or missed, which no method of judging
// a target under way can change.
func (a Assessment) isDecided() bool {
	switch a.Status {
	case AchievedEarly, Achieved, Held, NotHeld, Missed:
		return true
	}
	return false
}

// take fills the verdict from the result of the method.
func (v *MethodVerdict) take(method StatusMethod, facts *statusFacts) {
	result := facts.judge()
	v.Ratio, v.Score, v.Steps, v.Reason = result.Ratio, result.Score, result.Steps, *result.Reason
	for _, remark := range append(facts.remarks, result.Remarks...) {
		v.Remarks = append(v.Remarks, *remark)
	}
	if result.Status != NotAvailable {
		v.MethodStatus = result.Status
		v.CutOffs = method.cutOffs(facts)
	}
	switch {
	case method.Name == "cumulative" && result.Status == notDue:
		v.Status = facts.totalStatus(v)
	case result.Status != NotAvailable:
		v.Status = method.official(result, facts)
	}
	v.decide(method, facts)
}

// decide puts the official word of a target that is met, held or missed in the place of
// the method's, and its reason where the method has no word.
func (v *MethodVerdict) decide(method StatusMethod, facts *statusFacts) {
	if method.Name == "cumulative" || !facts.light.isDecided() {
		return
	}
	v.Status = facts.light.Status
	if v.MethodStatus == "" {
		v.Remarks = append(v.Remarks, v.Reason)
		v.Reason = facts.light.Explanation.Reason
	}
}

// official is the official word for a result while the target is under way.
func (m StatusMethod) official(result MethodResult, facts *statusFacts) AssessmentStatus {
	for _, word := range m.Words {
		if word.Word != result.Status {
			continue
		}
		if m.paceLike && word.Status == OnSchedule && facts.judged.Target != nil && result.Ratio != nil && *result.Ratio >= facts.j.settings.Ahead {
			return AheadOfSchedule
		}
		return word.Status
	}
	return NotAssessable
}
