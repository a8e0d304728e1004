package main

import (
	"slices"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"zhibiao/metrics"
)

// monthlyValues are values of three months, each released twenty days after its end.
func monthlyValues(key metrics.SeriesKey, months ...int) []metrics.Observation {
	var values []metrics.Observation
	for _, month := range months {
		period := metrics.MonthOf(2024, month)
		values = append(values, metrics.Observation{ObservationKey: metrics.ObservationKey{SeriesKey: key, Period: period},
			Value: decimal.NewNullDecimal(decimal.NewFromInt(1)), Released: period.Last.AddDays(20)})
	}
	return values
}

// On 21 June 2024 the values of April (due 20 May) and May (due 20 June) should have
// come. Coal has them up to March, gas up to May, beds have no habit. The unit that leads
// is asked, and of the target that nobody leads the one that answers for it.
func TestRemindersByOrganisationAndPeriod(t *testing.T) {
	known := (&metrics.Catalogue{
		Areas:      []metrics.Area{{Code: "150600", NameZh: "全市", NameEn: "City"}},
		Indicators: []metrics.Indicator{{Code: "COAL", NameZh: "煤炭产量"}, {Code: "GAS", NameZh: "天然气"}, {Code: "BEDS", NameZh: "床位"}},
		Targets: []metrics.Target{
			{Code: "T1", Plan: "P1", Indicator: "COAL", Area: "150600", Period: "2025", InForce: true, Scored: true, LeadOrganisation: "O-ENERGY", ResponsibleOrganisations: []string{"O-PLAN"}},
			{Code: "T2", Plan: "P2", Indicator: "COAL", Area: "150600", Period: "2030", InForce: true, Scored: true, LeadOrganisation: "O-ENERGY"},
			{Code: "T3", Plan: "P1", Indicator: "GAS", Area: "150600", Period: "2025", InForce: true, Scored: true, LeadOrganisation: "O-ENERGY"},
			{Code: "T7", Plan: "P1", Indicator: "COAL", Area: "150600", Period: "2030", InForce: true, Scored: true, ResponsibleOrganisations: []string{"O-PLAN"}},
			{Code: "T4", Plan: "P1", Indicator: "BEDS", Area: "150600", Period: "2025", InForce: true, Scored: true, LeadOrganisation: "O-CIVIL"},
			{Code: "T5", Plan: "P1", Indicator: "COAL", Area: "150600", Period: "2025", Scored: true, LeadOrganisation: "O-OLD"},                          // replaced
			{Code: "T6", Plan: "P1", Indicator: "COAL", Area: "150600", Period: "2024-03-31", InForce: true, Scored: true, LeadOrganisation: "O-REACHED"}, // its deadline has its value
		},
		Organisations: []metrics.Organisation{{Code: "O-ENERGY", NameZh: "市能源局", NameEn: "Energy Bureau"}},
	}).Index()
	coal, gas := known.Target("T1").Series(metrics.Actual), known.Target("T3").Series(metrics.Actual)
	series := map[metrics.SeriesKey][]metrics.Observation{coal: monthlyValues(coal, 1, 2, 3), gas: monthlyValues(gas, 3, 4, 5)}
	missing := known.MissingValues(series, []string{"150600"}, metrics.Actual, metrics.NewDate(2024, 6, 21))
	found := reminders(known, missing, remindArgument{})
	if len(found) != 2 || found[0].ID != "reminder:O-ENERGY:2024-05" || found[1].ID != "reminder:O-PLAN:2024-05" {
		t.Fatalf("found %+v", found)
	}
	energy := found[0]
	if len(energy.Details) != 1 || energy.Words.Arguments["count"] != "1" || energy.Words.Arguments["organisation_en"] != "Energy Bureau" ||
		energy.Details[0].Arguments["latest_period"] != "2024-03" || !slices.Equal(energy.Organisations, []string{"O-ENERGY"}) {
		t.Errorf("reminder is %+v", energy)
	}
	if only := reminders(known, missing, remindArgument{plan: "P2"}); len(only) != 1 || only[0].Subject != "O-ENERGY" {
		t.Errorf("for one plan: %+v", only)
	}
	if only := reminders(known, missing, remindArgument{organisation: "O-PLAN"}); len(only) != 1 || only[0].Subject != "O-PLAN" {
		t.Errorf("for one organisation: %+v", only)
	}
}

// A feed that is due by the 10th is late from the 11th on, once for each month; in a
// month without that day the last day counts. Days are those of the city: 16:00 UTC is
// midnight there.
func TestFeedIsLateAgainstItsDeadline(t *testing.T) {
	at := func(month time.Month, day, hour int) time.Time {
		return time.Date(2026, month, day, hour, 0, 0, 0, time.UTC)
	}
	ran := func(moments ...time.Time) (runs []metrics.Run) {
		for _, moment := range moments {
			runs = append(runs, metrics.Run{ID: moment.String(), StartedAt: moment})
		}
		return runs
	}
	for name, c := range map[string]struct {
		day  int
		runs []metrics.Run
		now  time.Time
		id   string
		last string
	}{
		"the last hour":         {10, ran(at(5, 8, 0)), at(6, 10, 15), "", ""},
		"the first hour after":  {10, ran(at(5, 8, 0)), at(6, 10, 16), "feed_late:coal:2026-06", "2026-05-08"},
		"it came":               {10, ran(at(6, 2, 0), at(5, 8, 0)), at(6, 20, 0), "", ""},
		"it came late":          {10, ran(at(6, 12, 0)), at(6, 20, 0), "", ""},
		"the night before June": {10, ran(at(5, 31, 15)), at(6, 20, 0), "feed_late:coal:2026-06", "2026-05-31"},
		"the first of June":     {10, ran(at(5, 31, 16)), at(6, 20, 0), "", ""},
		"it never came":         {10, nil, at(6, 20, 0), "feed_late:coal:2026-06", "—"},
		"a short month":         {31, ran(at(1, 5, 0)), at(2, 28, 15), "", ""},
		"after a short month":   {31, ran(at(1, 5, 0)), at(2, 28, 16), "feed_late:coal:2026-02", "2026-01-05"},
		"early in the month":    {10, ran(at(4, 8, 0)), at(6, 5, 0), "feed_late:coal:2026-05", "2026-04-08"},
		"not due this month":    {10, ran(at(5, 12, 0)), at(6, 5, 0), "", ""},
		"no deadline":           {0, nil, at(6, 30, 0), "", ""},
	} {
		notice, late := missedDeadline(metrics.Feed{Code: "coal", NameZh: "煤炭", DueDay: c.day}, c.runs, c.now)
		if late != (c.id != "") || notice.ID != c.id || late && notice.Words.Arguments["last"] != c.last {
			t.Errorf("%s: late %v, %+v", name, late, notice)
		}
	}
}
