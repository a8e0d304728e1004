package warehouse

import (
	"context"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"
	"github.com/google/uuid"
	"github.com/shopspring/decimal"

	"zhibiao/metrics"
)

// judge reads the values that a group of areas needs and judges its targets, by area.
func (s *Store) judge(ctx context.Context, now standing, w work) (map[string][]metrics.Assessment, error) {
	var whole, extended, touched []string
	for _, area := range w.areas {
		targets, ok := w.targets[area]
		switch {
		case !ok:
			whole = append(whole, area)
		case len(targets) > 0:
			extended = append(extended, area)
			touched = append(touched, targets...)
		}
	}
	judged := map[string][]metrics.Assessment{}
	for _, part := range []struct{ areas, targets []string }{{whole, nil}, {extended, touched}} {
		if len(part.areas) == 0 {
			continue
		}
		query := metrics.ObservationQuery{Areas: areasRead(now.catalogue, part.areas), Scenario: now.query.Scenario,
			Vintage: metrics.Vintage{AsOf: now.query.Vintage.AsOf, KnownAt: w.until.at}}
		if part.targets != nil {
			query.Indicators = now.catalogue.IndicatorsRead(part.targets)
		}
		series, err := s.assessedSeries(ctx, query)
		if err != nil {
			return nil, err
		}
		for _, assessment := range metrics.AssessCatalogue(metrics.CatalogueInput{
			Catalogue: now.catalogue, Areas: part.areas, Targets: part.targets, Observations: series,
			Scenario: now.query.Scenario, AsOf: now.query.Vintage.AsOf, Policy: now.policy,
		}) {
			judged[assessment.Area] = append(judged[assessment.Area], assessment)
		}
	}
	return judged, nil
}

// assessedSeries reads current values, with what an assessment tells of them, by
// series. Before the first published run there are none.
func (s *Store) assessedSeries(ctx context.Context, query metrics.ObservationQuery) (map[metrics.SeriesKey][]metrics.Observation, error) {
	series := map[metrics.SeriesKey][]metrics.Observation{}
	if query.Vintage.KnownAt.IsZero() {
		return series, nil
	}
	var of []metrics.Observation // values of one series follow each other
	keep := func() {
		if len(of) > 0 {
			series[of[0].SeriesKey] = of
		}
	}
	parameters := []any{text("scenario", string(query.Scenario)), list("indicators", query.Indicators), list("areas", query.Areas),
		day("to", query.Vintage.AsOf, lastDay), moment("known_at", query.Vintage.KnownAt, lastMoment)}
	scan := assessedScan{scenario: query.Scenario}
	err := s.selectRows(ctx, "observations_assessed", parameters, func(rows driver.Rows) error {
		o, err := scan.row(rows)
		if err != nil {
			return err
		}
		if len(of) > 0 && of[0].SeriesKey != o.SeriesKey {
			keep()
			of = make([]metrics.Observation, 0, len(of)) // neighbours are mostly of the same length
		}
		of = append(of, o)
		return nil
	})
	keep()
	return series, err
}

// assessedScan reads rows of what an assessment needs to know of a value.
type assessedScan struct {
	scenario metrics.Scenario
	run      uuid.UUID // of the row before: most rows share it
	runText  string
}

func (s *assessedScan) row(rows driver.Rows) (o metrics.Observation, err error) {
	var (
		frequency, status                 string
		periodFirst, periodLast, released time.Time
		value                             *decimal.Decimal
		run                               uuid.UUID
	)
	err = rows.Scan(&o.Indicator, &o.Area, &o.Dimension, &frequency, &periodFirst, &periodLast,
		&value, &status, &released, &o.SourceTitle, &o.SourceURL, &o.Note, &o.Revision, &run, &o.RecordedAt)
	if s.runText == "" || run != s.run {
		s.run, s.runText = run, run.String()
	}
	o.Scenario, o.Status, o.Value = s.scenario, metrics.ObservationStatus(status), nullable(value)
	o.Period = metrics.Period{Frequency: metrics.Frequency(frequency),
		First: metrics.DateOf(periodFirst), Last: metrics.DateOf(periodLast)}
	o.Released, o.Lineage.Run = metrics.DateOf(released), s.runText
	return o, err
}
