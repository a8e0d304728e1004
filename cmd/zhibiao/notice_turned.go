package main

import (
	"context"
	"time"

	"zhibiao/metrics"
	"zhibiao/schedules"
	"zhibiao/schedules/notices"
)

// lookForTurnedStatuses holds the assessments of today against those of yesterday. A
// status that turns several times in a day is told each time it is found different.
func (r *rooms) lookForTurnedStatuses(ctx context.Context, known *metrics.Catalogue, now time.Time) ([]notices.Notice, error) {
	day := today(now)
	areas := known.AreasWithTargets()
	if len(areas) == 0 {
		return nil, nil
	}
	assessed := func(day metrics.Date) ([]metrics.Assessment, error) {
		vintage, err := r.store.VintageOn(ctx, day)
		if err != nil {
			return nil, err
		}
		return r.store.Assessments(ctx, metrics.AssessmentQuery{Areas: areas, Scenario: metrics.Actual, Vintage: vintage})
	}
	before, err := assessed(day.AddDays(-1))
	if err != nil {
		return nil, err
	}
	after, err := assessed(day)
	if err != nil {
		return nil, err
	}
	return turned(known, before, after, day), nil
}

// turned lists the targets in force and scored whose status is another one than before.
// The first status of a target is no turn.
func turned(known *metrics.Catalogue, before, after []metrics.Assessment, day metrics.Date) []notices.Notice {
	earlier := make(map[string]metrics.AssessmentStatus, len(before))
	for i := range before {
		earlier[before[i].Target] = before[i].Status
	}
	var found []notices.Notice
	for i := range after {
		assessment := &after[i]
		target, indicator := known.Target(assessment.Target), known.Indicator(assessment.Indicator)
		was, judged := earlier[assessment.Target]
		if target == nil || indicator == nil || !judged || was == assessment.Status || !assessment.InForce || !target.Scored {
			continue
		}
		words := append(bilingual("indicator", indicator.NameZh, indicator.NameEn),
			"from_status", string(was), "to_status", string(assessment.Status), "deadline", target.Period)
		found = append(found, notices.Notice{
			ID:   "status_turned:" + assessment.Target + ":" + day.String() + ":" + string(assessment.Status),
			Kind: notices.StatusTurned, Subject: assessment.Indicator, Organisations: target.Answering(),
			Words:   *schedules.NewReason("notice.status_turned", words...),
			Details: []schedules.Reason{{Key: assessment.Explanation.Reason.Key, Arguments: assessment.Explanation.Reason.Arguments}},
			Path:    "/indicators/" + assessment.Indicator + "?target=" + assessment.Target,
		})
	}
	return found
}
