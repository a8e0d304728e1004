package dashboard

import (
	"github.com/labstack/echo/v4"

	"zhibiao/dashboard/reports"
	"zhibiao/metrics"
)

// draftFormMissing is the list of what a form misses (催报单).
func (s *Server) draftFormMissing(c echo.Context, _ string) (reportDraft, error) {
	page, err := s.loadFormPage(c)
	if err != nil {
		return reportDraft{}, err
	}
	words, filters := s.wording(page.Language), page.Filters
	listing := s.listing(words, &metrics.Catalogue{}, filters, words.text("forms.missing.title", "title", page.Form.Title), nil)
	table := reports.ListingTable{Sheet: words.text("forms.missing.sheet"), Empty: words.text("forms.missing.none"), FrozenFirst: 2,
		Lines: []string{words.text("forms.missing.head", "code", page.Form.Code, "due", words.date(page.Form.Due), "day", words.date(s.today()),
			"complete", page.Tally.Complete, "count", page.Tally.Organisations)}}
	for _, column := range []struct {
		key  string
		most float64
	}{{"column.organisation", 30}, {"column.indicator", 36}, {"column.area", 14}, {"column.period", 14}, {"column.unit", 12}, {"forms.missing.days", 10}, {"forms.missing.partial", 14}} {
		table.Columns = append(table.Columns, reports.ListingColumn{Heading: words.text(column.key), Least: 8, Most: column.most})
	}
	group := reports.ListingGroup{}
	for _, row := range page.Rows {
		for _, line := range row.Lines {
			group.Rows = append(group.Rows, listingCells(words.missingCells(row, line)...))
		}
	}
	table.Count, table.Groups = len(group.Rows), []reports.ListingGroup{group}
	listing.Tables = []reports.ListingTable{table}
	return listingDraft(c, filters, listing, "missing-"+page.Form.Code), nil
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
