package dashboard

import (
	"cmp"
	"html/template"
	"slices"
	"time"

	"zhibiao/schedules"
)

// timelineDay draws and lists the due times of one day.
type timelineDay struct {
	from, until, now time.Time
	words            wording
}

// TimelineRow is one schedule on the axis of the day.
type TimelineRow struct {
	Schedule ScheduleName
	Frequent bool
	Zone     string // of the schedule, where it is not that of the page
	Counts   []CalendarCount
	Picture  template.HTML
}

// rows lists the schedules in the order of their first due time, the frequent ones last.
func (t timelineDay) rows(due dueRows) []TimelineRow {
	bySchedule := map[string][]dueRow{}
	var names []string
	for _, frequent := range []bool{false, true} {
		for _, row := range due.rows {
			name := row.schedule.Name
			if due.frequent[name] != frequent {
				continue
			}
			if bySchedule[name] == nil {
				names = append(names, name)
			}
			bySchedule[name] = append(bySchedule[name], row)
		}
	}
	rows := make([]TimelineRow, 0, len(names))
	for _, name := range names {
		list := bySchedule[name]
		row := TimelineRow{Schedule: ScheduleName{name, list[0].schedule.Title(string(t.words.language))}, Frequent: due.frequent[name]}
		counts := tallyOf{}
		for _, one := range list {
			if !one.at.Before(t.from) { // a run of the day before is drawn but not counted
				counts.add(one)
			}
		}
		row.Counts = counts.counts()
		if zone := list[0].schedule.Zone; zone != t.from.Location().String() {
			row.Zone = zone
		}
		if row.Frequent {
			row.Picture = t.hourPicture(list)
		} else {
			row.Picture = t.runPicture(list)
		}
		rows = append(rows, row)
	}
	return rows
}

// TimelineEntry is one due time of the day in words, or an hour of a frequent schedule.
type TimelineEntry struct {
	At       string
	Schedule ScheduleName
	Counts   []CalendarCount // of an hour of a frequent schedule
	Line     *OccurrenceLine // of one recorded due time
	Expected bool            // it lies ahead
}

// Look says how the due time is shown.
func (e TimelineEntry) Look() stateLook {
	if e.Line != nil {
		return e.Line.Look()
	}
	return lookOfExpected()
}

// mostTroubles bounds the failed due times of one frequent schedule that are listed.
const mostTroubles = 20

// entries lists the due times of the day by time; of the frequent schedules only those
// that failed or were missed, and not more than some of each; more tells of the others.
func (t timelineDay) entries(due dueRows) (entries []TimelineEntry, more bool) {
	troubles := map[string]int{}
	for _, row := range due.rows {
		if row.at.Before(t.from) {
			continue
		}
		if name := row.schedule.Name; due.frequent[name] {
			if !isTrouble(row.outcome()) {
				continue
			}
			if troubles[name] == mostTroubles {
				more = true
				continue
			}
			troubles[name]++
		}
		entries = append(entries, t.entry(row))
	}
	return entries, more
}

// hours lists the hours of the frequent schedules.
func (t timelineDay) hours(due dueRows) []TimelineEntry {
	type hourOf struct{ schedule, hour string }
	hours, at := map[hourOf]tallyOf{}, map[hourOf]int{}
	var entries []TimelineEntry
	for _, row := range due.rows {
		if row.at.Before(t.from) || !due.frequent[row.schedule.Name] {
			continue
		}
		key := hourOf{row.schedule.Name, row.at.Format("15")}
		if hours[key] == nil {
			hours[key], at[key] = tallyOf{}, len(entries)
			entries = append(entries, TimelineEntry{At: key.hour + ":00–" + key.hour + ":59", Schedule: t.name(row)})
		}
		hours[key].add(row)
	}
	for key, tally := range hours {
		entries[at[key]].Counts = tally.counts()
	}
	slices.SortStableFunc(entries, func(a, b TimelineEntry) int { return cmp.Compare(a.Schedule.Name, b.Schedule.Name) })
	return entries
}

func (t timelineDay) name(row dueRow) ScheduleName {
	return ScheduleName{row.schedule.Name, row.schedule.Title(string(t.words.language))}
}

// entry puts one due time into words.
func (t timelineDay) entry(row dueRow) TimelineEntry {
	entry := TimelineEntry{At: row.at.Format("15:04"), Schedule: t.name(row), Expected: row.occurrence == nil}
	if row.occurrence == nil {
		return entry
	}
	line := t.words.occurrenceLine(*row.schedule, *row.occurrence)
	entry.Line = &line
	if row.count == 0 { // it shares a record that ends on another day
		entry.At = ""
	}
	return entry
}

// latenessOf returns how much later than due a run began, 0 when it was started by hand
// or did not begin.
func latenessOf(occurrence schedules.Occurrence) time.Duration {
	if occurrence.Manual || occurrence.StartedAt.IsZero() {
		return 0
	}
	return max(occurrence.StartedAt.Sub(occurrence.DueAt), 0)
}
