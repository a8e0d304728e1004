package metrics

// assessAsChosen judges a target by the method that was chosen for it, or by the one
// that follows from the target. The rates of the target's own path stand beside the
// chosen method's word, and its sentence among the remarks. A method that does not fit
// the target changes nothing and says so.
func assessAsChosen(input AssessmentInput, choice *MethodChoice) Assessment {
	assessment := Assess(input)
	if choice == nil {
		return assessment
	}
	verdict := AssessBy(*choice, input)
	explanation := &assessment.Explanation
	if !verdict.Applicable {
		explanation.Remarks = append(explanation.Remarks, *NewProblem("assess.remark.method_does_not_fit", "method", verdict.Method), verdict.Reason)
		return assessment
	}
	if verdict.Reason.Key != assessment.Reason {
		explanation.Remarks = append([]Problem{explanation.Reason}, explanation.Remarks...)
	}
	assessment.Status, assessment.Method, assessment.MethodStatus = verdict.Status, verdict.Method, verdict.MethodStatus
	if verdict.Status == NotAssessable {
		assessment.Method = ""
	}
	explanation.CutOffs = verdict.CutOffs // those of the own path did not give the light
	assessment.Reason, explanation.Reason = verdict.Reason.Key, verdict.Reason
	explanation.Remarks = appendNew(explanation.Remarks, verdict.Remarks)
	for _, step := range verdict.Steps {
		if !containsStep(explanation.Steps, step) {
			explanation.Steps = append(explanation.Steps, step)
		}
	}
	return assessment
}

// appendNew adds the remarks that are not said yet.
func appendNew(remarks, more []Problem) []Problem {
	said := map[string]bool{}
	for _, remark := range remarks {
		said[remark.Error()] = true
	}
	for _, remark := range more {
		if !said[remark.Error()] {
			remarks = append(remarks, remark)
		}
	}
	return remarks
}

func containsStep(steps []ExplanationStep, step ExplanationStep) bool {
	for _, known := range steps {
		if known.Name == step.Name && known.Formula == step.Formula {
			return true
		}
	}
	return false
}
