package metrics

import (
	"cmp"
	"slices"
)

// ranked lists the methods with their mean absolute errors, the chosen one first and
// the others from the least error on.
func ranked(count int, name func(int) string, sums []float64, forecasts, chosen int) []Backtest {
	backtests := make([]Backtest, count)
	for m := range count {
		backtests[m] = Backtest{Method: name(m), Forecasts: forecasts, Chosen: m == chosen}
		if forecasts > 0 {
			backtests[m].MeanAbsoluteError = sums[m] / float64(forecasts)
		}
	}
	slices.SortStableFunc(backtests, func(a, b Backtest) int {
		switch {
		case a.Chosen:
			return -1
		case b.Chosen:
			return 1
		}
		return cmp.Compare(a.MeanAbsoluteError, b.MeanAbsoluteError)
	})
	return backtests
}
