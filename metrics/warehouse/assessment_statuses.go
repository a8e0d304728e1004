package warehouse

import (
	"context"
	"errors"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"

	"zhibiao/metrics"
)

// AssessmentStatuses returns the statuses of the assessments that Assessments returns,
// by target, without reading the rest of them. Empty Areas means the city.
func (s *Store) AssessmentStatuses(ctx context.Context, query metrics.AssessmentQuery) (map[string]metrics.AssessmentStatus, error) {
	if query.Vintage.AsOf.IsZero() {
		return nil, errors.New("statuses without a day")
	}
	if len(query.Areas) == 0 {
		query.Areas = []string{metrics.CityArea}
	}
	batches, err := s.freshBatches(ctx, query)
	if err != nil || len(batches) == 0 {
		return nil, err
	}
	statuses := map[string]metrics.AssessmentStatus{}
	parameters := []any{list("batches", batches), list("indicators", query.Indicators), list("targets", query.Targets)}
	err = s.selectRows(ctx, "assessment_statuses", parameters, func(rows driver.Rows) error {
		var target, status string
		err := rows.Scan(&target, &status)
		statuses[target] = metrics.AssessmentStatus(status)
		return err
	})
	return statuses, err
}
