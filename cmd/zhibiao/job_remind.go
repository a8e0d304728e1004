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
	var missing []missingValue
	for _, area := range known.AreasWithTargets() {
		series, err := r.reportedSeries(ctx, area, day)
		if err != nil {
			return schedules.Result{}, asReason(err)
		}
		missing = append(missing, missingValues(known, series, area, day)...)
	}
	found := reminders(known, missing, argument)
	if err := r.notices.Tell(ctx, found...); err != nil {
		return schedules.Result{}, asReason(err)
	}
	return schedules.Result{Changed: len(found) > 0, Words: schedules.NewReason("job.done.remind", "count", strconv.Itoa(len(found)), "day", day.String())}, nil
}

// reportedSeries reads the actual values of an area that were known on a day, by series.
func (r *rooms) reportedSeries(ctx context.Context, area string, day metrics.Date) (map[metrics.SeriesKey][]metrics.Observation, error) {
	observations, err := r.store.Observations(ctx, metrics.ObservationQuery{Areas: []string{area}, Scenario: metrics.Actual,
		From: metrics.NewDate(day.Year()-remindedYears, 1, 1), Vintage: metrics.Vintage{AsOf: day}})
	if err != nil {
		return nil, err
	}
	series := map[metrics.SeriesKey][]metrics.Observation{}
	for _, observation := range observations {
		series[observation.SeriesKey] = append(series[observation.SeriesKey], observation)
	}
	return series, nil
}

// missingValue is a value that an organisation should have reported.
type missingValue struct {
	target *metrics.Target
	latest metrics.Period // the last one there is
	period metrics.Period // the one that is missing
}

// missingValues holds each target of an area that is in force and scored against the
// habit of its series. No value is asked for beyond the day on which the target falls due.
func missingValues(known *metrics.Catalogue, series map[metrics.SeriesKey][]metrics.Observation, area string, day metrics.Date) []missingValue {
	var missing []missingValue
	for i := range known.Targets {
		target := &known.Targets[i]
		if target.Area != area || !target.InForce || !target.Scored {
			continue
		}
		habit, any := metrics.HabitOf(series[target.Series(metrics.Actual)])
		if !any {
			continue
		}
		if period, overdue := habit.Overdue(day, target.Deadline()); overdue {
			missing = append(missing, missingValue{target: target, latest: habit.Latest, period: period})
		}
	}
	return missing
}

// reminders makes one notice for each organisation and period. An indicator that
// several targets are set for is named once.
func reminders(known *metrics.Catalogue, missing []missingValue, argument remindArgument) []notices.Notice {
	type addressee struct{ organisation, period string }
	lines := map[addressee][]missingValue{}
	for _, value := range missing {
		if argument.plan != "" && value.target.Plan != argument.plan {
			continue
		}
		for _, organisation := range reporting(value.target) {
			to := addressee{organisation, value.period.String()}
			if argument.organisation != "" && argument.organisation != organisation || slices.ContainsFunc(lines[to], value.sameSeries) {
				continue
			}
			lines[to] = append(lines[to], value)
		}
	}
	var found []notices.Notice
	for to, values := range lines {
		found = append(found, reminder(known, to.organisation, to.period, values))
	}
	slices.SortFunc(found, func(a, b notices.Notice) int { return cmp.Compare(a.ID, b.ID) })
	return found
}

// reporting lists the units that report on a target: the one that leads, or where none
// leads all that answer for it. Who only helps is not asked.
func reporting(target *metrics.Target) []string {
	if target.LeadOrganisation != "" {
		return []string{target.LeadOrganisation}
	}
	return responsible(target)
}

func (v missingValue) sameSeries(other missingValue) bool {
	return v.target.Series(metrics.Actual) == other.target.Series(metrics.Actual)
}

func reminder(known *metrics.Catalogue, organisation, period string, values []missingValue) notices.Notice {
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
		words := bilingual("indicator", value.target.Indicator, value.target.Indicator)
		if indicator := known.Indicator(value.target.Indicator); indicator != nil {
			words = bilingual("indicator", indicator.NameZh, indicator.NameEn)
		}
		area := bilingual("area", value.target.Area, value.target.Area)
		if place := known.Area(value.target.Area); place != nil {
			area = bilingual("area", place.NameZh, place.NameEn)
		}
		notice.Details = append(notice.Details, *schedules.NewReason("notice.reminder.line",
			append(append(words, area...), "latest_period", value.latest.String())...))
	}
	return notice
}
