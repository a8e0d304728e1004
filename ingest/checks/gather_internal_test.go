package checks

import (
	"math/rand/v2"
	"testing"

	"zhibiao/metrics"
)

// In whatever order the values of a series come, each place in time is found with the
// value that came last, as a map would have it.
func TestKnownSeriesInAnyOrder(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		series := &knownSeries{firstYear: metrics.LastYear}
		wanted, first := map[place]*metrics.Observation{}, metrics.LastYear
		for range random.IntN(60) {
			year, month := 2000+random.IntN(5), 1+random.IntN(12)
			row := &metrics.Observation{}
			row.Period = metrics.MonthOf(year, month)
			if random.IntN(4) == 0 {
				row.Period = metrics.Year(year)
			}
			series.put(knownValue{at: placeOf(row.Period), row: row})
			wanted[placeOf(row.Period)], first = row, min(first, year)
		}
		if len(series.values) != len(wanted) || series.firstYear != first {
			t.Fatalf("%d values from %d, want %d from %d", len(series.values), series.firstYear, len(wanted), first)
		}
		for at, row := range wanted {
			if index, found := series.find(at); !found || series.values[index].row != row {
				t.Fatalf("place %x is not found", at)
			}
		}
		if _, found := series.find(placeOf(metrics.Year(1999))); found {
			t.Fatal("a year without a value is found")
		}
	}
}
