package warehouse_test

import (
	"testing"

	"zhibiao/metrics"
	"zhibiao/metrics/warehouse"
)

func TestMigratingAgainChangesNothing(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, _ *clock) {
		taken, err := store.Migrate(t.Context())
		if err != nil || len(taken) != 0 {
			t.Errorf("second migration took %v, %v; want nothing", taken, err)
		}
	})
}

func TestNewerOrChangedDatabaseIsRefused(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, _ *clock) {
		known, err := warehouse.Migrations()
		must(t, err)
		older := known[:len(known)-1]
		if _, err := store.MigrateTo(t.Context(), older); keyOf(err) != "store.database_newer" {
			t.Errorf("a program without the last step: %v, want store.database_newer", err)
		}
		changed := append([]warehouse.Migration(nil), known...)
		changed[2].Checksum = "another text"
		if _, err := store.MigrateTo(t.Context(), changed); keyOf(err) != "store.migration_changed" {
			t.Errorf("a program with another third step: %v, want store.migration_changed", err)
		}
	})
}

func keyOf(err error) string {
	if problem := metrics.AsProblem(err); problem != nil {
		return problem.Key
	}
	return ""
}
