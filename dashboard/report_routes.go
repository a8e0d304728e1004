package dashboard

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"
)

const (
	reportsPath   = "/reports"
	templatesPath = reportsPath + "/templates"
)

// reportRoutes are the register of reports and the planners' own templates. The workbook
// of a report shares its pattern with its page.
func (s *Server) reportRoutes() []route {
	if !s.numbersReports() {
		return nil
	}
	return []route{
		{method: http.MethodGet, path: reportsPath, right: mayExport, handler: s.showReportList},
		{method: http.MethodGet, path: reportsPath + "/:number", right: mayExport, handler: s.showReportOrWorkbook},
		{method: http.MethodPost, path: reportsPath + "/:number/check", right: mayExport, handler: s.checkReport, unhurried: true},
		{method: http.MethodGet, path: templatesPath, right: mayDesign, handler: s.showTemplateList},
		{method: http.MethodPost, path: templatesPath, right: mayDesign, handler: s.uploadTemplate, bodyLimit: "8M", unhurried: true},
		{method: http.MethodGet, path: templatesPath + "/example.xlsx", right: mayDesign, handler: s.downloadExampleTemplate},
		{method: http.MethodGet, path: templatesPath + "/:code", right: mayDesign, handler: s.showTemplate},
		{method: http.MethodGet, path: templatesPath + "/:code/:hash", right: mayDesign, handler: s.downloadTemplate},
		{method: http.MethodPost, path: templatesPath + "/:code/remove", right: mayDesign, handler: s.removeTemplate},
	}
}

func (s *Server) showReportOrWorkbook(c echo.Context) error {
	if number, isWorkbook := strings.CutSuffix(c.Param("number"), workbookEnding); isWorkbook {
		return s.downloadReport(c, number)
	}
	return s.showReport(c)
}

// downloadReport answers with the very bytes that left under a number.
func (s *Server) downloadReport(c echo.Context, number string) error {
	report, err := s.loadReport(c, number)
	if err != nil {
		return err
	}
	if report.Void != nil {
		return &statusProblem{http.StatusNotFound, report.Void}
	}
	return s.sendKept(c, *report)
}
