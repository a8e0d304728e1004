package dashboard

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// ReportListPage lists the reports that left under a number, newest first.
type ReportListPage struct {
	Frame
	Reports []metrics.Report
	Plans   []*metrics.Plan
	People  []string
	Person  string
	Plan    string
	From    metrics.Date // zero: no bound
	To      metrics.Date
	Total   int // before the page was cut
	Limited bool
	Any     bool // there are reports at all
}

// Span returns the bounds of the days that are shown, for the fields of the form.
func (p ReportListPage) Span() [2]string {
	var span [2]string
	for i, day := range []metrics.Date{p.From, p.To} {
		if !day.IsZero() {
			span[i] = day.String()
		}
	}
	return span
}

// shownReports is how many reports the list shows at once.
const shownReports = 200

func (s *Server) showReportList(c echo.Context) error {
	filters, err := s.filtersOf(c)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	catalogue, err := s.loadCatalogue(ctx, filters)
	if err != nil {
		return err
	}
	page := ReportListPage{Frame: s.workFrame(c, reportsPath, filters, metrics.Actual), Person: c.QueryParam("person"), Plan: c.QueryParam("of")}
	if page.From, err = reportDay(c, "from"); err != nil {
		return err
	}
	if page.To, err = reportDay(c, "to"); err != nil {
		return err
	}
	page.Title = s.texts.Text(page.Language, "nav.reports")
	all, err := s.dependencies.Reports.Reports(ctx)
	if err != nil {
		return fmt.Errorf("load reports: %w", err)
	}
	all = slices.DeleteFunc(all, func(report metrics.Report) bool { return !s.mayFetch(c, report) })
	page.Any = len(all) > 0
	plans := map[string]bool{}
	for _, report := range all {
		plans[report.Plan] = true
		if !slices.Contains(page.People, report.IssuedBy) {
			page.People = append(page.People, report.IssuedBy)
		}
		if page.shows(report, s) {
			page.Reports = append(page.Reports, report)
		}
	}
	slices.Sort(page.People)
	for _, code := range sortedKeys(plans) {
		if plan := catalogue.Plan(code); plan != nil {
			page.Plans = append(page.Plans, plan)
		}
	}
	slices.SortFunc(page.Reports, func(a, b metrics.Report) int { return b.IssuedAt.Compare(a.IssuedAt) })
	page.Total = len(page.Reports)
	if page.Limited = page.Total > shownReports; page.Limited {
		page.Reports = page.Reports[:shownReports]
	}
	return s.render(c, http.StatusOK, "report_list", page)
}

// shows tells whether a report passes the filters of the page.
func (p ReportListPage) shows(report metrics.Report, s *Server) bool {
	day := metrics.DateOf(report.IssuedAt.In(s.dependencies.Zone))
	return (p.Person == "" || report.IssuedBy == p.Person) && (p.Plan == "" || report.Plan == p.Plan) &&
		(p.From.IsZero() || day >= p.From) && (p.To.IsZero() || day <= p.To)
}

func reportDay(c echo.Context, name string) (metrics.Date, error) {
	text := strings.TrimSpace(c.QueryParam(name))
	if text == "" {
		return 0, nil
	}
	day, err := metrics.ParseDate(text)
	if err != nil {
		return 0, badRequest(metrics.NewProblem("filter.date", "value", text).Because(err))
	}
	return day, nil
}
