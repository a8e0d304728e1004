package warehouse

import (
	"context"
	"encoding/json"
	"errors"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"

	"zhibiao/metrics"
)

// Assessments returns the assessments of one day, ordered by area, indicator and
// target. What is not stored yet, or was computed before the last change of
// published data, is computed and stored first. Empty Areas means the city.
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

// freshBatches returns the computation in force for each area, making those that
// are missing.
func (s *Store) freshBatches(ctx context.Context, query metrics.AssessmentQuery) ([]string, error) {
	event, err := s.selectText(ctx, "ledger_event", moment("known_at", query.Vintage.KnownAt, lastMoment))
	if err != nil || event == noEvent {
		return nil, err
	}
	stored, err := s.storedBatches(ctx, query, event)
	if err != nil {
		return nil, err
	}
	var missing []string
	batches := make([]string, 0, len(query.Areas))
	for _, area := range query.Areas {
		if batch, ok := stored[area]; ok {
			batches = append(batches, batch)
		} else {
			missing = append(missing, area)
		}
	}
	for _, area := range missing {
		batch, err := s.assessOnce(ctx, area, query, event)
		if err != nil {
			return nil, err
		}
		batches = append(batches, batch)
	}
	return batches, nil
}

// noEvent is what max(event) answers over no rows.
const noEvent = "00000000-0000-0000-0000-000000000000"

func (s *Store) storedBatches(ctx context.Context, query metrics.AssessmentQuery, event string) (map[string]string, error) {
	parameters := []any{text("scenario", string(query.Scenario)), day("as_of", query.Vintage.AsOf, firstDay),
		list("areas", query.Areas), text("ledger_event", event), text("method", s.method())}
	stored := map[string]string{}
	err := s.selectRows(ctx, "assessment_batches", parameters, func(rows driver.Rows) error {
		var area, batch string
		if err := rows.Scan(&area, &batch); err != nil {
			return err
		}
		stored[area] = batch
		return nil
	})
	return stored, err
}
