package dashboard

import (
	"cmp"

	"github.com/labstack/echo/v4"

	"zhibiao/dashboard/reports"
)

// mostListedRuns is how many of the newest runs a workbook holds.
const mostListedRuns = 10_000

// draftRuns is the list of runs with the same filters. Runs that began after the moment of
// the workbook are not in it; their states are those of today.
func (s *Server) draftRuns(c echo.Context, _ string) (reportDraft, error) {
	page, err := s.loadRunList(c, mostListedRuns)
	if err != nil {
		return reportDraft{}, err
	}
	words, filters := s.wording(page.Language), page.Filters
	listing := s.listing(words, page.catalogue, Filters{AsOf: filters.AsOf, KnownAt: filters.KnownAt}, words.text("runs.list.title"), nil)
	table := reports.ListingTable{Sheet: words.text("nav.runs"), Empty: words.text("runs.none"), FrozenFirst: 1, Columns: []reports.ListingColumn{
		{Heading: words.text("runs.file"), Least: 20, Most: 36}, {Heading: words.text("imports.feed"), Least: 14, Most: 26}, {Heading: words.text("runs.state"), Least: 9, Most: 12, Centred: true},
		{Heading: words.text("runs.count.rows"), Least: 8, Most: 11}, {Heading: words.text("runs.count.new"), Least: 8, Most: 11},
		{Heading: words.text("runs.count.changed"), Least: 8, Most: 11}, {Heading: words.text("runs.count.unchanged"), Least: 8, Most: 11},
		{Heading: words.text("runs.count.rejected"), Least: 8, Most: 11}, {Heading: words.text("export.runs.share_rejected"), Least: 8, Most: 11},
		{Heading: words.text("runs.started"), Least: 16, Most: 17, Centred: true}, {Heading: words.text("runs.actor"), Least: 10, Most: 18},
		{Heading: words.text("runs.comment"), Least: 12, Most: 30}, {Heading: words.text("runs.id"), Least: 20, Most: 38}}}
	group := reports.ListingGroup{}
	for _, line := range page.Runs {
		if line.Run.StartedAt.After(listing.KnownAt) {
			continue
		}
		counts := line.Run.Counts
		rejected := reports.ListingCell{Share: shareOf(counts.Rejected, counts.Rows), Formula: `IF({4}=0,"",{8}/{4})`}
		group.Rows = append(group.Rows, listingCells(line.Run.File, cmp.Or(words.name(line.Feed), line.Run.Feed), words.text(lookOfRunOrUndo(line.Run).Key), counts.Rows, counts.New, counts.Changed,
			counts.Unchanged, counts.Rejected, rejected, line.Run.StartedAt, line.Run.Actor, line.Run.Comment, line.Run.ID))
	}
	table.Groups, table.Count = []reports.ListingGroup{group}, len(group.Rows)
	listing.Signed = false
	listing.Tables = []reports.ListingTable{table}
	if page.Limited {
		listing.Notes = append(listing.Notes, reports.ListingNote{Label: words.text("report.notes.remarks"), Text: words.text("export.runs.limited", "count", mostListedRuns)})
	}
	draft := listingDraft(c, filters, listing, "runs")
	draft.scope = nil
	return draft, nil
}
