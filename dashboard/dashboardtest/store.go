package dashboardtest

import (
	"context"
	"slices"
	"time"

	"zhibiao/metrics"
)

// Store answers from its fields; it must not be changed while pages read it. What it
// knew at a moment follows from the moments in its values and policies; its catalogue
// and its runs are those of today. With Failure set every call fails.
type Store struct {
	Content    *metrics.Catalogue
	Values     []metrics.Observation
	Earlier    []metrics.Observation // superseded versions of values, oldest first
	RunList    []metrics.Run         // newest first
	RejectList map[string][]metrics.Reject
	PolicyList []metrics.Policy                // newest first
	Turns      map[string][]metrics.StatusTurn // by target
	Founded    time.Time                       // an earlier day is shown as it was known by then
	Failure    error
}

// New returns a store with the catalogue and the values of this package.
func New() *Store {
	return &Store{Content: Catalogue(), Values: Observations(), Earlier: EarlierVersions(), RunList: Runs(),
		Founded: Observations()[0].RecordedAt}
}

// CatalogueAt returns the one catalogue, whatever the moment.
func (s *Store) CatalogueAt(context.Context, time.Time) (*metrics.Catalogue, error) {
	return s.Content, s.Failure
}

// Observations selects values as the real store does.
func (s *Store) Observations(_ context.Context, query metrics.ObservationQuery) ([]metrics.Observation, error) {
	var selected []metrics.Observation
	for _, value := range s.known(query.Vintage.KnownAt) {
		if value.Scenario == query.Scenario && among(query.Indicators, value.Indicator) && among(query.Areas, value.Area) &&
			among(query.Frequencies, value.Period.Frequency) && (query.Dimension == nil || *query.Dimension == value.Dimension) &&
			(query.From.IsZero() || value.Period.Last >= query.From) && (query.To.IsZero() || value.Period.Last <= query.To) &&
			(query.Vintage.AsOf.IsZero() || value.ReleasedBy(query.Vintage.AsOf)) {
			selected = append(selected, value)
		}
	}
	if query.LatestOnly {
		selected = latestOfEach(selected)
	}
	return selected, s.Failure
}

// known lists the values as they stood at a moment, in their order; zero means now.
func (s *Store) known(at time.Time) []metrics.Observation {
	if at.IsZero() {
		return s.Values
	}
	position := map[metrics.ObservationKey]int{}
	var values []metrics.Observation
	for _, value := range slices.Concat(s.Earlier, s.Values) {
		if value.RecordedAt.After(at) {
			continue
		}
		if i, found := position[value.ObservationKey]; found {
			values[i] = value
			continue
		}
		position[value.ObservationKey] = len(values)
		values = append(values, value)
	}
	return values
}

// latestOfEach keeps of each series the value of the last period that has one.
func latestOfEach(values []metrics.Observation) []metrics.Observation {
	slices.SortStableFunc(values, func(a, b metrics.Observation) int { return int(b.Period.Last - a.Period.Last) })
	seen := map[metrics.SeriesKey]bool{}
	return slices.DeleteFunc(values, func(value metrics.Observation) bool {
		old := !value.Value.Valid || seen[value.SeriesKey]
		seen[value.SeriesKey] = seen[value.SeriesKey] || value.Value.Valid
		return old
	})
}

// Revisions returns the earlier versions of the values of some periods and the present ones.
func (s *Store) Revisions(_ context.Context, series metrics.SeriesKey, periods ...metrics.Period) ([]metrics.Observation, error) {
	var versions []metrics.Observation
	for _, value := range slices.Concat(s.Earlier, s.Values) {
		if value.SeriesKey == series && slices.Contains(periods, value.Period) {
			versions = append(versions, value)
		}
	}
	return versions, s.Failure
}

// Runs returns the runs of a feed and state that were there at the moment of the query.
func (s *Store) Runs(_ context.Context, query metrics.RunQuery) ([]metrics.Run, error) {
	var selected []metrics.Run
	seen := map[string]bool{}
	for _, run := range s.RunList {
		if query.LatestOfEach && seen[run.Feed] {
			continue
		}
		seen[run.Feed] = true
		if (query.Feed == "" || run.Feed == query.Feed) && among(query.States, run.State) &&
			(query.KnownAt.IsZero() || !run.ChangedAt.After(query.KnownAt)) {
			selected = append(selected, run)
		}
	}
	return selected, s.Failure
}

// Run returns one run, or nil.
func (s *Store) Run(_ context.Context, id string) (*metrics.Run, error) {
	for i := range s.RunList {
		if s.RunList[i].ID == id {
			return &s.RunList[i], s.Failure
		}
	}
	return nil, s.Failure
}

// RunSteps tells of the runs of the store that they were handed in and published at once,
// when the first of their values was recorded.
func (s *Store) RunSteps(_ context.Context, runs ...string) ([]metrics.RunStep, error) {
	var steps []metrics.RunStep
	for _, run := range s.RunList {
		if !slices.Contains(runs, run.ID) {
			continue
		}
		at := run.StartedAt
		for _, value := range slices.Concat(s.Earlier, s.Values) {
			if value.Lineage.Run == run.ID && value.RecordedAt.Before(at) {
				at = value.RecordedAt
			}
		}
		steps = append(steps, metrics.RunStep{Run: run.ID, State: metrics.RunLoading, Actor: run.Actor, RecordedAt: at},
			metrics.RunStep{Run: run.ID, State: metrics.RunPublished, Actor: run.Actor, RecordedAt: at})
	}
	return steps, s.Failure
}

// RunObservations returns the values that a run wrote.
func (s *Store) RunObservations(_ context.Context, id string, limit int) ([]metrics.Observation, error) {
	var rows []metrics.Observation
	for _, value := range s.Values {
		if value.Lineage.Run == id && len(rows) < limit {
			rows = append(rows, value)
		}
	}
	return rows, s.Failure
}

// Rejects returns the rejected rows of a run.
func (s *Store) Rejects(_ context.Context, run string) ([]metrics.Reject, error) {
	return s.RejectList[run], s.Failure
}

// Ping fails when the store does.
func (s *Store) Ping(context.Context) error { return s.Failure }

func among[T comparable](list []T, value T) bool {
	return len(list) == 0 || slices.Contains(list, value)
}
