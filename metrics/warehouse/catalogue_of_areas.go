package warehouse

import (
	"context"
	"slices"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"

	"zhibiao/metrics"
)

// wholeCatalogueTargets is how many targets are kept in memory at once. A catalogue
// with more is read by areas when it is assessed: a million targets are a gigabyte.
const wholeCatalogueTargets = 50_000

// AreasWithTargets lists the areas that the reference data of a moment set targets for,
// in order of code; the zero time means now.
func (s *Store) AreasWithTargets(ctx context.Context, knownAt time.Time) ([]string, error) {
	run, err := s.catalogueRunAt(ctx, knownAt)
	if err != nil || run == "" {
		return nil, err
	}
	areas, _, err := s.targetAreas(ctx, run)
	return areas, err
}

// targetAreas returns the areas with targets and the number of targets.
func (s *Store) targetAreas(ctx context.Context, run string) (areas []string, targets int, err error) {
	err = s.selectRows(ctx, "catalogue_target_areas", []any{text("run", run)}, func(rows driver.Rows) error {
		var area string
		var count uint64
		if err := rows.Scan(&area, &count); err != nil {
			return err
		}
		areas, targets = append(areas, area), targets+int(count)
		return nil
	})
	return areas, targets, err
}

// catalogueOfAreas returns the catalogue of a run with at least the targets of these
// areas and every target that belongs to a group: the whole one, unless that is too
// large.
func (s *Store) catalogueOfAreas(ctx context.Context, run string, areas []string) (*metrics.Catalogue, error) {
	large, err := s.isLarge(ctx, run)
	if err != nil {
		return nil, err
	}
	if !large {
		return s.catalogueOf(ctx, run)
	}
	s.catalogues.Lock()
	head := s.catalogues.heads[run]
	if head == nil {
		if head, err = s.readEntries(ctx, run, "catalogue_entries_without_targets", text("run", run)); err == nil {
			s.catalogues.heads = map[string]*metrics.Catalogue{run: head}
		}
	}
	s.catalogues.Unlock()
	if err != nil {
		return nil, err
	}
	part, err := s.readEntries(ctx, run, "catalogue_targets_of_areas", text("run", run), list("areas", areas))
	if err != nil {
		return nil, err
	}
	catalogue := *head
	catalogue.Targets = slices.Concat(head.Targets, part.Targets)
	return catalogue.Index(), nil
}

// isLarge tells whether a catalogue has more targets than are kept in memory.
func (s *Store) isLarge(ctx context.Context, run string) (bool, error) {
	s.catalogues.Lock()
	large, known := s.catalogues.large[run]
	whole := s.catalogues.byRun[run]
	s.catalogues.Unlock()
	if known || whole != nil {
		return large, nil
	}
	_, targets, err := s.targetAreas(ctx, run)
	if err != nil {
		return false, err
	}
	s.catalogues.Lock()
	defer s.catalogues.Unlock()
	s.catalogues.large = map[string]bool{run: targets > s.wholeTargets}
	return targets > s.wholeTargets, nil
}
