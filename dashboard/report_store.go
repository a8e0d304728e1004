package dashboard

import (
	"context"

	"zhibiao/metrics"
)

// ReportStore keeps the register of reports and planners' templates. The warehouse
// implements it.
type ReportStore interface {
	// ClaimReportNumber gives the next number of a year to one caller and never again.
	ClaimReportNumber(ctx context.Context, year int, by string) (string, error)
	// KeepReport enters a report under its number and returns it with the moment.
	KeepReport(ctx context.Context, report metrics.Report) (metrics.Report, error)
	// Reports returns every report that has a number, by number.
	Reports(ctx context.Context) ([]metrics.Report, error)
	// Report returns the report with a number, or nil.
	Report(ctx context.Context, number string) (*metrics.Report, error)
	// SaveReportTemplate keeps a new version of a template and returns it with the moment.
	SaveReportTemplate(ctx context.Context, template metrics.ReportTemplate) (metrics.ReportTemplate, error)
	// ReportTemplates returns the templates that can be used, by code.
	ReportTemplates(ctx context.Context) ([]metrics.ReportTemplate, error)
	// ReportTemplateVersions returns the versions of a template, newest first.
	ReportTemplateVersions(ctx context.Context, code string) ([]metrics.ReportTemplate, error)
}

// KeptFiles keeps files, each once under the SHA-256 of its bytes. *ingest.Originals
// implements it.
type KeptFiles interface {
	// Keep keeps a copy of the file at path, whose hash is known.
	Keep(path, hash string) error
	// Path returns where the file with a hash lies; the Problem is originals.missing.
	Path(hash string) (string, error)
}

// numbersReports tells whether workbooks get a number and are kept.
func (s *Server) numbersReports() bool {
	return s.dependencies.Reports != nil && s.dependencies.ReportFiles != nil
}
