package dashboard

import (
	"slices"

	"github.com/labstack/echo/v4"

	"zhibiao/dashboard/reports"
)

// draftOrganisations is the list of who answers for what, and how that stands.
func (s *Server) draftOrganisations(c echo.Context, _ string) (reportDraft, error) {
	filters, err := s.filtersOf(c)
	if err != nil {
		return reportDraft{}, err
	}
	filters = organisationFilters(filters)
	page, err := s.loadOrganisationList(c.Request().Context(), filters)
	if err != nil {
		return reportDraft{}, err
	}
	rows := slices.DeleteFunc(page.Rows, func(row OrganisationRow) bool { return !filters.coversOrganisation(row.Organisation.Code) })
	words := s.wording(languageOf(c))
	listing := s.listing(words, page.catalogue, filters, words.text("organisations.title"), page.Chips)
	listing.Demonstration = filters.Demonstration
	table := reports.ListingTable{Sheet: words.text("nav.organisations"), FrozenFirst: 1, Count: len(rows), Columns: []reports.ListingColumn{
		{Heading: words.text("column.organisation"), Least: 24, Most: 40}, {Heading: words.text("export.organisations.led"), Least: 9, Most: 11},
		{Heading: words.text("plan.attention"), Least: 9, Most: 11}, {Heading: words.text("export.areas.share_behind"), Least: 9, Most: 11},
		{Heading: words.text("export.column.not_assessable"), Least: 9, Most: 11}, {Heading: words.text("organisations.shared"), Least: 9, Most: 11},
		{Heading: words.text("organisations.tasks"), Least: 9, Most: 11}, {Heading: words.text("organisations.late"), Least: 9, Most: 11},
		{Heading: words.text("organisations.projects"), Least: 9, Most: 11}, {Heading: words.text("organisations.missing"), Least: 9, Most: 11}}}
	group := reports.ListingGroup{}
	for _, row := range rows {
		share := reports.ListingCell{Share: shareOf(row.Led.Attention, row.Led.Total), Formula: `IF({2}=0,"",{3}/{2})`}
		group.Rows = append(group.Rows, listingCells(words.name(row.Organisation), row.Led.Total, row.Led.Attention, share, row.Led.NotAssessable, row.Shared, row.Tasks.Total,
			row.Tasks.Late(), row.Projects, row.Missing))
	}
	table.Groups = []reports.ListingGroup{group}
	table.Charts = []reports.ListingChart{{Title: words.text("export.organisations.chart"), Labels: 1, Series: []reports.ListingSeries{{Column: 2}, {Column: 3}}}}
	listing.Tables = []reports.ListingTable{table}
	return listingDraft(c, filters, listing, "organisations"), nil
}
