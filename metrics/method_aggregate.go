package metrics

// ScoreGroup is a part of an indicator, or the whole of it, for the aggregate of the
// compound method: results of single series and further groups.
type ScoreGroup struct {
	Results []MethodResult
	Groups  []ScoreGroup
}

// AggregateScores is the aggregate of Open SDG: the mean of the scores of a group's
// series and of its groups, each group averaged first, so that a part counts once
// however many series it has. The status follows from the mean (2.5, 0, −2.5, each edge
// to the better side); it is target_achieved only when every series has achieved its
// target. A series without a score does not count; without any the status is
// NotAvailable and the score nil. The ratio is always nil (open-sdg/sdg-build,
// IndicatorProgress; open-sdg/open-sdg, docs/progress-methodology.md).
func AggregateScores(group ScoreGroup) MethodResult {
	mean, count, achieved := group.mean()
	if count == 0 {
		return notAvailable(NewProblem("methods.reason.no_scores"))
	}
	result := MethodResult{Score: &mean, Status: deterioration}
	switch {
	case achieved:
		result.Status = targetAchieved
	case mean >= 2.5:
		result.Status = substantialProgress
	case mean >= 0:
		result.Status = moderateProgress
	case mean >= -2.5:
		result.Status = limitedProgress
	}
	result.Reason = NewProblem("methods.explain.aggregate", "count", yearText(count), "score", resultNumber(mean))
	return result
}

// mean returns the mean score, how many series count, and whether all of them have
// achieved their targets.
func (g ScoreGroup) mean() (mean float64, series int, achieved bool) {
	parts := 0
	achieved = true
	for _, result := range g.Results {
		if result.Score == nil {
			continue
		}
		mean += *result.Score
		achieved = achieved && result.Status == targetAchieved
		parts++
		series++
	}
	for _, group := range g.Groups {
		groupMean, groupSeries, groupAchieved := group.mean()
		if groupSeries == 0 {
			continue
		}
		mean += groupMean
		achieved = achieved && groupAchieved
		parts++
		series += groupSeries
	}
	if parts == 0 {
		return 0, 0, false
	}
	return mean / float64(parts), series, achieved
}
