package warehouse

import (
	"context"
	"slices"
	"sync"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"

	"zhibiao/metrics"
)

const (
	// maximumLayers bounds how many computations a reader puts together.
	maximumLayers = 24
	// groupAreas is how many areas are read and computed at once.
	groupAreas = 5
)

// bringUpToDate computes what is missing for the areas of the query. Requests that want
// the same at the same time wait for one computation.
func (s *Store) bringUpToDate(ctx context.Context, c circumstances, query metrics.AssessmentQuery) (standing, error) {
	entry, _ := s.assessing.LoadOrStore(lockKey(query), &sync.Mutex{})
	lock, _ := entry.(*sync.Mutex)
	lock.Lock()
	defer lock.Unlock()
	now, err := s.standingOf(ctx, c, query)
	if err != nil {
		return standing{}, err
	}
	for areas := range slices.Chunk(now.stale(), groupAreas) {
		made, err := s.assessGroup(ctx, now, areas)
		if err != nil {
			return standing{}, err
		}
		for area, batch := range made {
			now.fresh[area] = batch
		}
	}
	return now, nil
}

// work is what to compute of a group of areas.
type work struct {
	areas   []string
	targets map[string][]string // by area that is extended: the targets to compute; absent: all
	until   change              // the last change of any area of the group
}

// assessGroup computes and stores a group of stale areas and returns what is then in
// force for each.
func (s *Store) assessGroup(ctx context.Context, now standing, areas []string) (map[string]batch, error) {
	work, err := s.plan(ctx, now, areas)
	if err != nil {
		return nil, err
	}
	assessments, err := s.judge(ctx, now, work)
	if err != nil {
		return nil, err
	}
	return s.saveAssessments(ctx, now, work, assessments)
}

// plan finds out which areas of a group can be extended, and by which targets.
func (s *Store) plan(ctx context.Context, now standing, areas []string) (work, error) {
	w := work{areas: areas, targets: map[string][]string{}}
	byOlder := map[change][]string{}
	for _, area := range areas {
		if w.until.precedes(now.needed[area]) {
			w.until = now.needed[area]
		}
		if older, ok := now.older[area]; ok {
			byOlder[older.change] = append(byOlder[older.change], area)
		}
	}
	for older, extended := range byOlder {
		touched, sound, err := s.touchedSince(ctx, now, older, extended)
		if err != nil {
			return work{}, err
		}
		for _, area := range extended {
			if sound[area] && 2*len(touched[area]) <= now.older[area].assessments {
				w.targets[area] = touched[area]
			}
		}
	}
	return w, nil
}

// touchedSince returns the targets of each area that the changes after an older one
// touch. An area is sound when as many changes are known today up to the older one as
// were known then; one that came to light late makes its extension unsafe.
func (s *Store) touchedSince(ctx context.Context, now standing, older change, areas []string) (touched map[string][]string, sound map[string]bool, err error) {
	read := areasRead(now.catalogue, areas)
	touched, sound = map[string][]string{}, map[string]bool{}
	single := map[string]change{}
	if older != (change{}) {
		if single, err = s.areaChanges(ctx, now.query.Scenario, read, older.at); err != nil {
			return nil, nil, err
		}
	}
	for area, known := range changesRead(now.catalogue, areas, single) {
		sound[area] = known == older
	}
	var series []metrics.SeriesKey
	parameters := []any{text("scenario", string(now.query.Scenario)), list("areas", read),
		moment("after", older.at, firstMoment), moment("known_at", now.query.Vintage.KnownAt, lastMoment)}
	err = s.selectRows(ctx, "series_changed", parameters, func(rows driver.Rows) error {
		key := metrics.SeriesKey{Scenario: now.query.Scenario}
		if err := rows.Scan(&key.Indicator, &key.Area, &key.Dimension); err != nil {
			return err
		}
		series = append(series, key)
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	for _, code := range now.catalogue.TargetsTouched(series) {
		if target := now.catalogue.Target(code); target != nil && slices.Contains(areas, target.Area) {
			touched[target.Area] = append(touched[target.Area], code)
		}
	}
	return touched, sound, nil
}
