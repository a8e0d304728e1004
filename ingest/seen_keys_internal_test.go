package ingest

import (
	"math/rand/v2"
	"testing"

	"zhibiao/metrics"
)

// Keys in any order, with gaps and repetitions, are found as a plain map finds them.
func TestSeenKeys(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	seen, wanted := newSeenKeys(), map[metrics.ObservationKey]int{}
	for row := 1; row <= 20_000; row++ {
		key := metrics.ObservationKey{SeriesKey: metrics.SeriesKey{Indicator: string(rune('A' + random.IntN(3))), Area: "X", Scenario: metrics.Actual}}
		year, month := 1990+random.IntN(40), 1+random.IntN(12)
		switch random.IntN(4) {
		case 0:
			key.Period = metrics.Year(year)
		case 1:
			key.Period = metrics.MonthOf(year, month)
		case 2:
			key.Period = metrics.MonthOf(year, month)
			key.Period.Frequency, key.Period.First = metrics.YearToDate, metrics.NewDate(year, 1, 1)
		default:
			day := metrics.NewDate(year, month, 1+random.IntN(28))
			key.Period = metrics.Period{Frequency: metrics.Day, First: day, Last: day}
		}
		if got := seen.enter(&key, row); got != wanted[key] {
			t.Fatalf("row %d, %v: seen in row %d, want %d", row, key, got, wanted[key])
		}
		if wanted[key] == 0 {
			wanted[key] = row
		}
	}
}
