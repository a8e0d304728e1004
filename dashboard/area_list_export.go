package dashboard

import (
	"github.com/labstack/echo/v4"

	"zhibiao/dashboard/reports"
	"zhibiao/metrics"
)

// draftAreas is the comparison of areas: on one indicator, when the address names it, and
// else theme by theme.
func (s *Server) draftAreas(c echo.Context, _ string) (reportDraft, error) {
	filters, err := s.filtersOf(c)
	if err != nil {
		return reportDraft{}, err
	}
	filters = areaFilters(filters)
	if code := c.QueryParam("indicator"); code != "" {
		return s.draftAreaComparison(c, comparisonFilters(c, filters, code), code)
	}
	page, err := s.loadAreaList(c.Request().Context(), filters)
	if err != nil {
		return reportDraft{}, err
	}
	words := s.wording(languageOf(c))
	listing := s.listing(words, page.catalogue, filters, words.text("export.areas.title"), page.Chips)
	listing.Demonstration = filters.Demonstration
	listing.Tables = []reports.ListingTable{words.areaStatusTable(page), words.areaCountTable(page, "export.areas.behind", func(cell AreaCell) int { return cell.Tally.Attention }),
		words.areaCountTable(page, "export.areas.targets", func(cell AreaCell) int { return cell.Tally.Total }),
		words.areaCountTable(page, "export.areas.series", func(cell AreaCell) int { return cell.Values })}
	listing.Notes = append(listing.Notes, reports.ListingNote{Label: words.text("report.notes.reading"), Text: words.text("areas.heat.text")})
	return listingDraft(c, filters, listing, "areas"), nil
}

// areaStatusTable has the worst status of each area in each theme.
func (w wording) areaStatusTable(page AreaListPage) reports.ListingTable {
	table := reports.ListingTable{Sheet: w.text("export.areas.statuses"), FrozenFirst: 1, Empty: w.text("areas.compare.none"), Columns: []reports.ListingColumn{
		{Heading: w.text("column.area"), Least: 14, Most: 22}, {Heading: w.text("export.areas.targets"), Least: 8, Most: 10}, {Heading: w.text("plan.attention"), Least: 8, Most: 10},
		{Heading: w.text("export.areas.share_behind"), Least: 9, Most: 11}}}
	for _, theme := range page.Themes {
		table.Columns = append(table.Columns, reports.ListingColumn{Heading: w.name(theme), Least: 12, Most: 15, Centred: true, Statuses: true})
	}
	for _, group := range page.Groups {
		rows := reports.ListingGroup{Heading: w.text(group.Key)}
		for _, row := range group.Rows {
			cells := listingCells(w.name(row.Area), row.Tally.Total, row.Tally.Attention, reports.ListingCell{Share: shareOf(row.Tally.Attention, row.Tally.Total), Formula: `IF({2}=0,"",{3}/{2})`})
			for _, cell := range row.Cells {
				cells = append(cells, reports.ListingCell{Status: cell.Worst})
			}
			rows.Rows = append(rows.Rows, cells)
			table.Count++
		}
		table.Groups = append(table.Groups, rows)
	}
	return table
}

// areaCountTable counts something of each area in each theme, with sums as formulas.
func (w wording) areaCountTable(page AreaListPage, key string, count func(AreaCell) int) reports.ListingTable {
	table := reports.ListingTable{Sheet: w.text(key), Heading: w.text(key), FrozenFirst: 1, Columns: []reports.ListingColumn{{Heading: w.text("column.area"), Least: 14, Most: 22}}}
	for _, theme := range page.Themes {
		table.Columns = append(table.Columns, reports.ListingColumn{Heading: w.name(theme), Least: 9, Most: 13, HidesZero: true})
	}
	table.Columns = append(table.Columns, reports.ListingColumn{Heading: w.text("export.column.total"), Least: 9, Most: 12})
	group := reports.ListingGroup{}
	for _, areas := range page.Groups {
		for _, row := range areas.Rows {
			cells, sum := listingCells(w.name(row.Area)), 0
			for _, cell := range row.Cells {
				cells = append(cells, listedCount(count(cell)))
				sum += count(cell)
			}
			total := listedCount(sum)
			total.Formula = reports.SumOfRow(2, 1+len(row.Cells))
			group.Rows = append(group.Rows, append(cells, total))
		}
	}
	table.Groups, table.Count = []reports.ListingGroup{group}, len(group.Rows)
	table.Charts = []reports.ListingChart{{Title: w.text(key), Labels: 1, Series: []reports.ListingSeries{{Column: 2 + len(page.Themes)}}}}
	return table
}

// shareOf is a part of a whole, nil when there is no whole.
func shareOf(part, whole int) *float64 {
	if whole == 0 {
		return nil
	}
	share := float64(part) / float64(whole)
	return &share
}

func (s *Server) draftAreaComparison(c echo.Context, filters Filters, code string) (reportDraft, error) {
	words := s.wording(languageOf(c))
	page, err := s.loadAreaComparison(c.Request().Context(), words, filters, code)
	if err != nil {
		return reportDraft{}, err
	}
	title := words.text("areas.compared", "indicator", words.name(page.Indicator))
	listing := s.listing(words, page.catalogue, filters, title, nil)
	listing.Demonstration = filters.Demonstration
	listing.FilterText = page.Dimension
	listing.Tables = []reports.ListingTable{words.rankTable(page), words.yearsTable(page)}
	if len(page.Without) > 0 {
		listing.Notes = append(listing.Notes, reports.ListingNote{Label: words.text("report.notes.remarks"),
			Text: words.text("areas.without", "areas", words.join(page.Without), "period", words.period(page.Period))})
	}
	return listingDraft(c, filters, listing, "areas-"+code), nil
}

// rankTable has the banners in their order.
func (w wording) rankTable(page AreaComparisonPage) reports.ListingTable {
	period := w.text("areas.ranking", "period", w.period(page.Period))
	line := reports.JoinWords("　", period, w.text("export.labelled", "label", w.text("indicator.unit"), "text", w.unit(page.Indicator.Unit)))
	if page.City.Value != nil {
		line = reports.JoinWords("　", line, w.text("areas.key.city", "value", w.number(page.City.Value, page.Indicator.Decimals)))
	}
	apart := w.text("areas.apart")
	if page.Adds() {
		apart = w.text("areas.share")
	}
	table := reports.ListingTable{Sheet: w.text("export.areas.ranking"), Lines: []string{line}, FrozenFirst: 2, Empty: w.text("areas.compared.empty", "date", w.date(page.Filters.AsOf)),
		Columns: []reports.ListingColumn{{Heading: w.text("areas.rank"), Least: 6, Most: 8}, {Heading: w.text("column.area"), Least: 14, Most: 22},
			{Heading: w.text("column.value"), Least: 12, Most: 18}, {Heading: w.text("areas.change"), Least: 10, Most: 14}, {Heading: apart, Least: 10, Most: 14},
			{Heading: w.text("column.target"), Least: 12, Most: 18}, {Heading: w.text("column.status"), Least: 14, Most: 18, Statuses: true},
			{Heading: w.text("report.column.observation_status"), Least: 8, Most: 14, Centred: true}, {Heading: w.text("column.source"), Least: 20, Most: 40}}}
	group, decimals := reports.ListingGroup{}, page.Indicator.Decimals
	for _, row := range page.Rows {
		change := reports.ListingCell{Share: row.Change}
		if growsByDifference(page.Indicator) {
			change = reports.ListingCell{Difference: row.Change, Decimals: decimals}
		}
		apart := reports.ListingCell{Difference: row.Apart, Decimals: decimals}
		if row.Share != nil {
			apart = reports.ListingCell{Share: row.Share}
		}
		var target reports.ListingCell
		var status metrics.AssessmentStatus
		if row.Target != nil {
			target, status = reports.ListingCell{Number: row.Target.Target.Value, Decimals: decimals}, row.Target.Status()
		}
		group.Rows = append(group.Rows, listingCells(row.Rank, w.name(row.Area), reports.ListingCell{Number: row.Value.Value, Decimals: decimals}, change, apart, target, status,
			w.exceptionalStatus(row.Value.Status), row.Value.SourceTitle))
	}
	table.Groups, table.Count = []reports.ListingGroup{group}, len(group.Rows)
	table.Charts = []reports.ListingChart{{Title: reports.JoinWords("　", w.name(page.Indicator), period), Labels: 2, Series: []reports.ListingSeries{{Column: 3}}}}
	return table
}

// yearsTable has the values of the banners over time.
func (w wording) yearsTable(page AreaComparisonPage) reports.ListingTable {
	table := reports.ListingTable{Sheet: w.text("areas.multiples"), Heading: w.text("areas.multiples"), FrozenFirst: 1, Columns: []reports.ListingColumn{{Heading: w.text("column.area"), Least: 14, Most: 22}}}
	chart := reports.ListingChart{Title: w.text("areas.multiples"), Labels: 1, Lines: true}
	for i, period := range page.Years {
		table.Columns = append(table.Columns, reports.ListingColumn{Heading: w.period(period), Least: 9, Most: 14})
		chart.Series = append(chart.Series, reports.ListingSeries{Column: 2 + i})
	}
	group := reports.ListingGroup{}
	for _, multiple := range page.Multiples {
		cells := listingCells(w.name(multiple.Area))
		for _, value := range multiple.Years {
			cell := reports.ListingCell{Decimals: page.Indicator.Decimals}
			if value != nil {
				cell.Number = value.Value
			}
			cells = append(cells, cell)
		}
		group.Rows = append(group.Rows, cells)
	}
	table.Groups, table.Count = []reports.ListingGroup{group}, len(group.Rows)
	if len(chart.Series) > 0 {
		table.Charts = []reports.ListingChart{chart}
	}
	return table
}
