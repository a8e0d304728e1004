package guide

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"zhibiao/metrics"
)

// assessed computes an example of the chapter on lights: base in 2020, target for 2025,
// the value of 2022 on a day of 2023.
func assessed(t *testing.T, direction metrics.Direction, base, target, value string) metrics.Assessment {
	t.Helper()
	number := func(text string) decimal.NullDecimal {
		return decimal.NewNullDecimal(decimal.RequireFromString(text))
	}
	comparator := metrics.AtLeast
	if direction == metrics.LowerIsBetter {
		comparator = metrics.AtMost
	}
	asOf, err := metrics.ParseDate("2023-10-12")
	if err != nil {
		t.Fatal(err)
	}
	year, err := metrics.ReadPeriod("", "2022")
	if err != nil {
		t.Fatal(err)
	}
	observation := metrics.Observation{Value: number(value), Status: metrics.StatusNormal}
	observation.Scenario, observation.Period = metrics.Actual, year
	return metrics.Assess(metrics.AssessmentInput{
		Indicator: metrics.Indicator{Code: "X", Decimals: 2, Kind: metrics.KindStock, Direction: direction},
		Target: metrics.Target{Code: "T", Indicator: "X", Comparator: comparator, Value: number(target), Period: "2025", Recurrence: metrics.Once,
			Path: metrics.PathLinear, BasePeriod: "2020", BaseValue: number(base), BaseComparable: true, InForce: true},
		Observations: []metrics.Observation{observation},
		AsOf:         asOf,
	})
}

// The numbers of the examples are those that the program computes. They are printed in
// the chapters; here they are compared with them, not the other way round.
func TestExamplesOfTheLights(t *testing.T) {
	percent := func(rate *float64) string { return fmt.Sprintf("%.1f%%", math.Round(*rate*1000)/10) }
	higher, lower := assessed(t, metrics.HigherIsBetter, "1.8", "4.5", "2.57"), assessed(t, metrics.LowerIsBetter, "30", "25", "28")
	if higher.Status != metrics.Behind || lower.Status != metrics.OnSchedule {
		t.Fatalf("the examples are %s and %s", higher.Status, lower.Status)
	}
	for _, language := range []string{"zh", "en"} {
		text := source(t, language, "lights")
		for _, row := range []struct{ sum, result string }{
			{"2.57 ÷ 4.5", percent(higher.TargetRate)},
			{"2.57 − 1.8", percent(higher.IncrementRate)},
			{"2022 − 2020", percent(higher.TimeRate)},
			{"28.5% ÷ 40.0%", fmt.Sprintf("%.3f", *higher.Pace)},
			{"(4.5 − 2.57)", fmt.Sprintf("%.3f", *higher.RequiredPerYear)},
		} {
			found := false
			for line := range strings.Lines(strings.NewReplacer("（", "(", "）", ") ").Replace(text)) {
				found = found || strings.Contains(line, row.sum) && strings.HasSuffix(strings.TrimSpace(line), "| "+row.result+" |")
			}
			if !found {
				t.Errorf("%s: no row has %s with the result %s", language, row.sum, row.result)
			}
		}
		if !strings.Contains(text, "= "+percent(lower.IncrementRate)) || *lower.Pace != 1 {
			t.Errorf("%s: the second example has %s and pace %v", language, percent(lower.IncrementRate), *lower.Pace)
		}
		defaults := metrics.DefaultSettings()
		for _, cutOff := range []float64{defaults.Ahead, defaults.OnSchedule, defaults.FarBehind} {
			if !strings.Contains(text, fmt.Sprint(cutOff)) {
				t.Errorf("%s: the cut-off %v that the program starts with is not named", language, cutOff)
			}
		}
	}
}
