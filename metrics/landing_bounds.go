package metrics

import (
	"math"
	"strings"
)

// bounds are the values that an indicator cannot go beyond.
type bounds struct{ low, high float64 }

func (b bounds) clip(value float64) float64 { return max(b.low, min(b.high, value)) }

// naturalBounds reads the bounds from kind and unit: a share lies between nothing and
// the whole, an amount or a count is not negative, a rank is at least 1. Money may turn
// negative, and so may a change. A bound that a value or the target itself goes beyond
// is none.
func naturalBounds(indicator *Indicator, values []float64, g goal) bounds {
	b := bounds{low: math.Inf(-1), high: math.Inf(1)}
	quantity, whole := measuredIn(indicator.Unit)
	switch {
	case indicator.Kind == KindRank:
		b.low = 1
	case measuresChange(indicator):
	case quantity == "share":
		b.low, b.high = 0, whole
	case quantity != "" && quantity != "share difference" && !isMoney(quantity):
		b.low = 0
	}
	least, most := math.Inf(1), math.Inf(-1)
	for _, value := range values {
		least, most = min(least, value), max(most, value)
	}
	if g.low != nil {
		most = max(most, toFloat(g.low))
	}
	if g.high != nil {
		least = min(least, toFloat(g.high))
	}
	if least < b.low {
		b.low = math.Inf(-1)
	}
	if most > b.high {
		b.high = math.Inf(1)
	}
	return b
}

// wordsOfChange are what the names of indicators contain that measure a change and not
// a level, whatever their unit says.
var wordsOfChange = []string{"增速", "增长", "增幅", "降幅", "下降", "涨跌", "变化", "同比"}

func measuresChange(indicator *Indicator) bool {
	for _, word := range wordsOfChange {
		if strings.Contains(indicator.NameZh, word) {
			return true
		}
	}
	return false
}

func isMoney(quantity string) bool {
	return quantity == "yuan" || quantity == "dollar" || quantity == "euro"
}

// measuredIn returns the quantity that a unit counts, that of the numerator for a
// quotient, and for a share the number that is the whole (100 for %). It is empty for
// a unit that is not known.
func measuredIn(name string) (quantity string, whole float64) {
	top, _, _ := strings.Cut(normalUnit(name), "/")
	row, known := unitNames[top]
	for i := 0; !known && i < len(unitMultiples); i++ {
		if rest, cut := strings.CutPrefix(top, unitMultiples[i].name); cut {
			row, known = unitNames[rest]
		}
	}
	return row.quantity, math.Pow10(-row.exponent)
}

// printedUnit is one unit of the last decimal place that any of the values uses.
func printedUnit(values []float64) float64 {
	const mostPlaces = 9
	places := 0
	for _, value := range values {
		for places < mostPlaces && !isWhole(value*math.Pow10(places)) {
			places++
		}
	}
	return math.Pow10(-places)
}

func isWhole(value float64) bool {
	return math.Abs(value-math.Round(value)) <= 1e-9*max(1, math.Abs(value))
}
