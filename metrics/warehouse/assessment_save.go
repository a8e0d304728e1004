package warehouse

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/google/uuid"
	"github.com/shopspring/decimal"

	"zhibiao/metrics"
)

// saveAssessments stores the assessments of a group of areas and then the rows that
// make them count, one for each area.
func (s *Store) saveAssessments(ctx context.Context, now standing, w work, judged map[string][]metrics.Assessment) (map[string]batch, error) {
	made := make(map[string]batch, len(w.areas))
	var rows []assessmentRow
	for _, area := range w.areas {
		id, err := newIdentifier()
		if err != nil {
			return nil, fmt.Errorf("new batch: %w", err)
		}
		if rows, err = appendRows(rows, id, area, judged[area]); err != nil {
			return nil, err
		}
		batch := batch{id: id.String(), change: now.needed[area], assessments: len(judged[area])}
		if _, extended := w.targets[area]; extended {
			batch.layers, batch.assessments = now.older[area].all(), now.older[area].assessments
		}
		made[area] = batch
	}
	err := s.insert(ctx, "assessment", len(rows), func(i int) []any {
		row := &rows[i]
		a := row.assessment
		return []any{row.batch, row.area, a.Target, a.Indicator, a.Plan, string(a.Status), storable(a.Latest), a.LatestPeriod,
			a.TargetRate, a.IncrementRate, a.TimeRate, a.Pace, row.body}
	})
	if err != nil {
		return nil, err
	}
	return made, s.saveBatches(ctx, now, w.areas, made)
}

// assessmentRow is one row of the table assessment.
type assessmentRow struct {
	batch      uuid.UUID
	area, body string
	assessment *metrics.Assessment
}

func appendRows(rows []assessmentRow, batch uuid.UUID, area string, assessments []metrics.Assessment) ([]assessmentRow, error) {
	for i := range assessments {
		body, err := json.Marshal(&assessments[i])
		if err != nil {
			return nil, fmt.Errorf("assessment of %s: %w", assessments[i].Target, err)
		}
		rows = append(rows, assessmentRow{batch, area, string(body), &assessments[i]})
	}
	return rows, nil
}

// saveBatches writes the rows that make computations count.
func (s *Store) saveBatches(ctx context.Context, now standing, areas []string, made map[string]batch) error {
	type identifiers struct {
		batch, event uuid.UUID
		layers       []uuid.UUID
	}
	parsed := make([]identifiers, len(areas))
	for i, area := range areas {
		batch := made[area]
		event := batch.change.event
		if event == "" {
			event = noEvent
		}
		var err error
		if parsed[i].event, err = uuid.Parse(event); err != nil {
			return fmt.Errorf("ledger event %q: %w", event, err)
		}
		for at, id := range batch.all() {
			identifier, err := uuid.Parse(id)
			if err != nil {
				return fmt.Errorf("batch %q: %w", id, err)
			}
			if at == 0 {
				parsed[i].batch = identifier
			} else {
				parsed[i].layers = append(parsed[i].layers, identifier)
			}
		}
	}
	computed := s.now().UTC()
	return s.insert(ctx, "assessment_batch", len(areas), func(i int) []any {
		batch := made[areas[i]]
		return []any{parsed[i].batch, areas[i], string(now.query.Scenario), now.query.Vintage.AsOf.Time(), parsed[i].event,
			now.method(), computed, uint32(batch.assessments), now.catalogueRun, sinceEpoch(batch.change.at), batch.change.count, parsed[i].layers}
	})
}

func storable(value decimal.NullDecimal) *decimal.Decimal {
	if !value.Valid {
		return nil
	}
	return &value.Decimal
}
