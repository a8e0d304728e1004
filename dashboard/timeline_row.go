package dashboard

import (
	"html/template"
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
			counts.add(one)
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

// entries lists the due times of the day by time.
func (t timelineDay) entries(due dueRows) []TimelineEntry {
	var entries []TimelineEntry
	hours := map[string]tallyOf{}
	order := map[string]int{} // where the entry of an hour stands
	for _, row := range due.rows {
		if row.at.Before(t.from) {
			continue
		}
		name := ScheduleName{row.schedule.Name, row.schedule.Title(string(t.words.language))}
		if due.frequent[name.Name] {
			hour := row.at.Format("15") + ":00–" + row.at.Format("15") + ":59"
			key := name.Name + " " + hour
			if hours[key] == nil {
				hours[key], order[key] = tallyOf{}, len(entries)
				entries = append(entries, TimelineEntry{At: hour, Schedule: name})
			}
			hours[key].add(row)
			continue
		}
		entries = append(entries, t.entry(name, row))
	}
	for key, at := range order {
		entries[at].Counts = hours[key].counts()
	}
	return entries
}

// entry puts one due time into words.
func (t timelineDay) entry(name ScheduleName, row dueRow) TimelineEntry {
	entry := TimelineEntry{At: row.at.Format("15:04"), Schedule: name, Expected: row.occurrence == nil}
	if row.occurrence == nil {
		return entry
	}
	line := t.words.occurrenceLine(row.schedule, *row.occurrence)
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
