package dashboard

import (
	"github.com/labstack/echo/v4"

	"zhibiao/dashboard/reports"
	"zhibiao/metrics"
)

// draftDifferences compares two moments, both of them fixed: “now” is the moment at which
// the workbook is asked for, so that its address gives the same bytes again. It holds
// differences of every kind.
func (s *Server) draftDifferences(c echo.Context, _ string) (reportDraft, error) {
	page, lines, err := s.loadAllDifferences(c)
	if err != nil {
		return reportDraft{}, err
	}
	filters, words := page.Filters, s.wording(page.Language)
	if page.Question.After.IsZero() {
		page.Question.After = s.dependencies.Now()
	}
	if filters.KnownAt.IsZero() {
		filters.KnownAt = page.Question.After
	}
	page.Question.Kind = ""
	pairs := page.Question.pairs()
	for i := 0; i+1 < len(pairs); i += 2 {
		filters = filters.withOwn(differencesPath, pairs[i], pairs[i+1])
	}
	listing := s.listing(words, page.catalogue, filters, words.text("differences.file"), nil)
	listing.Demonstration = page.Question.Scenario == metrics.Demonstration
	table := reports.ListingTable{Sheet: words.text("differences.sheet"), Lines: words.differenceLines(page), Count: len(lines), Empty: words.text("differences.none"), FrozenFirst: 3}
	for i, heading := range words.differenceHeadings() {
		width := differenceWidths()[i]
		table.Columns = append(table.Columns, reports.ListingColumn{Heading: heading, Least: min(width, 10), Most: width})
	}
	group := reports.ListingGroup{}
	for _, line := range lines {
		group.Rows = append(group.Rows, listingCells(words.differenceCells(line)...))
	}
	table.Groups = []reports.ListingGroup{group}
	listing.Signed = false
	listing.Tables = []reports.ListingTable{table}
	return listingDraft(c, filters, listing, "differences"), nil
}
