package metrics

import (
	"math/big"
	"strconv"
)

// The number of yearly changes that a trend is the mean of, at most and at least.
const (
	mostChanges  = 5
	leastChanges = 3
)

// germanyTrend is the mean yearly change up to the current year.
type germanyTrend struct {
	yearly    *big.Rat
	last      *big.Rat // the change of the last year; nil when only the two ends are known
	from, to  *big.Rat
	firstYear int
	changes   int
	remarks   []*Problem
}

// germanyTrend takes the longest run of years without a gap that ends with the current
// year, of six at most. Where the case gives no series, base and current value are the
// two ends: the mean of the changes between them is (c − b) ÷ years, which needs no
// value in between.
func (c MethodCase) germanyTrend() (germanyTrend, *Problem) {
	byYear := map[int]*big.Rat{c.CurrentYear: exactly(c.Current)}
	for _, value := range c.Series {
		byYear[value.Year] = exactly(value.Value)
	}
	if c.BaseYear != 0 {
		byYear[c.BaseYear] = exactly(c.Base)
	}
	trend := germanyTrend{firstYear: c.CurrentYear, to: byYear[c.CurrentYear]}
	for trend.changes < mostChanges && byYear[trend.firstYear-1] != nil {
		trend.firstYear--
		trend.changes++
	}
	if trend.changes > 0 {
		trend.last = new(big.Rat).Sub(trend.to, byYear[c.CurrentYear-1])
	}
	if trend.changes < leastChanges {
		apart := c.CurrentYear - c.BaseYear
		switch {
		case len(c.Series) > 0:
			return trend, NewProblem("methods.reason.four_years_needed", "years", strconv.Itoa(trend.changes+1), "current_year", yearText(c.CurrentYear))
		case c.BaseYear == 0 || apart < leastChanges:
			return trend, NewProblem("methods.reason.base_too_near", "current_year", yearText(c.CurrentYear))
		case apart > mostChanges:
			return trend, NewProblem("methods.reason.series_needed", c.arguments()...)
		}
		trend.firstYear, trend.changes = c.BaseYear, apart
		trend.remarks = append(trend.remarks, NewProblem("methods.remark.two_ends", c.arguments()...))
	}
	if trend.changes < mostChanges {
		trend.remarks = append(trend.remarks, NewProblem("methods.remark.fewer_years", "changes", strconv.Itoa(trend.changes)))
	}
	trend.from = byYear[trend.firstYear]
	trend.yearly = new(big.Rat).Sub(trend.to, trend.from)
	trend.yearly.Quo(trend.yearly, new(big.Rat).SetInt64(int64(trend.changes)))
	return trend, nil
}

func (trend germanyTrend) formula() string {
	return "(" + operand(trend.to) + " − " + operand(trend.from) + ") ÷ " + strconv.Itoa(trend.changes)
}

func (trend germanyTrend) step() ExplanationStep {
	return ExplanationStep{Name: "mean_change", Formula: trend.formula(), Result: toFloat(trend.yearly)}
}

func (trend germanyTrend) arguments(c MethodCase, further ...string) []string {
	return c.arguments(append(further, "trend_formula", trend.formula(), "trend", trimmed(trend.yearly), "trend_operand", operand(trend.yearly),
		"first_year", yearText(trend.firstYear))...)
}
