package dashboard

import "zhibiao/metrics"

// Cut-offs between the words for where a forecast will land, on the probability of
// meeting the target. Edges belong to the better word.
const (
	likelyFrom   = 0.8
	possibleFrom = 0.5
	doubtfulFrom = 0.2
)

// OutlookWord is the key of the word that answers “will it land” from the stored
// forecast, empty for an item without a target. A target that is met or past needs no
// forecast; one without a forecast says so.
func (i Item) OutlookWord() string {
	switch {
	case i.Target == nil || i.Assessment == nil:
		return ""
	case i.Status() == metrics.AchievedEarly, i.Status() == metrics.Achieved, i.Status() == metrics.Held:
		return "outlook.word.met"
	case i.Passed(), i.Status() == metrics.Missed:
		return "outlook.word.passed"
	}
	landing := i.Assessment.Landing
	if landing == nil || landing.Probability == nil {
		return "outlook.word.none"
	}
	switch chance := *landing.Probability; {
	case chance >= likelyFrom:
		return "outlook.word.likely"
	case chance >= possibleFrom:
		return "outlook.word.possible"
	case chance >= doubtfulFrom:
		return "outlook.word.doubtful"
	default:
		return "outlook.word.unlikely"
	}
}

// OutlookTone is the class that colours the word; the word itself says the same.
func (i Item) OutlookTone() string {
	return map[string]string{"outlook.word.met": "good", "outlook.word.likely": "good", "outlook.word.possible": "fair",
		"outlook.word.doubtful": "poor", "outlook.word.unlikely": "bad"}[i.OutlookWord()]
}

// BehindButLanding tells whether the item lags behind its path today while the forecast
// expects it to meet the target rather than not: two statements that seem to contradict
// each other and do not.
func (i Item) BehindButLanding() bool {
	switch i.Status() {
	case metrics.Behind, metrics.FarBehind:
		chance := i.Chance()
		return chance != nil && *chance >= possibleFrom
	}
	return false
}

// Chance is the probability of meeting the target, nil without a forecast.
func (i Item) Chance() *float64 {
	if i.Assessment == nil || i.Assessment.Landing == nil || i.Passed() {
		return nil
	}
	return i.Assessment.Landing.Probability
}
