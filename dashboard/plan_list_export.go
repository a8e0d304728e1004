package dashboard

import (
	"github.com/labstack/echo/v4"

	"zhibiao/dashboard/reports"
)

// draftPlanList is the list of plans with how their targets stand.
func (s *Server) draftPlanList(c echo.Context, _ string) (reportDraft, error) {
	filters, err := s.filtersOf(c)
	if err != nil {
		return reportDraft{}, err
	}
	filters = filters.withoutNarrowing()
	for _, name := range filters.Narrowing() {
		filters.given.Del(name)
	}
	page, err := s.loadPlanList(c.Request().Context(), filters)
	if err != nil {
		return reportDraft{}, err
	}
	words := s.wording(languageOf(c))
	listing := s.listing(words, page.catalogue, filters, words.text("plans.title"), nil)
	listing.Demonstration = filters.Demonstration
	table := reports.ListingTable{Sheet: words.text("nav.plans"), FrozenFirst: 2, Columns: []reports.ListingColumn{
		{Heading: words.text("export.column.number"), Least: 16, Most: 24}, {Heading: words.text("column.plan"), Least: 26, Most: 46}, {Heading: words.text("plan.issued"), Least: 11, Most: 13, Centred: true},
		{Heading: words.text("plan.horizon"), Least: 10, Most: 13, Centred: true}, {Heading: words.text("plan.indicators"), Least: 8, Most: 10},
		{Heading: words.text("plan.attention"), Least: 9, Most: 11}, {Heading: words.text("export.areas.share_behind"), Least: 9, Most: 11},
		{Heading: words.text("export.column.not_assessable"), Least: 9, Most: 11}, {Heading: words.text("export.column.targets"), Least: 8, Most: 10},
		{Heading: words.text("plan.tasks"), Least: 8, Most: 10}, {Heading: words.text("plan.projects"), Least: 8, Most: 10}}}
	group := reports.ListingGroup{}
	for _, line := range page.Plans {
		horizon := line.Plan.HorizonTo
		if line.Plan.HorizonFrom != "" && horizon != "" {
			horizon = line.Plan.HorizonFrom + "–" + horizon
		}
		share := reports.ListingCell{Share: shareOf(line.Tally.Attention, line.Tally.Total), Formula: `IF({5}=0,"",{6}/{5})`}
		group.Rows = append(group.Rows, listingCells(line.Plan.Number, words.name(line.Plan), line.Plan.Issued, horizon, line.Tally.Total, line.Tally.Attention, share,
			line.Tally.NotAssessable, line.Targets, line.Tasks, line.Projects))
	}
	table.Groups, table.Count = []reports.ListingGroup{group}, len(group.Rows)
	table.Charts = []reports.ListingChart{{Title: words.text("export.plans.chart"), Labels: 1, Series: []reports.ListingSeries{{Column: 5}, {Column: 6}}}}
	listing.Tables = []reports.ListingTable{table}
	return listingDraft(c, filters, listing, "plans"), nil
}
