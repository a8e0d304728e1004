package dashboardtest

import (
	"fmt"
	"time"

	"github.com/shopspring/decimal"

	"zhibiao/metrics"
)

// Now is the moment of the pages in tests, in their zone: 托位数 2.57 of 2022 is known,
// 2023 is not over.
func Now() time.Time {
	return time.Date(2023, 7, 31, 9, 30, 0, 0, time.FixedZone("Asia/Shanghai", 8*3600))
}

// RunID is the run that wrote the real values.
const RunID = "01890000-0000-7000-8000-000000000001"

func observation(indicator, area string, period metrics.Period, number string) metrics.Observation {
	return metrics.Observation{
		ObservationKey: metrics.ObservationKey{
			SeriesKey: metrics.SeriesKey{Indicator: indicator, Area: area, Scenario: metrics.Actual}, Period: period},
		Value: value(number), Status: metrics.StatusNormal, Revision: 1, SourceTitle: "统计公报", SourceURL: "https://example.org/bulletin",
		Released: period.Last.AddDays(40), RecordedAt: time.Date(2023, 3, 1, 8, 0, 0, 0, time.UTC),
		Lineage: metrics.Lineage{Run: RunID, File: "actuals.csv", Row: 2},
	}
}

// Observations returns the values of the store: yearly ones, and generated months.
func Observations() []metrics.Observation {
	values := []metrics.Observation{
		observation("CHILDCARE-PLACES-PER-1000", "150600", metrics.Year(2020), "1.80"),
		observation("CHILDCARE-PLACES-PER-1000", "150600", metrics.Year(2021), "2.10"),
		observation("CHILDCARE-PLACES-PER-1000", "150600", metrics.Year(2022), "2.57"),
		observation("CHILDCARE-PLACES-PER-1000", "150602", metrics.Year(2022), "3.05"),
		observation("HOSTILE", "150600", metrics.Year(2022), "75"),
		observation("NEW-ENERGY-CAPACITY", "150600", metrics.Year(2022), "1700"),
		observation("HYDROGEN-OUTPUT", "150600", metrics.Year(2022), "6.0"),
		observation("TRADE-RANK", "150600", metrics.Year(2022), "3"),
		observation("CURTAILMENT", "150600", metrics.Year(2022), "4.4"),
	}
	values[2].Revision, values[2].Status = 2, metrics.StatusProvisional
	for month := 1; month <= 6; month++ {
		generated := observation("HYDROGEN-OUTPUT", "150600", metrics.MonthOf(2023, month), fmt.Sprintf("0.%d", month))
		generated.Scenario, generated.SourceTitle, generated.SourceURL = metrics.Demonstration, "演示数据", ""
		generated.Released = generated.Period.Last.AddDays(10)
		values = append(values, generated)
	}
	return values
}

// EarlierVersions returns what stood under a key before: 2.56 before 2.57.
func EarlierVersions() []metrics.Observation {
	earlier := observation("CHILDCARE-PLACES-PER-1000", "150600", metrics.Year(2022), "2.57")
	earlier.Value = decimal.NewNullDecimal(decimal.RequireFromString("2.56"))
	earlier.RecordedAt = time.Date(2023, 2, 10, 8, 0, 0, 0, time.UTC)
	return []metrics.Observation{earlier}
}

// Runs returns one published run.
func Runs() []metrics.Run {
	return []metrics.Run{{ID: RunID, Feed: "published-actuals", Scenario: metrics.Actual, State: metrics.RunPublished,
		File: "actuals.csv", Actor: "tester", StartedAt: Now().Add(-time.Hour), ChangedAt: Now(),
		Counts: metrics.RunCounts{Rows: 9, New: 9}}}
}
