package dashboard

import "zhibiao/metrics"

// tone returns the class that colours a status: good, fair, poor, bad or none. The
// colour never stands alone: icon and word go with it.
func tone(status metrics.AssessmentStatus) string {
	switch status {
	case metrics.AchievedEarly, metrics.Achieved, metrics.Held, metrics.AheadOfSchedule:
		return "good"
	case metrics.OnSchedule:
		return "fair"
	case metrics.Behind:
		return "poor"
	case metrics.FarBehind, metrics.NotHeld, metrics.Missed:
		return "bad"
	default:
		return "none"
	}
}

// reason returns the sentence that says why an assessment has its status.
func (w wording) reason(assessment *metrics.Assessment) string {
	if assessment == nil {
		return ""
	}
	if assessment.Explanation.Reason.Key != "" {
		return w.texts.Problem(w.language, &assessment.Explanation.Reason)
	}
	if assessment.Reason == "" {
		return ""
	}
	return w.text(assessment.Reason)
}
