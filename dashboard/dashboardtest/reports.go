package dashboardtest

import (
	"context"
	"slices"
	"strings"
	"sync"

	"zhibiao/metrics"
)

// Reports is a register of reports in memory. With Failure set every call fails.
type Reports struct {
	Failure error

	mutex     sync.Mutex
	claimed   map[int]int
	entries   []metrics.Report
	templates []metrics.ReportTemplate // every version, oldest first
}

// ClaimReportNumber counts from 1 in each year.
func (r *Reports) ClaimReportNumber(_ context.Context, year int, _ string) (string, error) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	if r.claimed == nil {
		r.claimed = map[int]int{}
	}
	r.claimed[year]++
	return metrics.ReportNumber(year, r.claimed[year]), r.Failure
}

// KeepReport adds an entry.
func (r *Reports) KeepReport(_ context.Context, report metrics.Report) (metrics.Report, error) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	report.IssuedAt = Now()
	r.entries = append(r.entries, report)
	return report, r.Failure
}

// Reports returns the entries by number.
func (r *Reports) Reports(context.Context) ([]metrics.Report, error) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	return slices.SortedFunc(slices.Values(r.entries), func(a, b metrics.Report) int { return strings.Compare(a.Number, b.Number) }), r.Failure
}

// Report returns one entry, or nil.
func (r *Reports) Report(_ context.Context, number string) (*metrics.Report, error) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	for _, entry := range r.entries {
		if entry.Number == number {
			return &entry, r.Failure
		}
	}
	return nil, r.Failure
}

// SaveReportTemplate adds a version.
func (r *Reports) SaveReportTemplate(_ context.Context, template metrics.ReportTemplate) (metrics.ReportTemplate, error) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	template.SavedAt = Now()
	r.templates = append(r.templates, template)
	return template, r.Failure
}

// ReportTemplates returns the newest version of each template that is not removed.
func (r *Reports) ReportTemplates(ctx context.Context) ([]metrics.ReportTemplate, error) {
	codes := map[string]bool{}
	for _, template := range r.templates {
		codes[template.Code] = true
	}
	var newest []metrics.ReportTemplate
	for code := range codes {
		versions, _ := r.ReportTemplateVersions(ctx, code)
		if !versions[0].Removed {
			newest = append(newest, versions[0])
		}
	}
	slices.SortFunc(newest, func(a, b metrics.ReportTemplate) int { return strings.Compare(a.Code, b.Code) })
	return newest, r.Failure
}

// ReportTemplateVersions returns the versions of a template, newest first.
func (r *Reports) ReportTemplateVersions(_ context.Context, code string) ([]metrics.ReportTemplate, error) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	var versions []metrics.ReportTemplate
	for _, template := range slices.Backward(r.templates) {
		if template.Code == code {
			versions = append(versions, template)
		}
	}
	return versions, r.Failure
}
