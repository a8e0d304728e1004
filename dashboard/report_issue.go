package dashboard

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// reportHeader names the number under which a workbook is kept.
const reportHeader = "Zhibiao-Report"

// sendReport answers with a workbook. Where reports are kept it gets a number first: the
// bytes that leave are the bytes that are kept.
func (s *Server) sendReport(c echo.Context, draft reportDraft) error {
	c.Set(rowsKey, max(draft.rows, len(draft.report.Rows)))
	if !personOf(c).may(cmp.Or(draft.right, mayExport)) {
		return &statusProblem{http.StatusForbidden, metrics.NewProblem("reports.no_export")}
	}
	if !s.numbersReports() || c.Request().Method == http.MethodHead {
		return s.sendWorkbook(c, draft)
	}
	issued, err := s.issueReport(c, draft)
	if err != nil {
		return fmt.Errorf("issue %s: %w", draft.download.Plain, err)
	}
	s.auditAs(c, issued.IssuedBy, metrics.AuditDone, "export", issued.Number, "report", issued.Title)
	return s.sendKept(c, issued)
}

// issueReport gives a report a number, writes it, keeps its bytes and enters it into the
// register, in this order: an entry always has its bytes. When writing fails the number
// is entered as void, so that no gap goes unexplained.
func (s *Server) issueReport(c echo.Context, draft reportDraft) (metrics.Report, error) {
	ctx, store := c.Request().Context(), s.dependencies.Reports
	year := s.dependencies.Now().In(s.dependencies.Zone).Year()
	number, err := store.ClaimReportNumber(ctx, year, issuerOf(c))
	if err != nil {
		return metrics.Report{}, err
	}
	draft = draft.numbered(number)
	entry := metrics.Report{
		Number: number, Title: draft.report.Title, FileName: draft.download.name(), Address: draft.report.Notes.Again, Plan: draft.plan,
		AsOf: draft.report.AsOf, KnownAt: draft.report.KnownAt, Language: string(draft.report.Language),
		Demonstration: draft.report.Demonstration, Runs: draft.runs, Program: s.dependencies.Version, IssuedBy: issuerOf(c),
		Scope: draft.scope,
	}
	if draft.template != nil {
		entry.Template, entry.TemplateName = draft.template.Hash, draft.template.Name
	}
	entry.Hash, entry.Size, err = s.keepBytes(ctx, draft)
	if err != nil {
		entry.Void = metrics.AsProblem(err)
		if entry.Void == nil {
			entry.Void = metrics.NewProblem("reports.void.failed")
		}
		_, failed := store.KeepReport(context.WithoutCancel(ctx), entry)
		return entry, errors.Join(err, failed)
	}
	return store.KeepReport(ctx, entry)
}

// keepBytes writes a report into a file, which is kept under its hash.
func (s *Server) keepBytes(ctx context.Context, draft reportDraft) (hash string, size int64, err error) {
	file, err := os.CreateTemp("", "zhibiao-report-*")
	if err != nil {
		return "", 0, fmt.Errorf("write report: %w", err)
	}
	defer func() { _ = os.Remove(file.Name()) }()
	sum := sha256.New()
	count := &countingWriter{}
	err = draft.write(ctx, io.MultiWriter(file, sum, count), draft.report)
	if err = errors.Join(err, file.Close()); err != nil {
		return "", 0, err
	}
	hash = hex.EncodeToString(sum.Sum(nil))
	return hash, count.written, s.dependencies.ReportFiles.Keep(file.Name(), hash)
}

// countingWriter counts bytes.
type countingWriter struct{ written int64 }

func (w *countingWriter) Write(content []byte) (int, error) {
	w.written += int64(len(content))
	return len(content), nil
}

// sendKept answers with the kept bytes of a report.
func (s *Server) sendKept(c echo.Context, report metrics.Report) error {
	path, err := s.dependencies.ReportFiles.Path(report.Hash)
	if err != nil {
		return &statusProblem{http.StatusNotFound, metrics.NewProblem("reports.bytes_missing", "number", report.Number, "hash", report.Hash).Because(err)}
	}
	header := c.Response().Header()
	header.Set(echo.HeaderContentType, workbookType)
	header.Set(echo.HeaderContentDisposition, attachment(report.FileName, report.Number+workbookEnding))
	header.Set(reportHeader, report.Number)
	header.Add(echo.HeaderVary, "Cookie")
	if report.Demonstration {
		header.Set(demonstrationHeader, "1")
	}
	return c.File(path)
}
