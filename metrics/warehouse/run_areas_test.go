package warehouse_test

import (
	"slices"
	"testing"

	"zhibiao/metrics"
	"zhibiao/metrics/warehouse"
)

// The areas of a run are known before anybody has approved it.
func TestAreasOfARun(t *testing.T) {
	eachEngine(t, func(t *testing.T, store *warehouse.Store, clock *clock) {
		banner := coal
		banner.Area = "150622"
		run := load(t, store, clock, metrics.RunReview, valueOf(coal, metrics.Year(2022), 1, "1"), valueOf(banner, metrics.Year(2022), 1, "2"), valueOf(banner, metrics.Year(2023), 1, "3"))
		areas, err := store.RunAreas(t.Context(), run.ID)
		must(t, err)
		if want := []string{metrics.CityArea, "150622"}; !slices.Equal(areas, want) {
			t.Errorf("areas %q, want %q", areas, want)
		}
	})
}
