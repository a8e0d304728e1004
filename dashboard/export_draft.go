package dashboard

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/httptest"

	"github.com/labstack/echo/v4"

	"zhibiao/dashboard/reports"
	"zhibiao/metrics"
)

// reportDraft is a report with everything but its number.
type reportDraft struct {
	download workbookDownload
	report   reports.Report
	plan     string // code, empty for a list of indicators
	runs     []string
	rows     int                     // where the rows do not stand in the report itself
	scope    []string                // organisations that the content is bound to; empty: none
	template *metrics.ReportTemplate // the planner's own, or nil
	right    right                   // that taking it away asks for; empty: mayExport
	write    func(context.Context, io.Writer, reports.Report) error
}

// numbered gives the draft its number, which stands in the workbook and in its name.
func (d reportDraft) numbered(number string) reportDraft {
	d.download.Number, d.report.Number = number, number
	d.report.Notes.ReportName = d.download.name()
	return d
}

// exportChoices are what an export can be asked for beside its filters.
type exportChoices struct {
	split    reports.Split
	template string // code
	version  string // hash of one version of the template; empty for the newest
}

// exportChoicesOf reads ?sheets=theme|organisation, ?template=CODE and the version of the
// template that an address names to make a report again.
func exportChoicesOf(c echo.Context) (exportChoices, error) {
	choices := exportChoices{split: reports.Split(c.QueryParam("sheets")), template: c.QueryParam("template"), version: c.QueryParam("template_version")}
	switch choices.split {
	case "", reports.SplitTheme, reports.SplitOrganisation:
	default:
		return choices, badRequest(metrics.NewProblem("filter.sheets", "value", string(choices.split)))
	}
	if choices.template != "" && choices.split != "" {
		return choices, badRequest(metrics.NewProblem("filter.sheets_template"))
	}
	return choices, nil
}

// finishDraft fills what all exports share, once the rows are there.
func (s *Server) finishDraft(c echo.Context, filters Filters, draft reportDraft) (reportDraft, error) {
	choices, err := exportChoicesOf(c)
	if err != nil {
		return draft, err
	}
	draft.report.Split, draft.scope = choices.split, filters.Scope
	for _, run := range draft.report.Notes.Runs {
		draft.runs = append(draft.runs, run.ID)
	}
	if choices.template != "" {
		if draft, err = s.withTemplate(c, filters, draft, choices); err != nil {
			return draft, err
		}
		choices.version = draft.template.Hash
	}
	draft.report.Notes.ReportName = draft.download.name()
	draft.report.Notes.Again = addressAgain(c, filters, draft.report, choices)
	return draft, nil
}

// draftAt makes the report of an address without sending it, bound to a scope.
func (s *Server) draftAt(c echo.Context, address string, scope []string) (reportDraft, error) {
	source, code, err := s.sourceOf(address)
	if err != nil {
		return reportDraft{}, err
	}
	request, err := http.NewRequestWithContext(c.Request().Context(), http.MethodGet, address, http.NoBody)
	if err != nil {
		return reportDraft{}, badRequest(metrics.NewProblem("reports.address_unreadable").Because(err))
	}
	inner := s.echo.NewContext(request, httptest.NewRecorder())
	inner.SetParamNames("code")
	inner.SetParamValues(code)
	inner.Set(personKey, personOf(c))
	inner.Set(scopeKey, scope)
	return s.draftOf(inner, source, code)
}

// draftOf makes the report of a source. About a day before the first plan it says since
// when something is known, as the page does.
func (s *Server) draftOf(c echo.Context, source workbookSource, code string) (reportDraft, error) {
	draft, err := source.draft(c, code)
	if err != nil {
		return draft, err
	}
	report := &draft.report
	scenario := metrics.Actual
	if report.Demonstration {
		scenario = metrics.Demonstration
	}
	vintage := metrics.Vintage{AsOf: report.AsOf, KnownAt: report.KnownAt}
	line, err := s.beginningOn(c.Request().Context(), s.wording(report.Language), vintage, scenario)
	if line != nil {
		report.Remark = s.texts.Problem(report.Language, line.Sentence)
	}
	return draft, err
}

// bytesOf writes a draft into memory.
func (d reportDraft) bytesOf(ctx context.Context) ([]byte, error) {
	var content bytes.Buffer
	err := d.write(ctx, &content, d.report)
	return content.Bytes(), err
}
