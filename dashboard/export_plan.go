package dashboard

import (
	"context"

	"github.com/labstack/echo/v4"

	"zhibiao/dashboard/reports"
	"zhibiao/metrics"
)

// draftPlan is the monitoring table of one plan.
func (s *Server) draftPlan(c echo.Context, code string) (reportDraft, error) {
	filters, err := s.filtersOf(c)
	if err != nil {
		return reportDraft{}, err
	}
	ctx := c.Request().Context()
	page, err := s.loadPlan(ctx, filters, code)
	if err != nil {
		return reportDraft{}, err
	}
	report, err := s.planReport(ctx, s.wording(languageOf(c)), filters, page)
	if err != nil {
		return reportDraft{}, err
	}
	return s.finishDraft(c, filters, reportDraft{report: report, write: reports.WriteMonitoringTable, plan: page.Plan.Code,
		download: workbookDownload{Chinese: report.Title, Plain: "monitoring-table-" + code, AsOf: filters.AsOf}})
}

// planReport turns the page of a plan into its monitoring table.
func (s *Server) planReport(ctx context.Context, words wording, filters Filters, page PlanPage) (reports.Report, error) {
	var items []Item
	var lines []PlanRow
	var sections []string
	for _, section := range page.Sections {
		for _, row := range section.Rows {
			items, lines, sections = append(items, row.Item), append(lines, row), append(sections, section.Title)
		}
	}
	filters.Plan = page.Plan.Code
	material, err := s.loadReportMaterial(ctx, words, filters, items)
	if err != nil {
		return reports.Report{}, err
	}
	report := material.report(s, filters)
	report.Title = words.text("export.plan.title", "plan", words.name(page.Plan))
	report.Subtitle = words.text("export.plan.issued", "issuer", words.field(page.Plan, "Issuer"), "date", words.date(page.Plan.Issued))
	report.DocumentNumber = page.Plan.Number
	err = material.each(ctx, s, &report, func(place int, item Item) {
		line, row := lines[place], material.row(item)
		row.Section, row.Item = sections[place], line.Number
		for _, year := range page.Years {
			if target := line.ByYear[year]; target != nil {
				row.Targets = append(row.Targets, words.targetColumn(line.Indicator, target, year))
				if target == line.Target {
					row.Live = material.live(item, year)
				}
			}
		}
		report.Rows = append(report.Rows, row)
		report.Notes.Remarks = append(report.Notes.Remarks, words.otherTargets(line)...)
	})
	if err != nil {
		return reports.Report{}, err
	}
	report.Notes.Conflicts = words.conflictNotes(page.Conflicts)
	return report, nil
}

// otherTargets says which targets of a line have no place in its columns, so that
// none is lost on paper: stretch targets, alternatives, and those not in force.
func (w wording) otherTargets(line PlanRow) []string {
	shown := map[*metrics.Target]bool{}
	for _, target := range line.ByYear {
		shown[target] = true
	}
	var remarks []string
	for _, target := range line.Targets {
		if shown[target] {
			continue
		}
		key := "export.other_target"
		switch {
		case !line.Counts(target):
			key = "export.other_target.superseded"
		case target.Stretch:
			key = "export.other_target.stretch"
		}
		remarks = append(remarks, w.text(key, "indicator", w.name(line.Indicator), "period", w.targetPeriod(target),
			"value", w.targetValue(line.Indicator, target), "unit", w.unit(line.Indicator.Unit)))
	}
	return remarks
}

func (w wording) targetPeriod(target *metrics.Target) string {
	if target.Period == "" {
		return w.text("export.standing")
	}
	return w.period(target.Period)
}
