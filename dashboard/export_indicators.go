package dashboard

import (
	"context"
	"slices"

	"github.com/labstack/echo/v4"

	"zhibiao/dashboard/reports"
	"zhibiao/metrics"
)

// draftIndicators is the list of indicators: the rows, their order and their groups are
// those of the page with the same filters.
func (s *Server) draftIndicators(c echo.Context, _ string) (reportDraft, error) {
	filters, err := s.filtersOf(c)
	if err != nil {
		return reportDraft{}, err
	}
	report, err := s.indicatorReportOf(c.Request().Context(), s.wording(languageOf(c)), filters)
	if err != nil {
		return reportDraft{}, err
	}
	return s.finishDraft(c, filters, reportDraft{report: report, write: reports.WriteIndicatorList,
		download: workbookDownload{Chinese: report.Title, Plain: "indicators", AsOf: filters.AsOf}})
}

// indicatorReportOf loads the list of indicators with these filters as a report.
func (s *Server) indicatorReportOf(ctx context.Context, words wording, filters Filters) (reports.Report, error) {
	page, err := s.loadIndicatorList(ctx, filters)
	if err != nil {
		return reports.Report{}, err
	}
	return s.indicatorReport(ctx, words, filters, page)
}

func (s *Server) indicatorReport(ctx context.Context, words wording, filters Filters, page IndicatorListPage) (reports.Report, error) {
	var items []Item
	var themes []*metrics.Theme
	for _, group := range page.Groups {
		for _, item := range group.Items {
			items, themes = append(items, item), append(themes, group.Theme)
		}
	}
	material, err := s.loadReportMaterial(ctx, words, filters, items)
	if err != nil {
		return reports.Report{}, err
	}
	report := material.report(s, filters)
	report.Title = words.text("export.indicators.title")
	report.FilterText = words.filterText(page.Chips)
	if page.BeforeFirstValue {
		report.Subtitle = words.text("empty.before", "date", words.date(filters.AsOf))
	}
	var conflicts []*metrics.Conflict
	err = material.each(ctx, s, &report, func(place int, item Item) {
		row := material.row(item)
		row.Section, row.Item = words.name(themes[place]), words.text("export.number", "number", place+1)
		if item.Target != nil {
			row.Live = material.live(item, item.Target.Period)
			for _, other := range slices.Concat(item.Interim, item.Later) {
				row.Others = append(row.Others, words.targetColumn(item.Indicator, other, other.Period))
			}
			row.Targets = []reports.TargetValue{words.targetColumn(item.Indicator, item.Target, item.Target.Period)}
		}
		report.Rows = append(report.Rows, row)
		for _, conflict := range item.Conflicts {
			if !slices.Contains(conflicts, conflict) {
				conflicts = append(conflicts, conflict)
			}
		}
	})
	if err != nil {
		return reports.Report{}, err
	}
	report.Notes.Conflicts = words.conflictNotes(conflicts)
	return report, nil
}

// filterText says in words which filters a page was narrowed with.
func (w wording) filterText(chips []Chip) string {
	texts := make([]string, 0, len(chips))
	for _, chip := range chips {
		text := w.text(chip.Key)
		if value, isText := chip.Value.(string); isText {
			text += w.text("export.filter_value", "value", value)
		} else if name := w.name(chip.Value); name != "" {
			text += w.text("export.filter_value", "value", name)
		}
		texts = append(texts, text)
	}
	return w.join(texts)
}
