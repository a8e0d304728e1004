package metrics_test

import (
	"testing"

	"zhibiao/metrics"
)

// Expectations follow from the calendar: the year 2022 ends on 2022-12-31, November 2022
// on 2022-11-30, January to November of 2022 as well.
func TestLockCloses(t *testing.T) {
	key := func(indicator, area string, period metrics.Period, scenario metrics.Scenario) metrics.ObservationKey {
		return metrics.ObservationKey{SeriesKey: metrics.SeriesKey{Indicator: indicator, Area: area, Scenario: scenario}, Period: period}
	}
	year := key("COAL-OUTPUT", "150600", metrics.Year(2022), metrics.Actual)
	cases := []struct {
		name string
		lock metrics.Lock
		key  metrics.ObservationKey
		want bool
	}{
		{"ends on the last day", metrics.Lock{Until: metrics.NewDate(2022, 12, 31)}, year, true},
		{"ends one day later", metrics.Lock{Until: metrics.NewDate(2022, 12, 30)}, year, false},
		{"a month within", metrics.Lock{Until: metrics.NewDate(2022, 12, 30)}, key("COAL-OUTPUT", "150600", metrics.MonthOf(2022, 11), metrics.Actual), true},
		{"the indicator", metrics.Lock{Until: metrics.NewDate(2023, 1, 1), Indicator: "COAL-OUTPUT"}, year, true},
		{"another indicator", metrics.Lock{Until: metrics.NewDate(2023, 1, 1), Indicator: "OTHER"}, year, false},
		{"the theme", metrics.Lock{Until: metrics.NewDate(2023, 1, 1), Theme: "ENERGY"}, year, true},
		{"another theme", metrics.Lock{Until: metrics.NewDate(2023, 1, 1), Theme: "PEOPLE"}, year, false},
		{"the area", metrics.Lock{Until: metrics.NewDate(2023, 1, 1), Area: "150600"}, year, true},
		{"another area", metrics.Lock{Until: metrics.NewDate(2023, 1, 1), Area: "150627"}, year, false},
		{"area and indicator", metrics.Lock{Until: metrics.NewDate(2023, 1, 1), Area: "150600", Indicator: "OTHER"}, year, false},
		{"lifted", metrics.Lock{Until: metrics.NewDate(2023, 1, 1), Removed: true}, year, false},
		{"a forecast", metrics.Lock{Until: metrics.NewDate(2023, 1, 1)}, key("COAL-OUTPUT", "150600", metrics.Year(2022), metrics.Forecast), false},
		{"a generated value", metrics.Lock{Until: metrics.NewDate(2023, 1, 1)}, key("COAL-OUTPUT", "150600", metrics.Year(2022), metrics.Demonstration), false},
	}
	catalogue := (&metrics.Catalogue{Indicators: []metrics.Indicator{{Code: "COAL-OUTPUT", Theme: "ENERGY"}}}).Index()
	for _, c := range cases {
		set := metrics.LockSet{Locks: []metrics.Lock{{Until: metrics.NewDate(1999, 1, 1)}, c.lock}, Catalogue: catalogue}
		if got := set.ClosedBy(c.key) != nil; got != c.want {
			t.Errorf("%s: closed %v, want %v", c.name, got, c.want)
		}
		if set.FirstClosedBy(c.key) != nil {
			t.Errorf("%s: closed to first values", c.name)
		}
		set.Locks[1].First = true
		if got := set.FirstClosedBy(c.key) != nil; got != c.want {
			t.Errorf("%s: closed to first values %v, want %v", c.name, got, c.want)
		}
	}
}
