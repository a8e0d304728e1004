package ledgertest

import (
	"cmp"
	"context"
	"slices"
	"time"

	"zhibiao/metrics"
)

// Observations returns current values of published runs, ordered by key.
func (l *Ledger) Observations(ctx context.Context, query metrics.ObservationQuery) ([]metrics.Observation, error) {
	l.lock.Lock()
	defer l.lock.Unlock()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	states := l.states(query.Vintage.KnownAt)
	current := map[metrics.ObservationKey]metrics.Observation{}
	for _, row := range l.rows {
		if states[row.Lineage.Run].State != metrics.RunPublished || !selects(query, row) {
			continue
		}
		if before, known := current[row.ObservationKey]; !known || !newer(before, row) {
			current[row.ObservationKey] = row
		}
	}
	found := make([]metrics.Observation, 0, len(current))
	for _, row := range current {
		found = append(found, row)
	}
	slices.SortFunc(found, func(a, b metrics.Observation) int { return compareKeys(a.ObservationKey, b.ObservationKey) })
	return found, nil
}

// PublishedIndicators lists the codes of the indicators that published runs have values of.
func (l *Ledger) PublishedIndicators(ctx context.Context, scenario metrics.Scenario) ([]string, error) {
	found, err := l.Observations(ctx, metrics.ObservationQuery{Scenario: scenario})
	var codes []string
	for i := range found {
		codes = append(codes, found[i].Indicator)
	}
	return slices.Compact(codes), err
}

// ObservationPage returns the current values that follow after a place, in the order of
// indicator, area, dimension, frequency and period.
func (l *Ledger) ObservationPage(ctx context.Context, query metrics.ObservationPageQuery) ([]metrics.Observation, error) {
	found, err := l.Observations(ctx, query.ObservationQuery)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(found, func(a, b metrics.Observation) int { return comparePlaces(a.ObservationKey, b.ObservationKey) })
	if query.After != nil {
		found = slices.DeleteFunc(found, func(row metrics.Observation) bool {
			return comparePlaces(row.ObservationKey, query.After.ObservationKey) <= 0
		})
	}
	return found[:min(query.Limit, len(found))], nil
}

func comparePlaces(a, b metrics.ObservationKey) int {
	return cmp.Or(cmp.Compare(a.Indicator, b.Indicator), cmp.Compare(a.Area, b.Area), cmp.Compare(a.Dimension, b.Dimension),
		cmp.Compare(a.Period.Frequency, b.Period.Frequency), cmp.Compare(a.Period.Last, b.Period.Last), cmp.Compare(a.Period.First, b.Period.First))
}

// newer tells whether a stands after b: by revision, then by the time of recording.
func newer(a, b metrics.Observation) bool {
	if a.Revision != b.Revision {
		return a.Revision > b.Revision
	}
	return a.RecordedAt.After(b.RecordedAt)
}

func selects(query metrics.ObservationQuery, row metrics.Observation) bool {
	in := func(list []string, value string) bool { return len(list) == 0 || slices.Contains(list, value) }
	end := row.Period.End()
	return row.Scenario == query.Scenario &&
		in(query.Indicators, row.Indicator) && in(query.Areas, row.Area) &&
		(query.Dimension == nil || *query.Dimension == row.Dimension) &&
		(len(query.Frequencies) == 0 || slices.Contains(query.Frequencies, row.Period.Frequency)) &&
		(query.From.IsZero() || end >= query.From) && (query.To.IsZero() || end <= query.To) &&
		(query.Vintage.AsOf.IsZero() || row.ReleasedBy(query.Vintage.AsOf))
}

func compareKeys(a, b metrics.ObservationKey) int {
	return cmp.Or(cmp.Compare(a.Indicator, b.Indicator), cmp.Compare(a.Area, b.Area),
		cmp.Compare(a.Dimension, b.Dimension), cmp.Compare(a.Period.Last, b.Period.Last),
		cmp.Compare(a.Period.Frequency, b.Period.Frequency))
}

// Revisions returns every value of published runs that ever stood under a key, oldest
// first.
func (l *Ledger) Revisions(_ context.Context, series metrics.SeriesKey, periods ...metrics.Period) ([]metrics.Observation, error) {
	l.lock.Lock()
	defer l.lock.Unlock()
	var found []metrics.Observation
	for _, row := range l.rows {
		if row.SeriesKey == series && slices.Contains(periods, row.Period) && l.wasPublished(row.Lineage.Run) {
			found = append(found, row)
		}
	}
	return found, nil
}

func (l *Ledger) wasPublished(run string) bool {
	return slices.ContainsFunc(l.events, func(event metrics.Run) bool {
		return event.ID == run && event.State == metrics.RunPublished
	})
}

// Run returns one run in its present state, or nil.
func (l *Ledger) Run(_ context.Context, id string) (*metrics.Run, error) {
	l.lock.Lock()
	defer l.lock.Unlock()
	run, known := l.states(time.Time{})[id]
	if !known {
		return nil, nil //nolint:nilnil // there is no such run
	}
	return &run, nil
}

// FindRun returns the newest run of the feed that loaded a file of this hash and was
// not refused, or nil.
func (l *Ledger) FindRun(ctx context.Context, feed, fileHash string) (*metrics.Run, error) {
	runs, err := l.Runs(ctx, metrics.RunQuery{Feed: feed,
		States: []metrics.RunState{metrics.RunReview, metrics.RunScheduled, metrics.RunPublished, metrics.RunUnchanged}})
	for i := range runs {
		if runs[i].FileHash == fileHash {
			return &runs[i], err
		}
	}
	return nil, err
}

// Runs returns runs in their state at the moment of the query, newest first.
func (l *Ledger) Runs(_ context.Context, query metrics.RunQuery) ([]metrics.Run, error) {
	l.lock.Lock()
	defer l.lock.Unlock()
	var found []metrics.Run
	for _, run := range l.states(query.KnownAt) {
		if (query.Feed == "" || run.Feed == query.Feed) &&
			(len(query.States) == 0 || slices.Contains(query.States, run.State)) {
			found = append(found, run)
		}
	}
	slices.SortFunc(found, func(a, b metrics.Run) int { return cmp.Compare(b.ID, a.ID) })
	if query.LatestOfEach {
		seen := map[string]bool{}
		found = slices.DeleteFunc(found, func(run metrics.Run) bool {
			earlier := seen[run.Feed]
			seen[run.Feed] = true
			return earlier
		})
	}
	if limit := query.Limit; limit > 0 && len(found) > limit {
		found = found[:limit]
	}
	return found, nil
}
