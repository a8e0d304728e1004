package main

import (
	"cmp"
	"context"
	"slices"
	"strconv"

	"zhibiao/metrics"
	"zhibiao/schedules"
	"zhibiao/schedules/notices"
)

const (
	// remindedYears is how far back values are read to see a habit.
	remindedYears = 8
	// reminderLongest is how many indicators a reminder names.
	reminderLongest = 12
)

// remindArgument is what a schedule says to the job remind: plan=CODE
// organisation=CODE, both optional; without them all plans and all organisations.
type remindArgument struct{ plan, organisation string }

func (r *rooms) readRemindArgument(ctx context.Context, text string) (remindArgument, error) {
	parts, err := parseJobArgument(text, "plan", "organisation")
	if err != nil {
		return remindArgument{}, err
	}
	read := remindArgument{plan: parts["plan"], organisation: parts["organisation"]}
	known, err := r.store.Catalogue(ctx)
	switch {
	case err != nil:
		return read, err
	case read.plan != "" && known.Plan(read.plan) == nil:
		return read, schedules.NewReason("job.argument.nothing", "name", "plan", "value", read.plan)
	case read.organisation != "" && known.Organisation(read.organisation) == nil:
		return read, schedules.NewReason("job.argument.nothing", "name", "organisation", "value", read.organisation)
	}
	return read, nil
}

// remind tells every organisation once for each period which of the indicators that it
// reports on have no value yet, although their own habit would have brought one.
func (r *rooms) remind(ctx context.Context, occasion schedules.Occasion) (schedules.Result, error) {
	argument, err := r.readRemindArgument(ctx, occasion.Argument)
	if err != nil {
		return schedules.Result{}, asReason(err)
	}
	known, err := r.store.Catalogue(ctx)
	if err != nil {
		return schedules.Result{}, asReason(err)
	}
	day := today(occasion.DueAt)
	missing, err := r.missingValues(ctx, known, day)
	if err != nil {
		return schedules.Result{}, asReason(err)
	}
	found := reminders(known, missing, argument)
	if argument.plan == "" { // a form is of no plan
		asked, err := r.formReminders(ctx, known, argument.organisation, day)
		if err != nil {
			return schedules.Result{}, asReason(err)
		}
		found = append(found, asked...)
	}
	if err := r.notices.Tell(ctx, found...); err != nil {
		return schedules.Result{}, asReason(err)
	}
	return schedules.Result{Changed: len(found) > 0, Words: schedules.NewReason("job.done.remind", "count", strconv.Itoa(len(found)), "day", day.String())}, nil
}

// missingValues lists the actual values that were missing on a day, in every area.
func (r *rooms) missingValues(ctx context.Context, known *metrics.Catalogue, day metrics.Date) ([]metrics.MissingValue, error) {
	areas := known.AreasWithTargets()
	periods, err := r.store.ReportedPeriods(ctx, metrics.ObservationQuery{Areas: areas, Scenario: metrics.Actual,
		From: metrics.NewDate(day.Year()-remindedYears, 1, 1), To: day, Vintage: metrics.Vintage{AsOf: day}})
	if err != nil {
		return nil, err
	}
	series := map[metrics.SeriesKey][]metrics.Observation{}
	for _, period := range periods {
		series[period.SeriesKey] = append(series[period.SeriesKey], period)
	}
	return known.MissingValues(series, areas, metrics.Actual, day), nil
}

// reminders makes one notice for each organisation and period.
func reminders(known *metrics.Catalogue, missing []metrics.MissingValue, argument remindArgument) []notices.Notice {
	asked := slices.DeleteFunc(slices.Clone(missing), func(value metrics.MissingValue) bool {
		return argument.plan != "" && value.Target.Plan != argument.plan
	})
	var found []notices.Notice
	for organisation, values := range metrics.MissingByOrganisation(asked) {
		if argument.organisation != "" && argument.organisation != organisation {
			continue
		}
		byPeriod := map[string][]metrics.MissingValue{}
		for _, value := range values {
			byPeriod[value.Period.String()] = append(byPeriod[value.Period.String()], value)
		}
		for period, values := range byPeriod {
			found = append(found, reminder(known, organisation, period, values))
		}
	}
	slices.SortFunc(found, func(a, b notices.Notice) int { return cmp.Compare(a.ID, b.ID) })
	return found
}

func reminder(known *metrics.Catalogue, organisation, period string, values []metrics.MissingValue) notices.Notice {
	who := bilingual("organisation", organisation, organisation)
	if unit := known.Organisation(organisation); unit != nil {
		who = bilingual("organisation", unit.NameZh, unit.NameEn)
	}
	notice := notices.Notice{ID: "reminder:" + organisation + ":" + period, Kind: notices.Reminder, Subject: organisation,
		Organisations: []string{organisation}, Path: "/indicators?organisation=" + organisation,
		Words: *schedules.NewReason("notice.reminder", append(who, "period", period, "count", strconv.Itoa(len(values)))...)}
	for i, value := range values {
		if i == reminderLongest {
			notice.Details = append(notice.Details, *schedules.NewReason("notice.reminder.more", "count", strconv.Itoa(len(values)-i)))
			break
		}
		words := bilingual("indicator", value.Target.Indicator, value.Target.Indicator)
		if indicator := known.Indicator(value.Target.Indicator); indicator != nil {
			words = bilingual("indicator", indicator.NameZh, indicator.NameEn)
		}
		area := bilingual("area", value.Target.Area, value.Target.Area)
		if place := known.Area(value.Target.Area); place != nil {
			area = bilingual("area", place.NameZh, place.NameEn)
		}
		notice.Details = append(notice.Details, *schedules.NewReason("notice.reminder.line",
			append(append(words, area...), "latest_period", value.Latest.String())...))
	}
	return notice
}
