package main

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"

	"zhibiao/metrics"
	"zhibiao/schedules"
	"zhibiao/schedules/notices"
)

const (
	digestHour    = 7 // on Mondays, before messages go out at eight
	digestLongest = 8 // indicators behind that a digest names
	digestAhead   = 92
)

// lookForDigests makes, from Monday morning on, one digest of the week for everybody and
// one for each organisation that a recipient chose.
func (r *rooms) lookForDigests(ctx context.Context, known *metrics.Catalogue, now time.Time) ([]notices.Notice, error) {
	local := now.In(metrics.CityZone())
	if local.Weekday() != time.Monday || local.Hour() < digestHour || len(known.Targets) == 0 {
		return nil, nil
	}
	recipients, err := r.notices.Recipients(ctx)
	if err != nil {
		return nil, err
	}
	organisations := map[string]bool{"": true}
	for _, recipient := range recipients {
		for _, code := range recipient.Organisations {
			organisations[code] = true
		}
	}
	assessments, err := r.store.Assessments(ctx, metrics.AssessmentQuery{
		Areas: known.AreasWithTargets(), Scenario: metrics.Actual, Vintage: metrics.Vintage{AsOf: today(now)}})
	if err != nil {
		return nil, err
	}
	year, week := local.ISOWeek()
	var found []notices.Notice
	for code := range organisations {
		if notice, any := digest(known, assessments, code, today(now)); any {
			notice.ID = fmt.Sprintf("digest:%s:%d-W%02d", code, year, week)
			notice.OccurredAt = now
			found = append(found, notice)
		}
	}
	return found, nil
}

// digest says how the targets of an organisation stand, or all for an empty code: a
// count of each status, who is behind with the reason, and what falls due in the next
// three months.
func digest(known *metrics.Catalogue, assessments []metrics.Assessment, organisation string, day metrics.Date) (notices.Notice, bool) {
	counts := map[metrics.AssessmentStatus]int{}
	var behind, due []schedules.Reason
	total, more := 0, 0
	for i := range assessments {
		assessment := &assessments[i]
		target, indicator := known.Target(assessment.Target), known.Indicator(assessment.Indicator)
		if target == nil || indicator == nil || !assessment.InForce || !target.Scored ||
			organisation != "" && !slices.Contains(target.Answering(), organisation) {
			continue
		}
		total++
		counts[assessment.Status]++
		name := bilingual("indicator", indicator.NameZh, indicator.NameEn)
		if assessment.Status.IsBehind() {
			if len(behind) < digestLongest {
				behind = append(behind, *schedules.NewReason("notice.digest.behind", append(name, "to_status", string(assessment.Status))...))
			} else {
				more++
			}
		}
		if deadline := target.Deadline(); !deadline.IsZero() && deadline >= day && deadline <= day.AddDays(digestAhead) {
			due = append(due, *schedules.NewReason("notice.digest.due", append(name, "deadline", deadline.String())...))
		}
	}
	if total == 0 {
		return notices.Notice{}, false
	}
	notice := notices.Notice{Kind: notices.Digest, Subject: organisation, Path: "/"}
	who := bilingual("organisation", "全市", "the city")
	if organisation != "" {
		notice.Organisations = []string{organisation}
		notice.Path = "/indicators?organisation=" + organisation
		if unit := known.Organisation(organisation); unit != nil {
			who = bilingual("organisation", unit.NameZh, unit.NameEn)
		}
	}
	notice.Words = *schedules.NewReason("notice.digest", append(who, "total", strconv.Itoa(total))...)
	for _, status := range metrics.AssessmentStatuses() {
		if counts[status] > 0 {
			notice.Details = append(notice.Details, *schedules.NewReason("notice.digest.count", "to_status", string(status), "count", strconv.Itoa(counts[status])))
		}
	}
	notice.Details = append(notice.Details, behind...)
	if more > 0 {
		notice.Details = append(notice.Details, *schedules.NewReason("notice.digest.more", "count", strconv.Itoa(more)))
	}
	if len(due) > digestLongest {
		due = due[:digestLongest]
	}
	notice.Details = append(notice.Details, due...)
	return notice, true
}
