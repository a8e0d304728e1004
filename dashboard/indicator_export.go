package dashboard

import (
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"
	"github.com/shopspring/decimal"

	"zhibiao/dashboard/reports"
	"zhibiao/metrics"
)

// draftIndicator is the page of one indicator as a workbook: its targets by whatever plan,
// the years against the required path, how its status turned and why, what was revised,
// and other areas.
func (s *Server) draftIndicator(c echo.Context, code string) (reportDraft, error) {
	filters, err := s.filtersOf(c)
	if err != nil {
		return reportDraft{}, err
	}
	filters = indicatorOwn(filters, code)
	ctx, words := c.Request().Context(), s.wording(languageOf(c))
	page, err := s.loadIndicator(ctx, filters, code)
	if err != nil {
		return reportDraft{}, err
	}
	if target := page.firstCovered(filters); !filters.covers(page.Item) && filters.Target == "" && target != nil {
		filters.Target = target.Code // the series that the page opens with is another's
		if page, err = s.loadIndicator(ctx, filters, code); err != nil {
			return reportDraft{}, err
		}
	}
	if err := filters.checkIndicator(page.Item); err != nil {
		return reportDraft{}, err
	}
	items := page.coveredItems(filters)
	named := filters
	named.Area, named.whole = page.areaCode(), true // one indicator has few series
	report, err := s.indicatorReport(ctx, words, named, IndicatorListPage{Groups: []ItemGroup{{Theme: page.Theme, Items: items}}})
	if err != nil {
		return reportDraft{}, err
	}
	report.Title, report.Single = words.text("export.indicator.title", "indicator", words.name(page.Indicator)), true
	report.Subtitle = reports.JoinWords("　", page.Indicator.Code, words.text("export.labelled", "label", words.text("indicator.unit"), "text", words.unit(page.Indicator.Unit)),
		words.code("kind", page.Indicator.Kind), words.code("direction", page.Indicator.Direction), page.Dimension)
	words.arrangeTargets(report.Rows, items)
	report.Notes.Remarks = append(report.Notes.Remarks, words.definitionNotes(page.Indicator)...)
	page.Areas = slices.DeleteFunc(page.Areas, func(value AreaValue) bool { return !filters.coversSeries(page, value.Area.Code) })
	report.Tables = s.indicatorTables(words, page, report.Rows[0])
	return s.finishDraft(c, filters, reportDraft{report: report, write: reports.WriteIndicatorList,
		download: workbookDownload{Chinese: report.Title, Plain: "indicator-" + code, AsOf: filters.AsOf}})
}

// indicatorOwn are the filters with those parameters that choose a series and a target.
func indicatorOwn(filters Filters, code string) Filters {
	path := "/indicators/" + code
	return filters.withOwn(path, "dimension", filters.Dimension).withOwn(path, "target", filters.Target)
}

// coveredItems are the targets of the page that may leave, the chosen one first; without
// any target the indicator itself.
func (p IndicatorPage) coveredItems(filters Filters) []Item {
	var items []Item
	for _, row := range p.Targets {
		if filters.covers(row.Item) {
			items = append(items, row.Item)
		}
	}
	slices.SortStableFunc(items, func(a, b Item) int { return compareBool(a.Target == p.Target, b.Target == p.Target) })
	if len(items) == 0 {
		return []Item{p.Item}
	}
	return items
}

// coversSeries tells whether values of the page's indicator in an area may leave: where
// targets are set for it there, one of them must be covered.
func (f Filters) coversSeries(page IndicatorPage, area string) bool {
	targets := slices.DeleteFunc(slices.Clone(page.Targets), func(row TargetRow) bool { return row.areaCode() != area })
	return len(targets) == 0 || slices.ContainsFunc(targets, func(row TargetRow) bool { return f.covers(row.Item) })
}

// arrangeTargets groups the rows by plan. Values and path of a series stand with its first
// row only, so that they are not told twice, and its chart shows the targets of all.
func (w wording) arrangeTargets(rows []reports.Row, items []Item) {
	first := map[seriesOf]int{}
	for i := range rows {
		item := items[i]
		rows[i].Section = w.text("target.none")
		if item.Plan != nil {
			rows[i].Section = reports.JoinWords("　", item.Plan.Number, w.name(item.Plan))
		}
		if item.HasTarget() && !item.InForce {
			rows[i].Section = reports.JoinWords("　", rows[i].Section, w.text("export.indicator.not_in_force"))
		}
		series := seriesOf{item.Indicator.Code, item.areaCode(), item.Dimension}
		at, known := first[series]
		if !known {
			first[series], rows[i].Others = i, nil
			continue
		}
		if item.InForce {
			rows[at].Others = append(rows[at].Others, rows[i].Targets...)
		}
		rows[i].Actual, rows[i].Path, rows[i].Others = nil, nil, nil
	}
}

// definitionNotes say what the indicator measures.
func (w wording) definitionNotes(indicator *metrics.Indicator) []string {
	var notes []string
	for _, part := range []struct{ key, field string }{{"indicator.definition", "Definition"}, {"indicator.numerator", "Numerator"}, {"indicator.denominator", "Denominator"}} {
		if text := w.field(indicator, part.field); text != "" {
			notes = append(notes, w.text("export.labelled", "label", w.text(part.key), "text", text))
		}
	}
	return notes
}

func (s *Server) indicatorTables(words wording, page IndicatorPage, chosen reports.Row) []reports.ListingTable {
	tables := []reports.ListingTable{words.pathTable(page, chosen)}
	if page.History != nil {
		tables = append(tables, words.historyTable(page.History))
	}
	if len(page.Revisions) > 0 {
		tables = append(tables, words.revisionTable(page))
	}
	if len(page.Areas) > 0 {
		tables = append(tables, words.areaValueTable(page))
	}
	return tables
}

// pathTable sets each year against the required path; the differences are formulas.
func (w wording) pathTable(page IndicatorPage, chosen reports.Row) reports.ListingTable {
	actual, path, targets := map[int]reports.Point{}, map[int]float64{}, map[int]reports.TargetValue{}
	years := map[int]bool{}
	for _, point := range chosen.Actual {
		if point.Period.Frequency == metrics.Annual && point.Value.Valid {
			actual[point.Period.End().Year()], years[point.Period.End().Year()] = point, true
		}
	}
	for _, point := range chosen.Path {
		path[point.Year], years[point.Year] = point.Value, true
	}
	for _, target := range slices.Concat(chosen.Targets, chosen.Others) {
		if year, err := strconv.Atoi(target.Period[:min(4, len(target.Period))]); err == nil && target.Value.Valid {
			if _, known := targets[year]; !known {
				targets[year], years[year] = target, true
			}
		}
	}
	decimals := page.Indicator.Decimals
	group := reports.ListingGroup{}
	for _, year := range sortedYears(years) {
		var required, gap reports.ListingCell
		if value, has := path[year]; has {
			required = reports.ListingCell{Number: decimal.NewNullDecimal(decimal.NewFromFloat(value).Round(int32(decimals + 2))), Decimals: decimals}
			if point, known := actual[year]; known {
				difference := point.Value.Decimal.InexactFloat64() - required.Number.Decimal.InexactFloat64()
				gap = reports.ListingCell{Difference: &difference, Decimals: decimals, Formula: "{2}-{3}"}
			}
		}
		group.Rows = append(group.Rows, listingCells(reports.ListingCell{Number: decimal.NewNullDecimal(decimal.NewFromInt(int64(year))), Year: true},
			reports.ListingCell{Number: actual[year].Value, Decimals: decimals}, required, gap,
			reports.ListingCell{Number: targets[year].Value, Decimals: decimals}, w.comparator(targets[year].Comparator), actual[year].Source))
	}
	return reports.ListingTable{Sheet: w.text("export.indicator.path"), Heading: w.text("export.indicator.path"), FrozenFirst: 1,
		Columns: []reports.ListingColumn{{Heading: w.text("export.column.year"), Least: 8, Most: 10, Centred: true}, {Heading: w.text("report.chart.actual"), Least: 12, Most: 18},
			{Heading: w.text("report.chart.path"), Least: 12, Most: 18}, {Heading: w.text("export.column.off_path"), Least: 12, Most: 18},
			{Heading: w.text("column.target"), Least: 12, Most: 18}, {Heading: w.text("export.column.comparator"), Least: 8, Most: 10, Centred: true},
			{Heading: w.text("column.source"), Least: 30, Most: 50}},
		Groups: []reports.ListingGroup{group}, Count: len(group.Rows), Empty: w.text("chart.none")}
}

func sortedYears(years map[int]bool) []int {
	list := make([]int, 0, len(years))
	for year := range years {
		list = append(list, year)
	}
	slices.Sort(list)
	return list
}

// historyTable lists how the status of the chosen target turned, oldest first.
func (w wording) historyTable(history *HistoryView) reports.ListingTable {
	group := reports.ListingGroup{}
	for _, turn := range history.All {
		group.Rows = append(group.Rows, listingCells(turn.Day, turn.From, turn.To, w.turnCause(history, turn), w.told(&turn.Reason)))
	}
	return reports.ListingTable{Sheet: w.text("history.title"), Heading: w.text("history.title"), FrozenFirst: 1,
		Columns: []reports.ListingColumn{{Heading: w.text("export.column.day"), Least: 12, Most: 13, Centred: true}, {Heading: w.text("export.column.before"), Least: 14, Most: 18, Statuses: true},
			{Heading: w.text("export.column.now"), Least: 14, Most: 18, Statuses: true}, {Heading: w.text("export.column.cause"), Least: 24, Most: 40},
			{Heading: w.text("export.column.reason"), Least: 40, Most: 60}},
		Groups: []reports.ListingGroup{group}, Count: len(group.Rows)}
}

// revisionTable lists the values that were revised, each version in a row.
func (w wording) revisionTable(page IndicatorPage) reports.ListingTable {
	group := reports.ListingGroup{}
	for _, revised := range page.Revisions {
		for _, version := range revised.Versions {
			group.Rows = append(group.Rows, listingCells(w.period(revised.Period), int(version.Revision), reports.ListingCell{Number: version.Value, Decimals: page.Indicator.Decimals},
				w.exceptionalStatus(version.Status), version.RecordedAt, version.SourceTitle, version.Lineage.Run))
		}
	}
	return reports.ListingTable{Sheet: w.text("export.indicator.revisions"), Heading: w.text("export.indicator.revisions"), FrozenFirst: 2,
		Columns: []reports.ListingColumn{{Heading: w.text("column.period"), Least: 10, Most: 16, Centred: true}, {Heading: w.text("export.column.version"), Least: 8, Most: 10, Centred: true},
			{Heading: w.text("column.value"), Least: 12, Most: 18}, {Heading: w.text("column.status"), Least: 10, Most: 16, Centred: true},
			{Heading: w.text("values.known"), Least: 16, Most: 18, Centred: true}, {Heading: w.text("column.source"), Least: 24, Most: 40}, {Heading: w.text("column.run"), Least: 20, Most: 38}},
		Groups: []reports.ListingGroup{group}, Count: len(group.Rows)}
}

// areaValueTable lists the latest values of other areas.
func (w wording) areaValueTable(page IndicatorPage) reports.ListingTable {
	group := reports.ListingGroup{}
	for _, value := range page.Areas {
		group.Rows = append(group.Rows, listingCells(w.name(value.Area), value.Area.Code, w.period(value.Observation.Period),
			reports.ListingCell{Number: value.Observation.Value, Decimals: page.Indicator.Decimals}, w.unit(page.Indicator.Unit), value.Observation.SourceTitle))
	}
	return reports.ListingTable{Sheet: w.text("indicator.areas"), Heading: w.text("indicator.areas"), FrozenFirst: 1,
		Columns: []reports.ListingColumn{{Heading: w.text("column.area"), Least: 16, Most: 24}, {Heading: w.text("export.column.code"), Least: 10, Most: 14, Centred: true},
			{Heading: w.text("column.period"), Least: 10, Most: 16, Centred: true}, {Heading: w.text("column.value"), Least: 12, Most: 18},
			{Heading: w.text("column.unit"), Least: 8, Most: 12, Centred: true}, {Heading: w.text("column.source"), Least: 30, Most: 50}},
		Groups: []reports.ListingGroup{group}, Count: len(group.Rows), Charts: []reports.ListingChart{{Title: w.text("indicator.areas"), Labels: 1, Series: []reports.ListingSeries{{Column: 4}}}}}
}
