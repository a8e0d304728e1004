package dashboard

import (
	"testing"

	"github.com/shopspring/decimal"

	"zhibiao/metrics"
)

// 64 until August is held neither against the 100 of the base year nor against the 9 of
// August a year earlier; 12 in August is 3 more than those 9.
func TestGrowthOfAPartOfAYear(t *testing.T) {
	number := func(text string) decimal.NullDecimal { return decimal.NewNullDecimal(decimal.RequireFromString(text)) }
	page := func(frequency metrics.Frequency, latest string) *IndicatorPage {
		return &IndicatorPage{Item: Item{
			Assessment: &metrics.Assessment{Latest: number(latest), LatestPeriod: "2025-08", LatestFrequency: frequency,
				Explanation: metrics.Explanation{Inputs: []metrics.ExplanationInput{{Role: "base", Period: "2020", Value: "100"}}}},
			Observations: []metrics.Observation{{ObservationKey: metrics.ObservationKey{Period: metrics.MonthOf(2024, 8)}, Value: number("9")}},
		}}
	}
	if growth := growthOf(page(metrics.YearToDate, "64")); growth.SinceBase != nil || growth.LastYear != nil {
		t.Errorf("until August: %+v", growth)
	}
	if growth := growthOf(page(metrics.Month, "12")); growth.LastYear == nil || *growth.LastYear != 3 {
		t.Errorf("in August: %+v", growth)
	}
}
