package warehouse

import (
	"context"
	"encoding/json"
	"errors"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"

	"zhibiao/metrics"
)

// Assessments returns the assessments of one day, ordered by area, indicator and
// target, made with the reference data and the policy in force at the vintage's
// moment. Empty Areas means the city.
//
// Stored assessments are read, not computed. What is stored of an area is in force as
// long as no run with values of the areas that it reads was published or withdrawn
// since. After such a run only the targets that it touched are computed, and stored as
// a layer on top of the computation before; the rest is read from below. Where nothing
// is stored for the day, where the reference data or the policy changed, or where too
// many layers lie on each other, the whole area is computed. A layer that was never
// finished, because the process was killed, has no row in assessment_batch and is as if
// it had not been begun: the next reader makes it.
func (s *Store) Assessments(ctx context.Context, query metrics.AssessmentQuery) ([]metrics.Assessment, error) {
	if query.Vintage.AsOf.IsZero() {
		return nil, errors.New("assessments without a day")
	}
	if len(query.Areas) == 0 {
		query.Areas = []string{metrics.CityArea}
	}
	batches, err := s.freshBatches(ctx, query)
	if err != nil || len(batches) == 0 {
		return nil, err
	}
	var assessments []metrics.Assessment
	parameters := []any{list("batches", batches), list("indicators", query.Indicators), list("targets", query.Targets)}
	err = s.selectRows(ctx, "assessments_of_batches", parameters, func(rows driver.Rows) error {
		var body string
		if err := rows.Scan(&body); err != nil {
			return err
		}
		var assessment metrics.Assessment
		if err := json.Unmarshal([]byte(body), &assessment); err != nil {
			return err
		}
		assessments = append(assessments, assessment)
		return nil
	})
	return assessments, err
}

// freshBatches returns the computations in force for the areas, with their layers,
// making those that are missing.
func (s *Store) freshBatches(ctx context.Context, query metrics.AssessmentQuery) ([]string, error) {
	c, err := s.circumstancesAt(ctx, query.Vintage.KnownAt, query.Areas)
	if err != nil || c.catalogueRun == "" {
		return nil, err
	}
	now, err := s.standingOf(ctx, c, query)
	if err != nil {
		return nil, err
	}
	if len(now.stale()) > 0 {
		if now, err = s.bringUpToDate(ctx, c, query); err != nil {
			return nil, err
		}
	}
	var batches []string
	for _, area := range query.Areas {
		batches = append(batches, now.fresh[area].all()...)
	}
	return batches, nil
}
