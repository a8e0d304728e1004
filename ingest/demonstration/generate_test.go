package demonstration_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"zhibiao/ingest/demonstration"
	"zhibiao/metrics"
)

// sums adds the values of a series by what key says; "" leaves a value out.
func sums(all []metrics.Observation, key func(metrics.Observation) string) map[string]decimal.Decimal {
	added := map[string]decimal.Decimal{}
	for _, observation := range all {
		if name := key(observation); name != "" {
			added[name] = added[name].Add(observation.Value.Decimal)
		}
	}
	return added
}

func generate(t *testing.T, catalogue *metrics.Catalogue, seed uint64) []metrics.Observation {
	t.Helper()
	var all []metrics.Observation
	for observation := range demonstration.Generate(catalogue, from, to, seed) {
		all = append(all, observation)
	}
	if len(all) == 0 {
		t.Fatal("nothing was generated")
	}
	return all
}

func number(text string) decimal.NullDecimal {
	return decimal.NewNullDecimal(decimal.RequireFromString(text))
}

// twoSeries has a flow that is split over banners and months, and a stock with a base.
func twoSeries() *metrics.Catalogue {
	catalogue := &metrics.Catalogue{
		Indicators: []metrics.Indicator{
			{Code: "COAL-OUTPUT", Unit: "万吨", Kind: metrics.KindFlow, Direction: metrics.HigherIsBetter, Theme: "COAL-POWER", Aggregation: "sum"},
			{Code: "CHILDCARE-PLACES-PER-1000", Unit: "个", Decimals: 2, Kind: metrics.KindRatio, Direction: metrics.HigherIsBetter, Theme: "CHILDREN", Aggregation: "none"},
		},
		Targets: []metrics.Target{
			{Code: "1", Indicator: "COAL-OUTPUT", Area: metrics.CityArea, Period: "2025", Value: number("100000"), InForce: true},
			{Code: "2", Indicator: "CHILDCARE-PLACES-PER-1000", Area: metrics.CityArea, Period: "2025", Value: number("4.5"),
				BasePeriod: "2020", BaseValue: number("1.8"), BaseComparable: true, InForce: true},
			{Code: "3", Indicator: "CHILDCARE-PLACES-PER-1000", Area: metrics.CityArea, Period: "2030", Value: number("99"), InForce: false},
			{Code: "4", Indicator: "CHILDCARE-PLACES-PER-1000", Area: "150627", Period: "2025", Value: number("9"), InForce: true},
		},
	}
	return catalogue.Index()
}

// Months add up to the year, the year to date in December is the year, and the nine
// banners add up to the city, each exactly, in every year and month.
func TestSumsAreExact(t *testing.T) {
	all := generate(t, twoSeries(), 7)
	coal := func(frequency metrics.Frequency, key func(metrics.Observation) string) map[string]decimal.Decimal {
		return sums(all, func(o metrics.Observation) string {
			if o.Indicator != "COAL-OUTPUT" || o.Period.Frequency != frequency {
				return ""
			}
			return key(o)
		})
	}
	byYear := func(o metrics.Observation) string { return fmt.Sprint(o.Area, " ", o.Period.Last.Year()) }
	years, months := coal(metrics.Annual, byYear), coal(metrics.Month, byYear)
	december := coal(metrics.YearToDate, func(o metrics.Observation) string {
		if o.Period.Last.Month() != 12 {
			return ""
		}
		return byYear(o)
	})
	for _, year := range []string{"150600 2023", "150600 2025", "150627 2024", "150603 2025"} {
		if years[year].IsZero() || !years[year].Equal(months[year]) || !years[year].Equal(december[year]) {
			t.Errorf("%s: year %s, months %s, year to date %s", year, years[year], months[year], december[year])
		}
	}
	for _, frequency := range []metrics.Frequency{metrics.Annual, metrics.Month, metrics.YearToDate} {
		city := coal(frequency, func(o metrics.Observation) string {
			if o.Area != metrics.CityArea {
				return ""
			}
			return o.Period.String()
		})
		banners := coal(frequency, func(o metrics.Observation) string {
			if o.Area == metrics.CityArea {
				return ""
			}
			return o.Period.String()
		})
		for period, value := range city {
			if !value.Equal(banners[period]) {
				t.Errorf("%s %s: city %s, banners %s", frequency, period, value, banners[period])
			}
		}
	}
}

// The stock begins at its base of 1.80 in 2020; 48 months before November 2026 is
// November 2022, so that months begin there; what is not in force, or of another area,
// counts for nothing, so that no value comes near 99.
func TestBaseAndWindow(t *testing.T) {
	first := metrics.Date(0)
	for _, observation := range generate(t, twoSeries(), 7) {
		if observation.Indicator != "CHILDCARE-PLACES-PER-1000" || observation.Area != metrics.CityArea {
			continue
		}
		if observation.Period == metrics.Year(2020) && observation.Value.Decimal.String() != "1.8" {
			t.Errorf("2020: %s, want the base 1.8", observation.Value.Decimal)
		}
		if observation.Value.Decimal.GreaterThan(decimal.NewFromInt(6)) {
			t.Errorf("%s: %s lies far beyond the target 4.5", observation.Period, observation.Value.Decimal)
		}
		if observation.Period.Frequency == metrics.Month && (first == 0 || observation.Period.First < first) {
			first = observation.Period.First
		}
	}
	if first != metrics.NewDate(2022, 11, 1) {
		t.Errorf("months begin at %s, want 2022-11-01", first)
	}
}

func TestSameSeedSameValues(t *testing.T) {
	first, second := generate(t, twoSeries(), 7), generate(t, twoSeries(), 7)
	if diff := cmp.Diff(first, second); diff != "" {
		t.Error(diff)
	}
	if cmp.Equal(first, generate(t, twoSeries(), 8)) {
		t.Error("another seed gives the same values")
	}
}

// Of 2,000 series that are to rise from 50 to 100 by 2025, about 15 % land ahead
// (over 103.5), 25 % on pace (100 to 103.5), 35 % behind and 15 % far behind; the
// last 10 % slip and land between 92 and 95. Shares of the change: behind 0.83–0.94
// gives 91.5–97, far behind 0.45–0.75 gives 72.5–87.5.
func TestLandingsDiffer(t *testing.T) {
	catalogue := &metrics.Catalogue{}
	for i := range 2000 {
		code := fmt.Sprintf("X%d", i)
		catalogue.Indicators = append(catalogue.Indicators, metrics.Indicator{Code: code, Unit: "个", Decimals: 2, Kind: metrics.KindStock, Direction: metrics.HigherIsBetter})
		catalogue.Targets = append(catalogue.Targets, metrics.Target{Code: code, Indicator: code, Area: metrics.CityArea, Period: "2025",
			Value: number("100"), BasePeriod: "2020", BaseValue: number("50"), BaseComparable: true, InForce: true})
	}
	counts := map[string]int{}
	for _, observation := range generate(t, catalogue.Index(), 3) {
		if observation.Period != metrics.Year(2025) {
			continue
		}
		switch value := observation.Value.Decimal.InexactFloat64(); {
		case value > 103.5:
			counts["ahead"]++
		case value >= 100:
			counts["on pace"]++
		case value > 90:
			counts["behind or missed"]++
		default:
			counts["far behind"]++
		}
	}
	for name, want := range map[string]int{"ahead": 300, "on pace": 500, "behind or missed": 900, "far behind": 300} {
		if got := counts[name]; got < want-80 || got > want+80 {
			t.Errorf("%s: %d of 2000, want about %d", name, got, want)
		}
	}
}
