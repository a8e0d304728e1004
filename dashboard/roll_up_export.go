package dashboard

import (
	"fmt"

	"github.com/labstack/echo/v4"

	"zhibiao/dashboard/reports"
	"zhibiao/metrics"
)

// draftRollUp is the roll-up of the page with the same filters: a row for each theme, plan,
// organisation or area, and what is counted in it status by status.
func (s *Server) draftRollUp(c echo.Context, _ string) (reportDraft, error) {
	page, err := s.loadRollUp(c)
	if err != nil {
		return reportDraft{}, err
	}
	words := s.wording(languageOf(c))
	title := words.text("export.roll_up.title", "way", words.text("roll_up.by."+string(page.By)))
	listing := s.listing(words, page.catalogue, page.Filters, title, page.Chips)
	listing.Demonstration = page.Filters.Demonstration
	listing.Tables = []reports.ListingTable{words.rollUpTable(page)}
	listing.Notes = append(listing.Notes, reports.ListingNote{Label: words.text("report.notes.reading"), Text: words.text("roll_up.rule")})
	if page.Overlapping {
		listing.Notes = append(listing.Notes, reports.ListingNote{Label: words.text("report.notes.remarks"), Text: words.text("roll_up.overlap." + string(page.By))})
	}
	return listingDraft(c, page.Filters, listing, "roll-up-"+string(page.By)), nil
}

// rollUpTable has a column for each status. The sums and the share that is behind are
// formulas over them.
func (w wording) rollUpTable(page RollUpPage) reports.ListingTable {
	statuses := metrics.AssessmentStatuses()
	const first = 5 // column of the first status
	table := reports.ListingTable{Sheet: w.text("nav.roll_up"), FrozenFirst: 1, Empty: w.text("overview.empty"), Columns: []reports.ListingColumn{
		{Heading: w.text("roll_up.column." + string(page.By)), Least: 18, Most: 34}, {Heading: w.text("export.column.count"), Least: 8, Most: 10},
		{Heading: w.text("attribute.binding"), Least: 8, Most: 10}, {Heading: w.text("roll_up.column.worst"), Least: 14, Most: 18, Statuses: true}}}
	chart := reports.ListingChart{Title: w.text("roll_up.column.statuses"), Labels: 1, Stacked: true}
	var behind []string
	for i, status := range statuses {
		table.Columns = append(table.Columns, reports.ListingColumn{Heading: w.text("status." + string(status)), Least: 7, Most: 9, Centred: true, HidesZero: true})
		chart.Series = append(chart.Series, reports.ListingSeries{Column: first + i, Status: status})
		if status.IsBehind() {
			behind = append(behind, fmt.Sprintf("{%d}", first+i))
		}
	}
	after := first + len(statuses)
	table.Columns = append(table.Columns, reports.ListingColumn{Heading: w.text("roll_up.column.behind"), Least: 8, Most: 10},
		reports.ListingColumn{Heading: w.text("export.areas.share_behind"), Least: 8, Most: 10},
		reports.ListingColumn{Heading: w.text("export.roll_up.behind_binding"), Least: 8, Most: 10}, reports.ListingColumn{Heading: w.text("roll_up.column.worst_items"), Least: 20, Most: 40})
	group := reports.ListingGroup{}
	for _, line := range page.Lines {
		name := w.text("roll_up.none." + string(page.By))
		if line.Thing != nil {
			name = w.name(line.Thing)
		}
		counts := map[metrics.AssessmentStatus]int{}
		for _, count := range line.Statuses {
			counts[count.Status] = count.Count
		}
		cells := listingCells(name, line.Count, line.Binding, line.RollUpRow.Worst)
		cells[1].Formula = reports.SumOfRow(first, after-1)
		for _, status := range statuses {
			cells = append(cells, listedCount(counts[status]))
		}
		sum := listedCount(line.Behind)
		sum.Formula = reports.JoinWords("+", behind...)
		share := reports.ListingCell{Share: shareOf(line.Behind, line.Count), Formula: fmt.Sprintf(`IF({2}=0,"",{%d}/{2})`, after)}
		var worst []string
		for _, item := range line.Worst {
			worst = append(worst, w.itemName(item))
		}
		group.Rows = append(group.Rows, append(cells, sum, share, listedCount(line.BehindBinding), listedText(w.join(worst))))
	}
	table.Groups, table.Count, table.Charts = []reports.ListingGroup{group}, len(group.Rows), []reports.ListingChart{chart}
	return table
}
