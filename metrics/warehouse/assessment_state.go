package warehouse

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"

	"zhibiao/metrics"
)

// circumstances are what assessments depend on beside day and values.
type circumstances struct {
	catalogueRun string // empty before the first load
	catalogue    *metrics.Catalogue
	policy       metrics.Policy
}

// method names how assessments are made: the policy's version and the methods that
// this program has.
func (c circumstances) method() string { return c.policy.Version + " " + metrics.MethodSet }

// circumstancesAt returns what was in force at a moment, with the targets of at least
// these areas; the zero time means now.
func (s *Store) circumstancesAt(ctx context.Context, knownAt time.Time, areas []string) (circumstances, error) {
	run, err := s.catalogueRunAt(ctx, knownAt)
	if err != nil || run == "" {
		return circumstances{}, err
	}
	catalogue, err := s.catalogueOfAreas(ctx, run, areas)
	if err != nil {
		return circumstances{}, err
	}
	policy, err := s.Policy(ctx, knownAt)
	return circumstances{catalogueRun: run, catalogue: catalogue, policy: policy}, err
}

// change is how far the published data of some areas have come: the last publication
// or withdrawal of a run with values of theirs, and how many there were. The number
// tells when one came to light later than its moment says. The zero value means that
// no run ever touched them.
type change struct {
	at    time.Time
	event string
	count uint64
}

// precedes tells whether a change came before another one.
func (c change) precedes(other change) bool {
	if !c.at.Equal(other.at) {
		return c.at.Before(other.at)
	}
	return c.event < other.event
}

// areaChanges returns the last change of every area by itself, up to a moment.
func (s *Store) areaChanges(ctx context.Context, scenario metrics.Scenario, areas []string, knownAt time.Time) (map[string]change, error) {
	changes := map[string]change{}
	parameters := []any{text("scenario", string(scenario)), list("areas", areas), moment("known_at", knownAt, lastMoment)}
	err := s.selectRows(ctx, "area_changes", parameters, func(rows driver.Rows) error {
		var area string
		var found change
		if err := rows.Scan(&area, &found.at, &found.event, &found.count); err != nil {
			return err
		}
		found.at = found.at.UTC()
		changes[area] = found
		return nil
	})
	return changes, err
}

// changesRead turns the changes of single areas into those that the assessments of an
// area depend on: of every area whose values they read.
func changesRead(catalogue *metrics.Catalogue, areas []string, single map[string]change) map[string]change {
	read := make(map[string]change, len(areas))
	for _, area := range areas {
		var last change
		for _, other := range catalogue.AreasRead(area) {
			found := single[other]
			count := last.count + found.count
			if last.precedes(found) {
				last = found
			}
			last.count = count
		}
		read[area] = last
	}
	return read
}

// areasRead lists every area whose values the assessments of some areas depend on.
func areasRead(catalogue *metrics.Catalogue, areas []string) []string {
	var read []string
	for _, area := range areas {
		read = append(read, catalogue.AreasRead(area)...)
	}
	slices.Sort(read)
	return slices.Compact(read)
}

// batch is one stored computation of one area. Its layers are the computations that it
// lies on, newest first.
type batch struct {
	id          string
	layers      []string
	change      change
	assessments int // of all layers together
}

// all lists the batch and what it lies on, in the order in which they are read.
func (b batch) all() []string { return append([]string{b.id}, b.layers...) }

// storedBatches returns the computations of each area for the day, made under these
// circumstances, the newest first.
func (s *Store) storedBatches(ctx context.Context, c circumstances, query metrics.AssessmentQuery) (map[string][]batch, error) {
	parameters := []any{text("scenario", string(query.Scenario)), day("as_of", query.Vintage.AsOf, firstDay),
		list("areas", query.Areas), text("method", c.method()), text("catalogue_run", c.catalogueRun)}
	stored := map[string][]batch{}
	err := s.selectRows(ctx, "assessment_batches", parameters, func(rows driver.Rows) error {
		var area string
		var found batch
		var assessments uint32
		if err := rows.Scan(&area, &found.id, &found.layers, &found.change.at, &found.change.event, &found.change.count, &assessments); err != nil {
			return err
		}
		found.change.at, found.assessments = found.change.at.UTC(), int(assessments)
		if found.change.event == noEvent {
			found.change = change{}
		}
		stored[area] = append(stored[area], found)
		return nil
	})
	return stored, err
}

// noEvent stands in a batch that no run had touched.
const noEvent = "00000000-0000-0000-0000-000000000000"

// standing is what is stored of some areas for a day and what it should be based on.
type standing struct {
	circumstances
	query  metrics.AssessmentQuery
	needed map[string]change
	fresh  map[string]batch // the computation in force
	older  map[string]batch // the newest one that an extension can lie on
}

// standingOf looks at what is stored for the query's areas.
func (s *Store) standingOf(ctx context.Context, c circumstances, query metrics.AssessmentQuery) (standing, error) {
	single, err := s.areaChanges(ctx, query.Scenario, areasRead(c.catalogue, query.Areas), query.Vintage.KnownAt)
	if err != nil {
		return standing{}, err
	}
	stored, err := s.storedBatches(ctx, c, query)
	if err != nil {
		return standing{}, err
	}
	found := standing{circumstances: c, query: query, needed: changesRead(c.catalogue, query.Areas, single),
		fresh: map[string]batch{}, older: map[string]batch{}}
	for _, area := range query.Areas {
		for _, candidate := range stored[area] {
			if candidate.change == found.needed[area] {
				found.fresh[area] = candidate
				break
			}
			if candidate.change.precedes(found.needed[area]) && len(candidate.layers) < maximumLayers {
				found.older[area] = candidate
				break
			}
		}
	}
	return found, nil
}

// stale lists the areas without a computation in force, each once.
func (s standing) stale() []string {
	var areas []string
	for _, area := range s.query.Areas {
		if _, ok := s.fresh[area]; !ok {
			areas = append(areas, area)
		}
	}
	slices.Sort(areas)
	return slices.Compact(areas)
}

// lockKey names what two requests may both want to compute.
func lockKey(query metrics.AssessmentQuery) string {
	return strings.Join([]string{string(query.Scenario), query.Vintage.AsOf.String()}, " ")
}
