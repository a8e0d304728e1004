package warehouse

import (
	"context"
	"time"

	"zhibiao/metrics"
)

const reportTemplateRegister register = "report_template"

// ReportTemplates returns the templates that can be used, by code.
func (s *Store) ReportTemplates(ctx context.Context) ([]metrics.ReportTemplate, error) {
	return entriesInForce[metrics.ReportTemplate](ctx, s, reportTemplateRegister, time.Time{})
}

// ReportTemplateVersions returns the versions of a template, newest first, those of a
// removed one too.
func (s *Store) ReportTemplateVersions(ctx context.Context, code string) ([]metrics.ReportTemplate, error) {
	return entryVersions[metrics.ReportTemplate](ctx, s, reportTemplateRegister, code, 0)
}

// SaveReportTemplate keeps a new version of a template, saved now by template.SavedBy,
// and returns it with the moment. A removed one can be used no longer, but reports made
// with it keep it.
func (s *Store) SaveReportTemplate(ctx context.Context, template metrics.ReportTemplate) (metrics.ReportTemplate, error) {
	stamp, err := s.stamp(template.SavedBy)
	if err != nil {
		return metrics.ReportTemplate{}, err
	}
	stamp.removed = template.Removed
	template.SavedAt = stamp.at
	return template, s.keepEntry(ctx, reportTemplateRegister, template.Code, stamp, template)
}
