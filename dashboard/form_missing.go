package dashboard

import (
	"github.com/labstack/echo/v4"

	"zhibiao/dashboard/reports"
	"zhibiao/metrics"
)

// draftFormMissing is the list of reminders (催报单): how far every organisation has come,
// and what is missing.
func (s *Server) draftFormMissing(c echo.Context, _ string) (reportDraft, error) {
	page, err := s.loadFormPage(c)
	if err != nil {
		return reportDraft{}, err
	}
	words, filters := s.wording(page.Language), page.Filters
	listing := s.listing(words, &metrics.Catalogue{}, filters, words.text("forms.missing.title", "title", page.Form.Title), nil)
	head := []string{words.text("forms.missing.head", "code", page.Form.Code, "due", words.date(page.Form.Due), "day", words.date(s.today()),
		"complete", page.Tally.Complete, "count", page.Tally.Organisations)}
	missing := words.formTable("forms.missing.sheet", head, []formColumn{{"column.organisation", 30}, {"column.indicator", 36}, {"column.area", 14},
		{"column.period", 14}, {"column.unit", 12}, {"forms.missing.days", 10}, {"forms.missing.partial", 14}})
	missing.Empty, missing.FrozenFirst = words.text("forms.missing.none"), 2
	standings := words.formTable("forms.standings", head, []formColumn{{"column.organisation", 34}, {"column.status", 14}, {"forms.standings.asked", 10},
		{"forms.standings.answered", 10}, {"forms.standings.missing", 10}, {"forms.column.answer", 20}, {"forms.standings.person", 16},
		{"forms.standings.by", 16}, {"forms.column.days_late", 10}, {"forms.standings.reminded", 20}})
	for _, row := range page.Rows {
		standings.Groups[0].Rows = append(standings.Groups[0].Rows, listingCells(words.standingCells(row)...))
		for _, line := range row.Lines {
			missing.Groups[0].Rows = append(missing.Groups[0].Rows, listingCells(words.missingCells(row, line)...))
		}
	}
	missing.Count, standings.Count = len(missing.Groups[0].Rows), len(standings.Groups[0].Rows)
	listing.Tables = []reports.ListingTable{missing, standings}
	return listingDraft(c, filters, listing, "missing-"+page.Form.Code), nil
}

// formColumn is a column of the list of reminders with its greatest width.
type formColumn struct {
	key  string
	most float64
}

func (w wording) formTable(sheet string, head []string, columns []formColumn) reports.ListingTable {
	table := reports.ListingTable{Sheet: w.text(sheet), Lines: head, Groups: []reports.ListingGroup{{}}}
	for _, column := range columns {
		table.Columns = append(table.Columns, reports.ListingColumn{Heading: w.text(column.key), Least: 8, Most: column.most})
	}
	return table
}

func (w wording) missingCells(row FormStandingRow, line FormLine) []any {
	organisation, indicator, area, unit := row.Organisation, line.Indicator, line.Area, ""
	if row.Of != nil {
		organisation = w.name(row.Of)
	}
	if line.Of != nil {
		indicator, unit = metrics.FormName(w.name(line.Of), line.Dimension), w.unit(line.Of.Unit)
	}
	if line.Place != nil {
		area = w.name(line.Place)
	}
	return []any{organisation, indicator, area, w.period(line.Period), unit, row.DaysLate,
		w.text("forms.missing.count", "answered", row.Answered, "asked", row.Asked)}
}

// standingCells say who has answered when, or how late they are.
func (w wording) standingCells(row FormStandingRow) []any {
	organisation, at, person, by, reminded := row.Organisation, "", "", "", ""
	if row.Of != nil {
		organisation = w.name(row.Of)
	}
	if latest := row.Latest(); latest != nil {
		at, person, by = w.moment(latest.At), latest.Person, latest.By
	}
	if !row.Reminded.IsZero() {
		reminded = w.moment(row.Reminded)
	}
	return []any{organisation, w.text(row.Look.Key), row.Asked, row.Answered, len(row.Missing), at, person, by, row.DaysLate, reminded}
}
