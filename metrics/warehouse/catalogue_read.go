package warehouse

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"

	"zhibiao/metrics"
)

// catalogueCache keeps the catalogues read lately. A catalogue run never changes, so
// an entry never grows stale.
type catalogueCache struct {
	sync.Mutex
	byRun map[string]*metrics.Catalogue
	large map[string]bool               // runs whose catalogue is read by areas
	heads map[string]*metrics.Catalogue // of large ones: all but the targets outside of groups
	kept  keptFeeds                     // of the last one that was asked for with feeds of people
}

const cachedCatalogues = 8

// Catalogue returns the reference data in force now.
func (s *Store) Catalogue(ctx context.Context) (*metrics.Catalogue, error) {
	return s.CatalogueAt(ctx, time.Time{})
}

// CatalogueAt returns the reference data as it was known at a moment; the zero time
// means now, with the feeds that people kept. Before the first load it is empty. The
// catalogue is shared: do not change it.
func (s *Store) CatalogueAt(ctx context.Context, knownAt time.Time) (*metrics.Catalogue, error) {
	return once(ctx, "catalogue", knownAt, func() (*metrics.Catalogue, error) {
		run, err := s.catalogueRunAt(ctx, knownAt)
		if err != nil {
			return nil, err
		}
		catalogue, err := s.catalogueOf(ctx, run)
		if err != nil {
			return nil, err
		}
		return s.withKeptFeeds(ctx, catalogue, knownAt)
	})
}

// catalogueRunAt returns the run whose catalogue was in force at a moment, or an
// empty text before the first.
func (s *Store) catalogueRunAt(ctx context.Context, knownAt time.Time) (string, error) {
	return once(ctx, "catalogue run", knownAt, func() (string, error) {
		return s.selectText(ctx, "catalogue_run", moment("known_at", knownAt, lastMoment))
	})
}

func (s *Store) catalogueOf(ctx context.Context, run string) (*metrics.Catalogue, error) {
	if run == "" {
		return new(metrics.Catalogue).Index(), nil
	}
	s.catalogues.Lock()
	defer s.catalogues.Unlock()
	if catalogue := s.catalogues.byRun[run]; catalogue != nil {
		return catalogue, nil
	}
	catalogue, err := s.readCatalogue(ctx, run)
	if err != nil {
		return nil, err
	}
	if s.catalogues.byRun == nil || len(s.catalogues.byRun) >= cachedCatalogues {
		s.catalogues.byRun = map[string]*metrics.Catalogue{}
	}
	s.catalogues.byRun[run] = catalogue
	return catalogue, nil
}

func (s *Store) readCatalogue(ctx context.Context, run string) (*metrics.Catalogue, error) {
	catalogue, err := s.readEntries(ctx, run, "catalogue_entries", text("run", run))
	if err != nil {
		return nil, err
	}
	return catalogue.Index(), nil
}

// readEntries reads the entries that a query selects, without lookups by code.
func (s *Store) readEntries(ctx context.Context, run, name string, parameters ...any) (*metrics.Catalogue, error) {
	kinds := map[string]catalogueKind{}
	for _, kind := range catalogueKinds() {
		kinds[kind.name] = kind
	}
	catalogue := &metrics.Catalogue{}
	err := s.selectRows(ctx, name, parameters, func(rows driver.Rows) error {
		var name, body string
		if err := rows.Scan(&name, &body); err != nil {
			return err
		}
		kind, known := kinds[name]
		if !known {
			return fmt.Errorf("catalogue run %s holds the unknown kind %q", run, name)
		}
		return kind.read(catalogue, body)
	})
	return catalogue, err
}
