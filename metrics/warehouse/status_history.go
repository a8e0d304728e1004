package warehouse

import (
	"context"
	"errors"
	"math"
	"slices"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"

	"zhibiao/metrics"
)

// Bounds of a history: the newest versions of values and of the reference data are
// looked at. What lies before them is left out, so that the history begins later.
const (
	maximumHistoryValues     = 50_000
	maximumHistoryCatalogues = 6
)

// StatusHistory returns how the status of a target turned, oldest first: the turns of
// metrics.TurnsOf on every version of the values that its assessment reads, with the
// times in which their runs were published, and on every policy and catalogue since
// the founding. Vintage.AsOf must be set.
func (s *Store) StatusHistory(ctx context.Context, query metrics.StatusHistoryQuery) ([]metrics.StatusTurn, error) {
	if query.Vintage.AsOf.IsZero() {
		return nil, errors.New("status history without a day")
	}
	founded, err := s.FoundingFinishedAt(ctx)
	if err != nil {
		return nil, err
	}
	input := metrics.StatusTurnsInput{Query: query, Founded: founded, Today: metrics.DateOf(s.now().In(metrics.CityZone())), Zone: metrics.CityZone()}
	if input.Catalogues, err = s.cataloguesSince(ctx, founded, query.Vintage.KnownAt); err != nil {
		return nil, err
	}
	if input.Policies, err = s.policiesInOrder(ctx, query.Vintage.KnownAt); err != nil {
		return nil, err
	}
	if input.Values, err = s.versionsRead(ctx, query, input.Catalogues); err != nil {
		return nil, err
	}
	if input.Runs, err = s.runSpans(ctx, input.Values, query.Vintage.KnownAt); err != nil {
		return nil, err
	}
	return metrics.TurnsOf(input), nil
}

// cataloguesSince returns the catalogue in force when the founding ended and those that
// came into force later, oldest first. Without a founding only the newest counts.
func (s *Store) cataloguesSince(ctx context.Context, founded, knownAt time.Time) ([]metrics.CatalogueVersion, error) {
	moments := []time.Time{knownAt}
	if !founded.IsZero() {
		moments = nil
		parameters := []any{moment("after", founded, firstMoment), moment("known_at", knownAt, lastMoment), number("limit", maximumHistoryCatalogues)}
		err := s.selectRows(ctx, "catalogue_moments", parameters, func(rows driver.Rows) error {
			var at time.Time
			err := rows.Scan(&at)
			moments = append(moments, at)
			return err
		})
		if err != nil {
			return nil, err
		}
		if len(moments) < maximumHistoryCatalogues {
			moments = append(moments, founded)
		}
		slices.Reverse(moments)
	}
	var versions []metrics.CatalogueVersion
	last := ""
	for _, at := range moments {
		run, err := s.catalogueRunAt(ctx, at)
		if err != nil {
			return nil, err
		}
		if run == last {
			continue
		}
		catalogue, err := s.catalogueOf(ctx, run)
		if err != nil {
			return nil, err
		}
		versions, last = append(versions, metrics.CatalogueVersion{From: at, Catalogue: catalogue}), run
	}
	return versions, nil
}

// policiesInOrder returns the policy that stood before any was saved and the saved
// ones, oldest first.
func (s *Store) policiesInOrder(ctx context.Context, knownAt time.Time) ([]metrics.Policy, error) {
	saved, err := s.policies(ctx, knownAt, math.MaxInt32)
	slices.Reverse(saved)
	return append([]metrics.Policy{s.firstPolicy()}, saved...), err
}

// versionsRead returns all versions of the values that the target's assessment reads
// by any of the catalogues.
func (s *Store) versionsRead(ctx context.Context, query metrics.StatusHistoryQuery, catalogues []metrics.CatalogueVersion) ([]metrics.Observation, error) {
	var indicators, areas []string
	for _, version := range catalogues {
		target := version.Catalogue.Target(query.Target)
		if target == nil {
			continue
		}
		indicators = append(indicators, version.Catalogue.IndicatorsRead([]string{target.Code})...)
		areas = append(areas, version.Catalogue.AreasRead(target.Area)...)
	}
	if len(indicators) == 0 {
		return nil, nil
	}
	if query.Area != "" {
		areas = append(areas, query.Area)
	}
	slices.Sort(indicators)
	slices.Sort(areas)
	parameters := []any{text("scenario", string(query.Scenario)), list("indicators", slices.Compact(indicators)), list("areas", slices.Compact(areas)),
		day("to", query.Vintage.AsOf, lastDay), moment("known_at", query.Vintage.KnownAt, lastMoment), number("limit", maximumHistoryValues)}
	var versions []metrics.Observation
	scan := assessedScan{scenario: query.Scenario}
	err := s.selectRows(ctx, "observation_versions", parameters, func(rows driver.Rows) error {
		version, err := scan.row(rows)
		versions = append(versions, version)
		return err
	})
	return versions, err
}

// runSpans returns when the runs of the values were published.
func (s *Store) runSpans(ctx context.Context, values []metrics.Observation, knownAt time.Time) (map[string][]metrics.RunSpan, error) {
	spans := map[string][]metrics.RunSpan{}
	var runs []string
	for i := range values {
		if run := values[i].Lineage.Run; spans[run] == nil {
			spans[run] = []metrics.RunSpan{}
			runs = append(runs, run)
		}
	}
	if len(runs) == 0 {
		return spans, nil
	}
	parameters := []any{list("runs", runs), moment("known_at", knownAt, lastMoment)}
	err := s.selectRows(ctx, "run_spans", parameters, func(rows driver.Rows) error {
		var run, state string
		var at time.Time
		if err := rows.Scan(&run, &state, &at); err != nil {
			return err
		}
		of := spans[run]
		open := len(of) > 0 && of[len(of)-1].Until.IsZero()
		published := metrics.RunState(state) == metrics.RunPublished
		switch {
		case published && !open:
			spans[run] = append(of, metrics.RunSpan{From: at})
		case !published && open:
			of[len(of)-1].Until = at
		}
		return nil
	})
	return spans, err
}
