package dashboard

import (
	"github.com/labstack/echo/v4"
	"github.com/shopspring/decimal"

	"zhibiao/dashboard/reports"
	"zhibiao/metrics"
)

// draftCoverageMatrix is the whole matrix.
func (s *Server) draftCoverageMatrix(c echo.Context, _ string) (reportDraft, error) {
	page, view, err := s.coveragePage(c)
	if err != nil {
		return reportDraft{}, err
	}
	words := s.wording(page.Language)
	table := reports.ListingTable{Sheet: words.text("coverage.matrix.sheet"), Count: len(view.rows), FrozenFirst: 2, Columns: []reports.ListingColumn{
		{Heading: words.text("coverage.column.code"), Least: 12, Most: 26}, {Heading: words.text("column.indicator"), Least: 20, Most: 36},
		{Heading: words.text("column.unit"), Least: 7, Most: 12, Centred: true}}}
	for _, period := range view.periods {
		table.Columns = append(table.Columns, reports.ListingColumn{Heading: words.period(period), Least: 8, Most: 10, Centred: true})
	}
	group := reports.ListingGroup{}
	for _, row := range view.rows {
		cells := listingCells(row.Indicator.Code, words.name(row.Indicator), words.unit(row.Indicator.Unit))
		for _, mark := range row.Cells {
			text := ""
			if mark.State != "" {
				text = words.text("coverage.state." + string(mark.State))
			}
			cells = append(cells, listedText(text))
		}
		group.Rows = append(group.Rows, cells)
	}
	table.Groups = []reports.ListingGroup{group}
	return listingDraft(c, page.Filters, s.coverageListing(words, page, view, "coverage.matrix.title", table), "coverage-matrix"), nil
}

// draftCoverageOrganisations are the sums by organisation. The shares are formulas over
// the counts beside them.
func (s *Server) draftCoverageOrganisations(c echo.Context, _ string) (reportDraft, error) {
	page, view, err := s.coveragePage(c)
	if err != nil {
		return reportDraft{}, err
	}
	words := s.wording(page.Language)
	table := reports.ListingTable{Sheet: words.text("coverage.units.sheet"), Count: len(view.units), FrozenFirst: 1,
		Columns: []reports.ListingColumn{{Heading: words.text("column.organisation"), Least: 20, Most: 34}}}
	for _, key := range []string{"expected", "values", "completeness", "late", "lag", "punctuality", "compared", "revised", "revision"} {
		table.Columns = append(table.Columns, reports.ListingColumn{Heading: words.text("coverage.units." + key), Least: 10, Most: 14, Centred: true})
	}
	group := reports.ListingGroup{}
	line := func(name string, sum *metrics.CoverageSum) {
		completeness := reports.ListingCell{Share: sum.Completeness(), Formula: "IF({2}=0,\"\",{3}/{2})"}
		group.Rows = append(group.Rows, listingCells(name, sum.Expected, sum.Values, completeness, sum.Late, rounded(sum.MedianLag(), 1),
			reports.ListingCell{Share: sum.Punctuality()}, sum.Compared, sum.Revised, reports.ListingCell{Share: sum.MeanRevision()}))
	}
	for i := range view.units {
		name := words.text("coverage.units.nobody")
		if view.units[i].Code != "" {
			name = words.organisationName(view.catalogue, view.units[i].Code)
		}
		line(name, &view.units[i].CoverageSum)
	}
	if len(view.units) > 0 {
		line(words.text("coverage.units.all"), &view.total)
	}
	table.Groups = []reports.ListingGroup{group}
	return listingDraft(c, page.Filters, s.coverageListing(words, page, view, "coverage.units.title", table), "coverage-organisations"), nil
}

// coverageListing is the frame that both workbooks share.
func (s *Server) coverageListing(words wording, page CoveragePage, view *coverageView, title string, table reports.ListingTable) reports.Listing {
	listing := s.listing(words, view.catalogue, page.Filters, words.text(title), chips(view.catalogue, page.Filters, coveragePath))
	listing.Demonstration = page.Filters.Demonstration
	table.Lines = []string{words.text("coverage.head", "from", page.Question.FromYear, "to", page.Question.ToYear,
		"frequency", words.text("coverage.frequency."+string(page.Question.Frequency)), "date", words.date(page.Filters.AsOf))}
	table.Empty = words.text("coverage.nothing")
	listing.Tables = []reports.ListingTable{table}
	listing.Notes = append(listing.Notes, reports.ListingNote{Label: words.text("report.notes.method"), Text: words.text("coverage.method", "days", page.Due)})
	return listing
}

func rounded(value *float64, decimals int32) decimal.NullDecimal {
	if value == nil {
		return decimal.NullDecimal{}
	}
	return decimal.NewNullDecimal(decimal.NewFromFloat(*value).Round(decimals))
}
