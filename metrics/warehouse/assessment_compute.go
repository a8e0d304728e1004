package warehouse

import (
	"context"
	"encoding/json"
	"fmt"
	"sync"

	"github.com/google/uuid"
	"github.com/shopspring/decimal"

	"zhibiao/metrics"
)

// method names the method and the settings that stored assessments were made with.
func (s *Store) method() string { return s.settings.Version }

// assessOnce computes the assessments of one area. Requests that want the same at
// the same time wait for one computation.
func (s *Store) assessOnce(ctx context.Context, area string, query metrics.AssessmentQuery, event string) (string, error) {
	key := fmt.Sprint(area, query.Scenario, query.Vintage.AsOf)
	entry, _ := s.assessing.LoadOrStore(key, &sync.Mutex{})
	lock, _ := entry.(*sync.Mutex)
	lock.Lock()
	defer lock.Unlock()
	query.Areas = []string{area}
	stored, err := s.storedBatches(ctx, query, event)
	if err != nil {
		return "", err
	}
	if batch, ok := stored[area]; ok {
		return batch, nil
	}
	assessments, err := s.assess(ctx, area, query)
	if err != nil {
		return "", err
	}
	return s.saveAssessments(ctx, area, query, event, assessments)
}

// assess reads what one area has published and judges every target that applies to it.
func (s *Store) assess(ctx context.Context, area string, query metrics.AssessmentQuery) ([]metrics.Assessment, error) {
	catalogue, err := s.CatalogueAt(ctx, query.Vintage.KnownAt)
	if err != nil {
		return nil, err
	}
	observations, err := s.Observations(ctx, metrics.ObservationQuery{
		Areas: catalogue.AreasRead(area), Scenario: query.Scenario, To: query.Vintage.AsOf, Vintage: query.Vintage})
	if err != nil {
		return nil, err
	}
	series := map[metrics.SeriesKey][]metrics.Observation{}
	for _, observation := range observations {
		series[observation.SeriesKey] = append(series[observation.SeriesKey], observation)
	}
	return metrics.AssessCatalogue(metrics.CatalogueInput{
		Catalogue: catalogue, Areas: []string{area}, Observations: series, Scenario: query.Scenario, AsOf: query.Vintage.AsOf,
		Policy: metrics.Policy{Version: s.settings.Version, Settings: s.settings},
	}), nil
}

// saveAssessments stores the assessments and then the row that makes them count.
func (s *Store) saveAssessments(ctx context.Context, area string, query metrics.AssessmentQuery, event string, assessments []metrics.Assessment) (string, error) {
	batch, err := newIdentifier()
	if err != nil {
		return "", fmt.Errorf("new batch: %w", err)
	}
	ledgerEvent, err := uuid.Parse(event)
	if err != nil {
		return "", fmt.Errorf("ledger event %q: %w", event, err)
	}
	bodies := make([]string, len(assessments))
	for i := range assessments {
		body, err := json.Marshal(&assessments[i])
		if err != nil {
			return "", fmt.Errorf("assessment of %s: %w", assessments[i].Target, err)
		}
		bodies[i] = string(body)
	}
	err = s.insert(ctx, "assessment", len(assessments), func(i int) []any {
		a := &assessments[i]
		return []any{batch, area, a.Target, a.Indicator, a.Plan, string(a.Status), storable(a.Latest), a.LatestPeriod,
			a.TargetRate, a.IncrementRate, a.TimeRate, a.Pace, bodies[i]}
	})
	if err != nil {
		return "", err
	}
	err = s.insert(ctx, "assessment_batch", 1, func(int) []any {
		return []any{batch, area, string(query.Scenario), query.Vintage.AsOf.Time(), ledgerEvent, s.method(), s.now().UTC(), uint32(len(assessments))}
	})
	return batch.String(), err
}

func storable(value decimal.NullDecimal) *decimal.Decimal {
	if !value.Valid {
		return nil
	}
	return &value.Decimal
}
