package demonstration

import (
	"github.com/shopspring/decimal"

	"zhibiao/metrics"
)

// monthlyWeights is the share of the year in each month, in thousandths: little in
// January and February around the Spring Festival, more towards the end of the year.
var monthlyWeights = [12]int64{72, 66, 82, 82, 84, 86, 83, 84, 86, 90, 92, 93}

// yearToDateShare is the share of a year that lies before the end of a month.
func yearToDateShare(month int) decimal.Decimal {
	var sum, all int64
	for i, weight := range monthlyWeights {
		if i < month {
			sum += weight
		}
		all += weight
	}
	return decimal.NewFromInt(sum).Div(decimal.NewFromInt(all))
}

// yearToDate is the amount from January to the end of a month. December gives the
// whole year exactly, so single months, taken as differences, add up to it exactly.
func (c *course) yearToDate(year, month int) decimal.Decimal {
	whole := c.year(year)
	if month == 12 {
		return whole
	}
	return whole.Mul(yearToDateShare(month)).Round(c.decimals())
}

// stand is the level at the end of a month, on a straight line between two year ends.
func (c *course) stand(year, month int) decimal.Decimal {
	from, to := c.year(year-1), c.year(year)
	if month == 12 {
		return to
	}
	return from.Add(to.Sub(from).Mul(decimal.NewFromInt(int64(month))).Div(decimal.NewFromInt(12))).Round(c.decimals())
}

func (c *course) decimals() int32 { return int32(c.series.indicator.Decimals) }

// isMonthly tells series for which months make sense: not ranks, events and standing
// rules, and not amounts so small that a month would be nothing.
func (c *course) isMonthly() bool {
	switch c.series.indicator.Kind {
	case metrics.KindRank, metrics.KindEvent, metrics.KindLimit:
		return false
	case metrics.KindFlow:
		last := c.series.anchors[len(c.series.anchors)-1]
		steps := decimal.NewFromFloat(last.value).Shift(c.decimals())
		return steps.GreaterThanOrEqual(decimal.NewFromInt(48))
	}
	return true
}
