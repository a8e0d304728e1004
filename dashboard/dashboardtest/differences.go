package dashboardtest

import (
	"cmp"
	"slices"

	"github.com/shopspring/decimal"

	"zhibiao/metrics"
)

// sortDifferences puts differences in an order, the largest change first; those without
// an amount or a share come last, by key.
func sortDifferences(differences []metrics.Difference, order string) {
	size := func(difference metrics.Difference) decimal.NullDecimal { return decimal.NullDecimal{} }
	switch order {
	case metrics.OrderByAmount:
		size = metrics.Difference.Amount
	case metrics.OrderByPercent:
		size = metrics.Difference.Percent
	}
	slices.SortStableFunc(differences, func(a, b metrics.Difference) int {
		left, right := size(a), size(b)
		if left.Valid != right.Valid {
			if left.Valid {
				return -1
			}
			return 1
		}
		if left.Valid {
			if order := right.Decimal.Abs().Cmp(left.Decimal.Abs()); order != 0 {
				return order
			}
		}
		return compareKeys(a.ObservationKey, b.ObservationKey)
	})
}

// compareKeys orders keys by indicator, area, dimension, end of period and frequency.
func compareKeys(a, b metrics.ObservationKey) int {
	return cmp.Or(cmp.Compare(a.Indicator, b.Indicator), cmp.Compare(a.Area, b.Area), cmp.Compare(a.Dimension, b.Dimension),
		cmp.Compare(a.Period.Last, b.Period.Last), cmp.Compare(a.Period.Frequency, b.Period.Frequency))
}
