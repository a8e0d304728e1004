package ingest

import (
	"fmt"
	"testing"

	"zhibiao/metrics"
)

// diagonal has one row for each of n indicators, each in an area and a year of its own
// as far as there are 100 years: a file that touches little and spans much.
func diagonal(n int, scenario func(int) metrics.Scenario) []metrics.Observation {
	rows := make([]metrics.Observation, n)
	for i := range rows {
		rows[i].SeriesKey = metrics.SeriesKey{Indicator: fmt.Sprintf("I%06d", i), Area: fmt.Sprintf("A%06d", i), Scenario: scenario(i)}
		rows[i].Period = metrics.Year(2000 + i%100)
	}
	return rows
}

func TestPartsOf(t *testing.T) {
	actual := func(int) metrics.Scenario { return metrics.Actual }
	mixed := func(i int) metrics.Scenario { return []metrics.Scenario{metrics.Forecast, metrics.Actual}[i%2] }
	for name, test := range map[string]struct {
		rows []metrics.Observation
		want []int // rows of each part
	}{
		"nothing":       {nil, nil},
		"small":         {diagonal(100, actual), []int{100}},   // 100 indicators × 100 areas × 100 years are 1,000,000 cells
		"two scenarios": {diagonal(100, mixed), []int{50, 50}}, // AC before FC
		// 1000 × 1000 × 100 are 100,000,000 cells, 100,000 for each indicator: 20 indicators
		// fill a question, and 1000 make 50 questions.
		"wide": {diagonal(1000, actual), twenties(50)},
	} {
		parts := partsOf(test.rows)
		var sizes []int
		for _, part := range parts {
			sizes = append(sizes, len(part))
		}
		if fmt.Sprint(sizes) != fmt.Sprint(test.want) {
			t.Errorf("%s: got %v, want %v", name, sizes, test.want)
		}
	}
	if parts := partsOf(diagonal(100, mixed)); parts[0][0].Scenario != metrics.Actual {
		t.Error("scenarios are not in order")
	}
}

func twenties(n int) []int {
	sizes := make([]int, n)
	for i := range sizes {
		sizes[i] = 20
	}
	return sizes
}
