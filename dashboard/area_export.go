package dashboard

import (
	"context"
	"slices"

	"github.com/labstack/echo/v4"

	"zhibiao/dashboard/reports"
	"zhibiao/metrics"
)

// draftArea is the workbook of the page of an area: what is asked of it, and its other
// values.
func (s *Server) draftArea(c echo.Context, code string) (reportDraft, error) {
	filters, err := s.filtersOf(c)
	if err != nil {
		return reportDraft{}, err
	}
	filters = areaFilters(filters)
	ctx, words := c.Request().Context(), s.wording(languageOf(c))
	page, err := s.loadArea(ctx, filters, code)
	if err != nil {
		return reportDraft{}, err
	}
	series, err := s.areaSeries(ctx, filters, page)
	if err != nil {
		return reportDraft{}, err
	}
	if err := s.loadAreaThemes(ctx, words, filters, &page, series); err != nil {
		return reportDraft{}, err
	}
	filters.Area = code // names the area in the head of the report
	report, err := s.placeReport(ctx, words, filters, page.reportGroups(), page.Chips)
	if err != nil {
		return reportDraft{}, err
	}
	report.Title = words.text("export.area.title", "area", words.name(page.Area))
	return s.finishDraft(c, filters, reportDraft{report: report, write: reports.WriteIndicatorList,
		download: workbookDownload{Chinese: report.Title, Plain: "area-" + code, AsOf: filters.AsOf}})
}

// placeReport builds the report of an area or an organisation from rows in groups.
func (s *Server) placeReport(ctx context.Context, words wording, filters Filters, groups []ItemGroup, given []Chip) (reports.Report, error) {
	return s.indicatorReport(ctx, words, filters, IndicatorListPage{Groups: groups, Chips: given})
}

// reportGroups lists the rows of an area's workbook theme by theme: its targets, then
// the series without one.
func (p AreaPage) reportGroups() []ItemGroup {
	items := append([]Item(nil), p.Targets...)
	known := map[seriesOf]bool{}
	for _, item := range items {
		known[seriesOf{item.Indicator.Code, p.Area.Code, item.Dimension}] = true
	}
	for _, theme := range p.Themes {
		for _, value := range theme.Rows {
			if !known[seriesOf{value.Indicator.Code, p.Area.Code, value.Dimension}] {
				items = append(items, value.Series)
			}
		}
	}
	sortItemsByTheme(items)
	return groupByTheme(items)
}

// sortItemsByTheme puts the rows of a theme together and keeps their order within it.
func sortItemsByTheme(items []Item) {
	position := func(theme *metrics.Theme) int {
		if theme == nil {
			return 1 << 20
		}
		return theme.Position
	}
	slices.SortStableFunc(items, func(a, b Item) int { return position(a.Theme) - position(b.Theme) })
}
