package dashboard

import (
	"context"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"zhibiao/dashboard/reports"
	"zhibiao/metrics"
)

// withTemplate lets a draft be written into a planner's own template: the newest version,
// or the one that an address names to make a report again.
func (s *Server) withTemplate(c echo.Context, filters Filters, draft reportDraft, choices exportChoices) (reportDraft, error) {
	if !s.numbersReports() {
		return draft, notFound("template", choices.template)
	}
	ctx := c.Request().Context()
	chosen, err := s.templateVersion(ctx, choices.template, choices.version)
	if err != nil {
		return draft, err
	}
	template, findings, err := s.readTemplate(chosen.Hash)
	if err != nil {
		return draft, err
	}
	if len(findings) > 0 {
		return draft, metrics.NewProblem("template.findings", "count", strconv.Itoa(len(findings)), "cell", findings[0].Cell, "sheet", findings[0].Sheet)
	}
	rows, runs, err := s.templateRows(ctx, s.wording(languageOf(c)), filters, template)
	if err != nil {
		return draft, err
	}
	for _, run := range runs {
		if !slices.Contains(draft.runs, run) {
			draft.runs = append(draft.runs, run)
		}
	}
	draft.template = &chosen
	draft.report.Title = chosen.Name
	draft.download.Chinese, draft.download.Plain = chosen.Name, "template-"+chosen.Code
	draft.write = func(ctx context.Context, w io.Writer, report reports.Report) error {
		return template.Fill(ctx, w, report, rows)
	}
	return draft, nil
}

// templateVersion finds the version with a hash, or the newest of a template in use.
func (s *Server) templateVersion(ctx context.Context, code, hash string) (metrics.ReportTemplate, error) {
	versions, err := s.dependencies.Reports.ReportTemplateVersions(ctx, code)
	if err != nil {
		return metrics.ReportTemplate{}, fmt.Errorf("load template %s: %w", code, err)
	}
	for _, version := range versions {
		if hash == "" && version.Removed {
			break
		}
		if hash == "" || version.Hash == hash {
			return version, nil
		}
	}
	return metrics.ReportTemplate{}, notFound("template", code)
}

// readTemplate reads the kept bytes of a template.
func (s *Server) readTemplate(hash string) (*reports.Template, []reports.TemplateFinding, error) {
	path, err := s.dependencies.ReportFiles.Path(hash)
	if err != nil {
		return nil, nil, err
	}
	content, err := os.ReadFile(path)
	if err != nil {
		return nil, nil, fmt.Errorf("read template: %w", err)
	}
	return reports.ParseTemplate(content)
}

// templateRows loads what a template asks for beside the rows of the page, and the runs
// whose values it brings in.
func (s *Server) templateRows(ctx context.Context, words wording, filters Filters, template *reports.Template) (reports.TemplateRows, []string, error) {
	rows := reports.TemplateRows{Selected: map[reports.Selection][]reports.Row{}, Series: map[reports.Reference]reports.Row{}}
	var runs []string
	take := func(report reports.Report) {
		for _, run := range report.Notes.Runs {
			runs = append(runs, run.ID)
		}
	}
	for selection := range template.Selections() {
		if selection == (reports.Selection{}) {
			continue // the rows of the page
		}
		report, err := s.selectedReport(ctx, words, filters.wide(), selection)
		if err != nil {
			return rows, nil, err
		}
		rows.Selected[selection] = report.Rows
		take(report)
	}
	byArea := map[string]reports.Report{}
	for _, use := range template.References() {
		reference := use.Reference
		area := reference.Area
		if area == "" {
			area = filters.Area
		}
		report, loaded := byArea[area]
		if !loaded {
			asked := filters.wide()
			asked.Area = area
			var err error
			if report, err = s.indicatorReportOf(ctx, words, asked); err != nil {
				return rows, nil, err
			}
			byArea[area] = report
			take(report)
		}
		for _, row := range report.Rows {
			if row.IndicatorCode == reference.Indicator && row.Dimension == reference.Dimension {
				rows.Series[reference] = row
				break
			}
		}
	}
	slices.Sort(runs)
	return rows, slices.Compact(runs), nil
}

// selectedReport loads the rows of a selection. A whole plan has the rows of its official
// table; anything else those of the list of indicators.
func (s *Server) selectedReport(ctx context.Context, words wording, filters Filters, selection reports.Selection) (reports.Report, error) {
	if selection == (reports.Selection{Plan: selection.Plan}) {
		page, err := s.loadPlan(ctx, filters, selection.Plan)
		if err != nil {
			return reports.Report{}, err
		}
		return s.planReport(ctx, words, filters, page)
	}
	filters.Plan, filters.Theme, filters.Area = selection.Plan, selection.Theme, selection.Area
	filters.Organisation, filters.Attribute = selection.Organisation, metrics.Attribute(selection.Attribute)
	return s.indicatorReportOf(ctx, words, filters)
}

// wide is the day, the moment and the scenario of the filters without what narrows them.
func (f Filters) wide() Filters {
	return Filters{AsOf: f.AsOf, KnownAt: f.KnownAt, KnownNow: f.KnownNow, Demonstration: f.Demonstration,
		DefaultDemonstration: f.DefaultDemonstration, Scope: f.Scope, whole: f.whole, given: map[string][]string{}}
}
