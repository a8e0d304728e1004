package dashboard

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"zhibiao/dashboard/charts"
	"zhibiao/metrics"
)

// Growth is how fast the values have moved so far, in the unit of the indicator, to
// stand beside how fast they must move from now on.
type Growth struct {
	SinceBase *float64       // mean change a year from the base to the latest value
	Base      string         // period of the base
	LastYear  *float64       // change from the value a year earlier to the latest one
	Latest    metrics.Period // of the latest value
}

// growthOf computes the growth of the chosen series. What has no base, or no value of
// a year before, has no such growth.
func growthOf(page *IndicatorPage) Growth {
	assessment := page.Assessment
	judged := page.judged()
	if judged == nil {
		return Growth{}
	}
	latest := judged.Period
	growth := Growth{Latest: latest}
	if latest.Frequency == metrics.YearToDate {
		return growth // a part of a year has grown from no whole one
	}
	inputs := assessment.Explanation.Inputs
	if i := slices.IndexFunc(inputs, func(input metrics.ExplanationInput) bool { return input.Role == "base" }); i >= 0 {
		value, valueErr := decimal.NewFromString(strings.Replace(inputs[i].Value, charts.Minus, "-", 1))
		base, periodErr := metrics.ReadPeriod("", inputs[i].Period)
		if valueErr == nil && periodErr == nil && latest.Last > base.Last {
			change := assessment.Latest.Decimal.Sub(value).InexactFloat64() / yearsFrom(base.Last, latest.Last)
			growth.SinceBase, growth.Base = &change, inputs[i].Period
		}
	}
	for i := range page.Observations {
		earlier := &page.Observations[i]
		if earlier.Value.Valid && isYearBefore(earlier.Period, latest) {
			change := assessment.Latest.Decimal.Sub(earlier.Value.Decimal).InexactFloat64()
			growth.LastYear = &change
		}
	}
	return growth
}

// yearsFrom counts years as plans do: whole ones between the ends of two years, else
// by months and days.
func yearsFrom(from, to metrics.Date) float64 { return years(to) - years(from) }

// isYearBefore tells whether a period is the same part of the year before.
func isYearBefore(earlier, later metrics.Period) bool {
	return earlier.Frequency == later.Frequency && earlier.Last.Year() == later.Last.Year()-1 &&
		earlier.Last.Month() == later.Last.Month() && earlier.First.Month() == later.First.Month()
}
