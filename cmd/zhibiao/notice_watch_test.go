package main

import (
	"slices"
	"testing"
	"time"

	"zhibiao/metrics"
	"zhibiao/schedules"
	"zhibiao/schedules/notices"
)

func keysOf(reasons []schedules.Reason) []string {
	var keys []string
	for _, reason := range reasons {
		keys = append(keys, reason.Key)
	}
	return keys
}

func TestFailedRunNamesScheduleAndReason(t *testing.T) {
	due := time.Date(2026, 3, 1, 1, 5, 0, 0, time.UTC) // 09:05 in the city
	notice := failedRun(schedules.Schedule{TitleZh: "煤炭", TitleEn: "Coal"}, schedules.Occurrence{Schedule: "coal", DueAt: due,
		Outcome: schedules.OutcomeFailed, Reason: schedules.NewReason("job.interrupted")})
	if notice.ID != "run_failed:coal:2026-03-01T01:05:00Z" || notice.Words.Key != "notice.run_failed" ||
		notice.Words.Arguments["due"] != "2026-03-01 09:05" || notice.Words.Arguments["schedule_en"] != "Coal" {
		t.Errorf("notice is %+v", notice)
	}
	if !slices.Equal(keysOf(notice.Details), []string{"job.interrupted"}) {
		t.Errorf("details are %v", notice.Details)
	}
}

// From 5 of 100 rows on people are told; a run that failed as a whole always.
func TestRejectedRowsAreToldFromAShareOn(t *testing.T) {
	known := new(metrics.Catalogue).Index()
	for _, test := range []struct {
		rows, rejected int
		state          metrics.RunState
		key            string
	}{
		{100, 4, metrics.RunPublished, ""}, {100, 5, metrics.RunPublished, "notice.rows_rejected"},
		{3, 3, metrics.RunReview, "notice.rows_rejected"}, {0, 0, metrics.RunUnchanged, ""}, {0, 0, metrics.RunFailed, "notice.import_failed"},
	} {
		notice, told := rejectedRows(known, metrics.Run{ID: "r", State: test.state, Counts: metrics.RunCounts{Rows: test.rows, Rejected: test.rejected}})
		if notice.Words.Key != test.key || told != (test.key != "") {
			t.Errorf("%d of %d, %s: %q", test.rejected, test.rows, test.state, notice.Words.Key)
		}
	}
}

// Four monthly runs, 31 days apart at most, the last on 1 May: after 1.5 × 31 = 46.5
// days, at noon on 16 June, the feed is late.
func TestFeedIsLateAgainstItsOwnHabit(t *testing.T) {
	day := func(month time.Month, day int) time.Time { return time.Date(2026, month, day, 0, 0, 0, 0, time.UTC) }
	runs := []metrics.Run{{ID: "4", StartedAt: day(5, 1)}, {ID: "3", StartedAt: day(4, 1)}, {ID: "2", StartedAt: day(3, 1)}, {ID: "1", StartedAt: day(2, 1)}}
	feed := metrics.Feed{Code: "coal", NameZh: "煤炭"}
	if _, late := lateFeed(feed, runs, day(6, 16)); late {
		t.Error("late at the start of 16 June")
	}
	notice, late := lateFeed(feed, runs, day(6, 17))
	if !late || notice.ID != "feed_late:coal:4" || notice.Words.Arguments["usual"] != "31" || notice.Words.Arguments["days"] != "47" {
		t.Errorf("on 17 June: %v %+v", late, notice.Words)
	}
	if _, late := lateFeed(feed, runs[:3], day(12, 1)); late {
		t.Error("three runs are no habit")
	}
}

func catalogueOfTwo() *metrics.Catalogue {
	return (&metrics.Catalogue{
		Indicators: []metrics.Indicator{{Code: "COAL", NameZh: "煤炭产量"}, {Code: "BEDS", NameZh: "床位"}},
		Targets: []metrics.Target{
			{Code: "T1", Indicator: "COAL", Period: "2025", InForce: true, Scored: true, LeadOrganisation: "O-ENERGY", ResponsibleOrganisations: []string{"O-ENERGY", "O-PLAN"}},
			{Code: "T2", Indicator: "BEDS", Period: "2030", InForce: true, Scored: true, LeadOrganisation: "O-CIVIL"},
			{Code: "T3", Indicator: "BEDS", Period: "2030", Scored: true},
		},
		Organisations: []metrics.Organisation{{Code: "O-ENERGY", NameZh: "市能源局", NameEn: "Energy Bureau"}},
	}).Index()
}

func judged(target, indicator string, status metrics.AssessmentStatus) metrics.Assessment {
	return metrics.Assessment{Target: target, Indicator: indicator, Status: status, InForce: target != "T3",
		Explanation: metrics.Explanation{Reason: metrics.Problem{Key: "assess.reason.behind.increase"}}}
}

// Only a target in force whose status is another one than yesterday is told, to the
// units that answer for it; the first status is no turn.
func TestTurnedStatuses(t *testing.T) {
	before := []metrics.Assessment{judged("T1", "COAL", metrics.OnSchedule), judged("T3", "BEDS", metrics.OnSchedule)}
	after := []metrics.Assessment{judged("T1", "COAL", metrics.Behind), judged("T2", "BEDS", metrics.Behind), judged("T3", "BEDS", metrics.Behind)}
	found := turned(catalogueOfTwo(), before, after, metrics.NewDate(2026, 3, 1))
	if len(found) != 1 {
		t.Fatalf("found %+v", found)
	}
	notice := found[0]
	if notice.ID != "status_turned:T1:2026-03-01:behind" || !slices.Equal(notice.Organisations, []string{"O-ENERGY", "O-PLAN"}) ||
		notice.Words.Arguments["from_status"] != "on_schedule" || notice.Path != "/indicators/COAL?target=T1" {
		t.Errorf("notice is %+v", notice)
	}
}

// On 1 November 2025 the coal target (31 December 2025) falls due within 92 days, the
// other one does not.
func TestDigestOfAnOrganisationAndOfAll(t *testing.T) {
	assessments := []metrics.Assessment{judged("T1", "COAL", metrics.Behind), judged("T2", "BEDS", metrics.OnSchedule)}
	day := metrics.NewDate(2025, 11, 1)
	all, any := digest(catalogueOfTwo(), assessments, "", day)
	if !any || all.Words.Arguments["total"] != "2" || len(all.Organisations) != 0 {
		t.Errorf("digest of all is %+v", all)
	}
	if want := []string{"notice.digest.count", "notice.digest.count", "notice.digest.behind", "notice.digest.due"}; !slices.Equal(keysOf(all.Details), want) {
		t.Errorf("it says %v", keysOf(all.Details))
	}
	energy, any := digest(catalogueOfTwo(), assessments, "O-ENERGY", day)
	if !any || energy.Words.Arguments["total"] != "1" || energy.Words.Arguments["organisation_en"] != "Energy Bureau" ||
		!slices.Equal(energy.Organisations, []string{"O-ENERGY"}) {
		t.Errorf("digest of one is %+v", energy)
	}
	if _, any := digest(catalogueOfTwo(), assessments, "O-NOBODY", day); any {
		t.Error("a unit without targets has a digest")
	}
}

func TestWhatWasToldIsNotToldAgain(t *testing.T) {
	told := []notices.Notice{{ID: "a"}}
	fresh := unknown([]notices.Notice{{ID: "a"}, {ID: "b"}, {ID: "b"}}, told)
	if len(fresh) != 1 || fresh[0].ID != "b" {
		t.Errorf("fresh: %+v", fresh)
	}
}
