package warehouse

import (
	"context"
	"errors"
	"runtime"
	"slices"
	"sync"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"

	"zhibiao/metrics"
)

// AssessAreas makes sure that the assessments of one day are stored and in force for
// the areas of the query, without returning them, and says how many there are. Empty
// Areas means every area that has targets. Indicators and Targets do not count.
//
// It works on a few areas at a time, one group on each processor, and of a large
// catalogue reads only their targets, so that its memory does not grow with the number
// of areas. Each group is stored before the next begins: a computation that was stopped
// goes on where it was. Progress, when set, is called with the areas done and all areas.
func (s *Store) AssessAreas(ctx context.Context, query metrics.AssessmentQuery, progress func(done, total int)) (assessments int, err error) {
	if query.Vintage.AsOf.IsZero() {
		return 0, errors.New("assessments without a day")
	}
	areas := query.Areas
	if len(areas) == 0 {
		if areas, err = s.AreasWithTargets(ctx, query.Vintage.KnownAt); err != nil {
			return 0, err
		}
	}
	areas = slices.Compact(slices.Sorted(slices.Values(areas)))
	tally := &areaTally{total: len(areas), progress: progress}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	groups := make(chan []string)
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for group := range groups {
				if err := s.assessAreas(ctx, query, group, tally); err != nil {
					cancel(err)
				}
			}
		})
	}
	for group := range slices.Chunk(areas, groupAreas) {
		if ctx.Err() != nil {
			break
		}
		groups <- group
	}
	close(groups)
	workers.Wait()
	return tally.assessments, context.Cause(ctx)
}

// assessAreas brings one group up to date.
func (s *Store) assessAreas(ctx context.Context, query metrics.AssessmentQuery, group []string, tally *areaTally) error {
	query.Areas = group
	c, err := s.circumstancesAt(ctx, query.Vintage.KnownAt, group)
	if err != nil || c.catalogueRun == "" {
		return err
	}
	now, err := s.standingOf(ctx, c, query)
	if err != nil {
		return err
	}
	made := map[string]batch{}
	if stale := now.stale(); len(stale) > 0 {
		if made, err = s.assessGroup(ctx, now, stale); err != nil {
			return err
		}
	}
	assessments := 0
	for _, area := range group {
		assessments += now.fresh[area].assessments + made[area].assessments
	}
	tally.add(len(group), assessments)
	return nil
}

// areaTally counts what the workers have done.
type areaTally struct {
	sync.Mutex
	done, total, assessments int
	progress                 func(done, total int)
}

func (t *areaTally) add(areas, assessments int) {
	t.Lock()
	defer t.Unlock()
	t.done, t.assessments = t.done+areas, t.assessments+assessments
	if t.progress != nil {
		t.progress(t.done, t.total)
	}
}

// RefreshAssessments brings every area up to date that was assessed for the day
// before: after a run was published or withdrawn only the targets that it touched are
// computed. Areas never assessed for the day are left to AssessAreas or to their
// first reader.
func (s *Store) RefreshAssessments(ctx context.Context, asOf metrics.Date) error {
	areas := map[metrics.Scenario][]string{}
	err := s.selectRows(ctx, "assessed_areas", []any{day("as_of", asOf, firstDay)}, func(rows driver.Rows) error {
		var scenario, area string
		if err := rows.Scan(&scenario, &area); err != nil {
			return err
		}
		areas[metrics.Scenario(scenario)] = append(areas[metrics.Scenario(scenario)], area)
		return nil
	})
	if err != nil {
		return err
	}
	for scenario, assessed := range areas {
		query := metrics.AssessmentQuery{Areas: assessed, Scenario: scenario, Vintage: metrics.Vintage{AsOf: asOf}}
		if _, err := s.AssessAreas(ctx, query, nil); err != nil {
			return err
		}
	}
	return nil
}
