package dashboard

import (
	"fmt"
	"net/http"
	"net/url"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// ReportPage is what the register knows of one report.
type ReportPage struct {
	Frame
	Report    metrics.Report
	Plan      *metrics.Plan
	Withdrawn []metrics.Run           // runs whose values stand in the report and were taken back since
	Kept      bool                    // the bytes are there
	Anew      string                  // address of the same report with today's knowledge
	Check     *ReportCheck            // nil: not checked
	Scope     []*metrics.Organisation // that the content is bound to
}

// ReportCheck is what came of making a report again from its address.
type ReportCheck struct {
	Same    bool
	Hash    string           // of the bytes that came out
	Program string           // version that made them
	Problem *metrics.Problem // why it could not be made again
}

// ProgramChanged tells whether another version of the program made the bytes.
func (p ReportPage) ProgramChanged() bool { return p.Report.Program != p.Check.Program }

func (s *Server) showReport(c echo.Context) error {
	page, err := s.loadReportPage(c)
	if err != nil {
		return err
	}
	return s.render(c, http.StatusOK, "report", page)
}

// loadReport returns the report with a number. What is no number is not looked for.
func (s *Server) loadReport(c echo.Context, number string) (*metrics.Report, error) {
	if _, _, ok := metrics.ParseReportNumber(number); !ok {
		return nil, notFound("report", number)
	}
	report, err := s.dependencies.Reports.Report(c.Request().Context(), number)
	if err != nil {
		return nil, fmt.Errorf("load report %s: %w", number, err)
	}
	if report == nil {
		return nil, notFound("report", number)
	}
	if !s.mayFetch(c, *report) {
		s.auditAs(c, actorOf(c), metrics.AuditRefused, "denied", c.Request().Method+" "+c.Request().URL.Path, "problem", "scope.report")
		return nil, &statusProblem{http.StatusForbidden, metrics.NewProblem("scope.report", "number", number)}
	}
	return report, nil
}

func (s *Server) loadReportPage(c echo.Context) (ReportPage, error) {
	report, err := s.loadReport(c, c.Param("number"))
	if err != nil {
		return ReportPage{}, err
	}
	filters, err := s.filtersOf(c)
	if err != nil {
		return ReportPage{}, err
	}
	ctx := c.Request().Context()
	catalogue, err := s.loadCatalogue(ctx, filters)
	if err != nil {
		return ReportPage{}, err
	}
	page := ReportPage{Frame: s.workFrame(c, reportsPath, filters, metrics.Actual), Report: *report,
		Plan: catalogue.Plan(report.Plan), Anew: withTodaysKnowledge(report.Address)}
	page.Demonstration = report.Demonstration
	page.Title = report.Number
	for _, code := range report.Scope {
		if organisation := catalogue.Organisation(code); organisation != nil {
			page.Scope = append(page.Scope, organisation)
		}
	}
	if report.Hash != "" {
		_, failed := s.dependencies.ReportFiles.Path(report.Hash)
		page.Kept = failed == nil
	}
	for _, id := range report.Runs {
		run, err := s.dependencies.Store.Run(ctx, id)
		if err != nil {
			return page, fmt.Errorf("load run %s of report %s: %w", id, report.Number, err)
		}
		if run != nil && run.State == metrics.RunWithdrawn {
			page.Withdrawn = append(page.Withdrawn, *run)
		}
	}
	return page, nil
}

// withTodaysKnowledge is the address of a report of the same day as it is known today.
func withTodaysKnowledge(address string) string {
	parsed, err := url.Parse(address)
	if err != nil {
		return ""
	}
	query := parsed.Query()
	query.Set("known_at", knownNow)
	query.Del("template_version")
	parsed.RawQuery = query.Encode()
	return parsed.RequestURI()
}
