package warehouse

import (
	"context"
	"time"

	"zhibiao/metrics"
)

const reportRegister register = "report"

// Reports returns every report that has a number, by number.
func (s *Store) Reports(ctx context.Context) ([]metrics.Report, error) {
	return entriesInForce[metrics.Report](s.agreed(ctx), s, reportRegister, time.Time{})
}

// Report returns the report with a number, or nil when there is none.
func (s *Store) Report(ctx context.Context, number string) (*metrics.Report, error) {
	return entryInForce[metrics.Report](s.agreed(ctx), s, reportRegister, number)
}

// KeepReport enters a report under its number, which ClaimReportNumber has given, and
// returns it with the moment of the entry.
func (s *Store) KeepReport(ctx context.Context, report metrics.Report) (metrics.Report, error) {
	stamp, err := s.stamp(report.IssuedBy)
	if err != nil {
		return metrics.Report{}, err
	}
	report.IssuedAt = stamp.at
	return report, s.keepEntry(s.agreed(ctx), reportRegister, report.Number, stamp, report)
}
