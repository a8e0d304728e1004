package dashboard

import (
	"fmt"
	"slices"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// reportAnswer is one entry of the register of reports.
type reportAnswer struct {
	metrics.Report
	Void string `json:"void,omitempty"` // why no workbook stands behind the number, in words
}

// reportListAnswer is a page of the register, newest first.
type reportListAnswer struct {
	Total   int            `json:"total"`
	Reports []reportAnswer `json:"reports"`
	Next    string         `json:"next"`
}

func (w wording) reportAnswer(report metrics.Report) reportAnswer {
	answer := reportAnswer{Report: report}
	if report.Void != nil {
		answer.Void = w.texts.Problem(w.language, report.Void)
	}
	return answer
}

func (s *Server) answerReportList(c echo.Context) error {
	place, err := listPlaceOf(c) // the register only grows, at its beginning
	if err != nil {
		return err
	}
	reports, err := s.dependencies.Reports.Reports(c.Request().Context())
	if err != nil {
		return fmt.Errorf("load reports: %w", err)
	}
	plan := c.QueryParam("plan")
	reports = slices.DeleteFunc(slices.Clone(reports), func(report metrics.Report) bool { return plan != "" && report.Plan != plan || !s.mayFetch(c, report) })
	slices.Reverse(reports)
	page, next, err := pageOf(c, place, reports, func(report metrics.Report) string { return report.Number })
	if err != nil {
		return err
	}
	answer, words := reportListAnswer{Total: len(reports), Reports: []reportAnswer{}, Next: next}, s.wording(languageOf(c))
	for _, report := range page {
		answer.Reports = append(answer.Reports, words.reportAnswer(report))
	}
	return s.answer(c, Filters{}, answer)
}

func (s *Server) answerReport(c echo.Context) error {
	report, err := s.loadReport(c, c.Param("number"))
	if err != nil {
		return err
	}
	return s.answer(c, Filters{}, s.wording(languageOf(c)).reportAnswer(*report))
}

// answerReportFile answers with the very bytes that left under a number.
func (s *Server) answerReportFile(c echo.Context) error {
	return s.downloadReport(c, c.Param("number"))
}
