package dashboard

import (
	"strings"

	"github.com/labstack/echo/v4"

	"zhibiao/dashboard/reports"
	"zhibiao/metrics"
)

// draftConflicts is the register of contradicting statements with the same filters: a row
// for each contradiction, and on a second sheet a row for each of its sides.
func (s *Server) draftConflicts(c echo.Context, _ string) (reportDraft, error) {
	filters, err := s.filtersOf(c)
	if err != nil {
		return reportDraft{}, err
	}
	filters = filters.withOwn(conflictsPath, "state", c.QueryParam("state"))
	page, err := s.loadConflictList(c.Request().Context(), filters)
	if err != nil {
		return reportDraft{}, err
	}
	words := s.wording(languageOf(c))
	listing := s.listing(words, page.catalogue, filters, words.text("conflicts.title"), page.Chips)
	if page.State != "" {
		listing.FilterText = words.join([]string{listing.FilterText, words.text("conflict.status." + page.State)})
		listing.FilterText = strings.TrimPrefix(listing.FilterText, words.text("list.separator"))
	}
	listing.Tables = []reports.ListingTable{words.conflictTable(page), words.conflictSideTable(page)}
	return listingDraft(c, filters, listing, "conflicts"), nil
}

func (w wording) conflictTable(page ConflictListPage) reports.ListingTable {
	table := reports.ListingTable{Sheet: w.text("nav.conflicts"), FrozenFirst: 2, Empty: w.text("conflicts.empty"), Columns: []reports.ListingColumn{
		{Heading: w.text("export.column.code"), Least: 10, Most: 16, Centred: true}, {Heading: w.text("column.conflict"), Least: 24, Most: 38},
		{Heading: w.text("column.status"), Least: 9, Most: 12, Centred: true}, {Heading: w.text("conflict.in_force"), Least: 20, Most: 34},
		{Heading: w.text("conflict.reason"), Least: 24, Most: 44}, {Heading: w.text("conflict.decision"), Least: 12, Most: 24},
		{Heading: w.text("export.column.day"), Least: 11, Most: 13, Centred: true}}}
	for _, group := range page.Groups {
		rows := reports.ListingGroup{Heading: w.code("conflict.kind", group.Kind)}
		for _, conflict := range group.Conflicts {
			state := metrics.ConflictSettled
			if conflict.Status == metrics.ConflictOpen {
				state = metrics.ConflictOpen
			}
			rows.Rows = append(rows.Rows, listingCells(conflict.Code, w.name(conflict.Conflict), w.text("conflict.status."+state), w.field(conflict.Conflict, "InForce"),
				w.field(conflict.Conflict, "Reason"), w.code("conflict.by", conflict.DecidedBy), conflict.DecidedOn))
			table.Count++
		}
		table.Groups = append(table.Groups, rows)
	}
	return table
}

func (w wording) conflictSideTable(page ConflictListPage) reports.ListingTable {
	table := reports.ListingTable{Sheet: w.text("conflict.sides"), Heading: w.text("conflict.sides"), FrozenFirst: 2, Columns: []reports.ListingColumn{
		{Heading: w.text("export.column.code"), Least: 10, Most: 16, Centred: true}, {Heading: w.text("column.conflict"), Least: 24, Most: 38},
		{Heading: w.text("column.plan"), Least: 18, Most: 30}, {Heading: w.text("column.value"), Least: 24, Most: 44},
		{Heading: w.text("target.in_force"), Least: 8, Most: 10, Centred: true}, {Heading: w.text("column.source"), Least: 16, Most: 28}}}
	group := reports.ListingGroup{}
	for _, kind := range page.Groups {
		for _, conflict := range kind.Conflicts {
			for _, side := range conflict.Sides {
				mark := ""
				if side.InForce {
					mark = "√"
				}
				group.Rows = append(group.Rows, listingCells(conflict.Code, w.name(conflict.Conflict), conflict.planNumber(side), w.field(side, "Value"), mark,
					w.text("source.line", "file", side.SourceFile, "line", side.SourceLine)))
			}
		}
	}
	table.Groups, table.Count = []reports.ListingGroup{group}, len(group.Rows)
	return table
}

// planNumber is the printed number of the document that a side stands in.
func (c ConflictRow) planNumber(side metrics.ConflictSide) string {
	if plan := c.Plans[side.Plan]; plan != nil {
		return plan.Number
	}
	return side.Plan
}
