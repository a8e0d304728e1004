package dashboard

import (
	"context"
	"io"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"zhibiao/dashboard/reports"
)

// differencesWorkbook is the address of differences as a workbook.
const differencesWorkbook = differencesPath + workbookEnding

// exportDifferences answers with every difference as a workbook.
func (s *Server) exportDifferences(c echo.Context) error {
	draft, err := s.draftDifferences(c)
	if err != nil {
		return err
	}
	return s.sendReport(c, draft)
}

// draftDifferences compares two moments, both of them fixed: “now” is the moment at which
// the workbook is asked for, so that its address gives the same bytes again.
func (s *Server) draftDifferences(c echo.Context) (reportDraft, error) {
	page, lines, err := s.loadAllDifferences(c)
	if err != nil {
		return reportDraft{}, err
	}
	filters, words := page.Filters, s.wording(page.Language)
	if page.Question.After.IsZero() {
		page.Question.After = s.dependencies.Now()
	}
	if filters.KnownAt.IsZero() {
		filters.KnownAt = page.Question.After
	}
	demonstration := "0"
	if filters.Demonstration {
		demonstration = "1"
	}
	again := append(page.Question.pairs(), "kind", "", "as_of", filters.AsOf.String(), "known_at", filters.KnownAt.UTC().Format(time.RFC3339Nano),
		"demo", demonstration, "lang", string(page.Language))
	table := reports.PlainTable{Title: words.text("nav.differences"), Sheet: words.text("differences.sheet"), Creator: words.text("brand.full"),
		Language: words.text("language.tag"), Moment: filters.KnownAt}
	head := words.differenceLines(page)
	for i, heading := range words.differenceHeadings() {
		table.Columns = append(table.Columns, reports.PlainColumn{Heading: heading, Width: differenceWidths()[i]})
	}
	for _, line := range lines {
		table.Rows = append(table.Rows, words.differenceCells(line))
	}
	draft := reportDraft{download: workbookDownload{Chinese: words.text("differences.file"), Plain: "differences", AsOf: filters.AsOf}, plan: filters.Plan,
		scope: filters.Scope, rows: len(lines), report: reports.Report{Title: table.Title, AsOf: filters.AsOf, KnownAt: filters.KnownAt, Language: page.Language, Demonstration: page.Demonstration}}
	draft.report.Notes.Again, draft.report.Notes.ReportName = filters.Link(differencesWorkbook, again...), draft.download.name()
	draft.write = func(ctx context.Context, w io.Writer, report reports.Report) error {
		table.Lines = head
		if report.Number != "" {
			table.Lines = append([]string{strings.TrimSpace(words.text("report.number", "number", report.Number))}, head...)
		}
		return reports.WritePlainTable(ctx, w, table)
	}
	return draft, nil
}
