package dashboard

import (
	"github.com/labstack/echo/v4"

	"zhibiao/dashboard/reports"
)

// draftCalendar is a month of due and done runs of schedules: each due time in a row, and
// on the first sheet each day with its counts. Schedules that are often due are counted
// by the hour, as on the page.
func (s *Server) draftCalendar(c echo.Context, _ string) (reportDraft, error) {
	page, due, err := s.loadCalendar(c)
	if err != nil {
		return reportDraft{}, err
	}
	words, filters := s.wording(page.Language), page.Filters.withOwn(calendarPath, "month", page.Month)
	listing := s.listing(words, nil, Filters{AsOf: filters.AsOf, KnownAt: filters.KnownAt}, words.text("export.calendar.title", "month", words.period(page.Month)), nil)
	listing.Signed = false
	listing.Tables = []reports.ListingTable{words.calendarDays(page), words.calendarRows(due)}
	listing.Notes = append(listing.Notes, reports.ListingNote{Label: words.text("report.notes.reading"), Text: words.text("calendar.zone", "zone", page.Zone)})
	draft := listingDraft(c, filters, listing, "calendar-"+page.Month)
	draft.scope = nil
	return draft, nil
}

func (w wording) calendarDays(page CalendarPage) reports.ListingTable {
	table := reports.ListingTable{Sheet: w.text("export.calendar.days"), FrozenFirst: 2, Columns: []reports.ListingColumn{
		{Heading: w.text("export.column.day"), Least: 12, Most: 13, Centred: true}, {Heading: w.text("export.calendar.weekday"), Least: 8, Most: 12, Centred: true},
		{Heading: w.text("export.calendar.kind"), Least: 12, Most: 24, Centred: true}}}
	outcomes := outcomeOrder()
	looks := make([]stateLook, len(outcomes))
	for i, outcome := range outcomes {
		if looks[i] = lookOfExpected(); outcome != "" {
			looks[i] = lookOfOutcome(outcome)
		}
		table.Columns = append(table.Columns, reports.ListingColumn{Heading: w.text(looks[i].Key), Least: 8, Most: 11, HidesZero: true})
	}
	table.Columns = append(table.Columns, reports.ListingColumn{Heading: w.text("export.column.total"), Least: 8, Most: 11})
	group := reports.ListingGroup{}
	for _, week := range page.Weeks {
		for _, day := range week {
			if day.Date.IsZero() {
				continue
			}
			counts, total := map[string]int{}, 0
			for _, list := range [][]CalendarCount{day.Counts, day.Frequent} {
				for _, count := range list {
					counts[count.Look.Key] += count.Count
					total += count.Count
				}
			}
			cells := listingCells(day.Date, w.code("schedules.weekday", day.Weekday), w.dayKind(day))
			for _, look := range looks {
				cells = append(cells, listedCount(counts[look.Key]))
			}
			sum := listedCount(total)
			sum.Formula = reports.SumOfRow(4, 3+len(looks))
			group.Rows = append(group.Rows, append(cells, sum))
		}
	}
	table.Groups, table.Count = []reports.ListingGroup{group}, len(group.Rows)
	return table
}

// dayKind says whether a day is worked, and what the calendar calls it.
func (w wording) dayKind(day CalendarDay) string {
	kind := ""
	switch {
	case day.Off:
		kind = w.text("export.calendar.off")
	case day.MakeUp:
		kind = w.text("export.calendar.make_up")
	}
	return reports.JoinWords(" · ", kind, day.Name)
}

func (w wording) calendarRows(due dueRows) reports.ListingTable {
	table := reports.ListingTable{Sheet: w.text("export.calendar.times"), Heading: w.text("export.calendar.times"), Empty: w.text("calendar.nothing"), FrozenFirst: 1,
		Columns: []reports.ListingColumn{{Heading: w.text("export.calendar.time"), Least: 16, Most: 18, Centred: true}, {Heading: w.text("schedules.schedule"), Least: 24, Most: 44},
			{Heading: w.text("export.column.code"), Least: 14, Most: 30}, {Heading: w.text("column.status"), Least: 10, Most: 16, Centred: true}, {Heading: w.text("export.calendar.count"), Least: 8, Most: 12}}}
	group := reports.ListingGroup{}
	for _, row := range due.rows {
		count := reports.ListingCell{}
		if row.count > 0 {
			count = listedCount(row.count)
		}
		group.Rows = append(group.Rows, listingCells(row.at, row.schedule.Title(string(w.language)), row.schedule.Name, w.text(row.look().Key), count))
	}
	table.Groups, table.Count = []reports.ListingGroup{group}, len(group.Rows)
	return table
}
