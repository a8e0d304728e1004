package checks_test

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/shopspring/decimal"

	"zhibiao/ingest/checks"
	"zhibiao/metrics"
)

// standing are the values that readers see.
type standing []metrics.Observation

func (s standing) Observations(_ context.Context, query metrics.ObservationQuery) ([]metrics.Observation, error) {
	var found []metrics.Observation
	for _, o := range s {
		if o.Scenario == query.Scenario && (query.From == 0 || o.Period.End() >= query.From) && o.Period.End() <= query.To {
			found = append(found, o)
		}
	}
	return found, nil
}

// A city of two banners and a park, in a region; a total of coal by banners, a share
// that is derived from two capacities.
func smallCatalogue() *metrics.Catalogue {
	catalogue := &metrics.Catalogue{
		Areas: []metrics.Area{{Code: "15", Level: "region"}, {Code: "1506", Level: "city", Parent: "15"},
			{Code: "A", Level: "banner", Parent: "1506"}, {Code: "B", Level: "banner", Parent: "1506"}, {Code: "P", Level: "park", Parent: "1506"}},
		Indicators: []metrics.Indicator{
			{Code: "COAL", NameZh: "煤炭产量", Unit: "万吨", Kind: metrics.KindFlow, Aggregation: "sum"},
			{Code: "GDP", NameZh: "地区生产总值", Unit: "亿元", Kind: metrics.KindFlow, Aggregation: "sum"},
			{Code: "NEW", NameZh: "新能源装机", Unit: "万千瓦", Kind: metrics.KindStock},
			{Code: "ALL", NameZh: "电力总装机", Unit: "万千瓦", Kind: metrics.KindStock},
			{Code: "SHARE", NameZh: "新能源装机占比", Unit: "%", Kind: metrics.KindRatio},
		},
		Derivations: []metrics.Derivation{{Indicator: "SHARE", Expression: "new * 100 / all",
			Inputs: []metrics.DerivationInput{{Name: "new", Indicator: "NEW"}, {Name: "all", Indicator: "ALL"}}}},
	}
	return catalogue.Index()
}

func value(indicator, area string, year int, text string) metrics.Observation {
	return metrics.Observation{ObservationKey: metrics.ObservationKey{
		SeriesKey: metrics.SeriesKey{Indicator: indicator, Area: area, Scenario: metrics.Actual}, Period: metrics.Year(year)},
		Value: decimal.NewNullDecimal(decimal.RequireFromString(text)), Status: metrics.StatusNormal}
}

func growing(o metrics.Observation, growth string) metrics.Observation {
	o.YearOnYear = decimal.NewNullDecimal(decimal.RequireFromString(growth))
	return o
}

func broken(o metrics.Observation) metrics.Observation {
	o.Status = metrics.StatusBreak
	return o
}

// What is expected is worked out beside each case.
func TestExamine(t *testing.T) {
	for name, test := range map[string]struct {
		standing standing
		rows     []metrics.Observation
		want     map[int]string
	}{
		"parts of one file add up": {nil, []metrics.Observation{value("COAL", "1506", 2023, "100"), value("COAL", "A", 2023, "30"), value("COAL", "B", 2023, "70.4")}, nil},
		"parts of one file do not": {nil, []metrics.Observation{value("COAL", "A", 2023, "30"), value("COAL", "1506", 2023, "100"), value("COAL", "B", 2023, "80")},
			map[int]string{1: "check.parts"}},
		"a part against a city that stands; told once": {standing{value("COAL", "1506", 2023, "100")},
			[]metrics.Observation{value("COAL", "A", 2023, "30"), value("COAL", "B", 2023, "80")}, map[int]string{0: "check.parts"}},
		"one part missing, no more than the city":       {standing{value("COAL", "1506", 2023, "100")}, []metrics.Observation{value("COAL", "A", 2023, "30")}, nil},
		"one part missing, more than the city":          {standing{value("COAL", "1506", 2023, "100")}, []metrics.Observation{value("COAL", "A", 2023, "130")}, map[int]string{0: "check.parts.exceed"}},
		"the city above the region":                     {standing{value("COAL", "15", 2023, "90")}, []metrics.Observation{value("COAL", "1506", 2023, "100")}, map[int]string{0: "check.parts.exceed"}},
		"the city below the region, the only one known": {standing{value("COAL", "15", 2023, "900")}, []metrics.Observation{value("COAL", "1506", 2023, "100")}, nil},
		"a park is no part":                             {standing{value("COAL", "1506", 2023, "100")}, []metrics.Observation{value("COAL", "P", 2023, "500")}, nil},
		// 270 × 100 ÷ 900 = 30 %.
		"printed share":                      {standing{value("NEW", "A", 2023, "270"), value("ALL", "A", 2023, "900")}, []metrics.Observation{value("SHARE", "A", 2023, "30.0")}, nil},
		"printed share that is another":      {standing{value("NEW", "A", 2023, "270"), value("ALL", "A", 2023, "900")}, []metrics.Observation{value("SHARE", "A", 2023, "36")}, map[int]string{0: "check.derived"}},
		"printed share of another year":      {standing{value("NEW", "A", 2022, "270"), value("ALL", "A", 2022, "900")}, []metrics.Observation{value("SHARE", "A", 2023, "36")}, nil},
		"growth":                             {standing{value("COAL", "A", 2022, "100")}, []metrics.Observation{growing(value("COAL", "A", 2023, "110"), "10")}, nil},
		"growth of another sign":             {standing{value("COAL", "A", 2022, "100")}, []metrics.Observation{growing(value("COAL", "A", 2023, "110"), "-10")}, map[int]string{0: "check.growth"}},
		"growth of money is at other prices": {standing{value("GDP", "A", 2022, "100")}, []metrics.Observation{growing(value("GDP", "A", 2023, "110"), "3")}, nil},
		"growth across a break":              {standing{value("COAL", "A", 2022, "100")}, []metrics.Observation{growing(broken(value("COAL", "A", 2023, "110")), "-10")}, nil},
		"ten times":                          {standing{value("NEW", "A", 2022, "100")}, []metrics.Observation{value("NEW", "A", 2023, "1000")}, map[int]string{0: "check.jump.more"}},
		"ten times, with a break":            {standing{value("NEW", "A", 2022, "100")}, []metrics.Observation{broken(value("NEW", "A", 2023, "1000"))}, nil},
		"history begins at a break":          {standing{value("NEW", "A", 2021, "9"), broken(value("NEW", "A", 2022, "100"))}, []metrics.Observation{value("NEW", "A", 2023, "120")}, nil},
		"later years are no history":         {standing{value("NEW", "A", 2024, "100")}, []metrics.Observation{value("NEW", "A", 2023, "1000")}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			findings, err := checks.For(metrics.DefaultChecks(), smallCatalogue(), "f").Examine(context.Background(), test.standing, test.rows)
			if err != nil {
				t.Fatal(err)
			}
			got := map[int]string{}
			for place, found := range findings {
				for _, finding := range found {
					got[place] += finding.Problem.Key
				}
			}
			if test.want == nil {
				test.want = map[int]string{}
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// A forecast is not held against what happened, and a value that nobody has is no case.
func TestForecastsAreNotExamined(t *testing.T) {
	forecast := value("NEW", "A", 2030, "100000")
	forecast.Status = metrics.StatusForecast
	missing := value("NEW", "A", 2023, "1")
	missing.Value = decimal.NullDecimal{}
	findings, err := checks.For(metrics.DefaultChecks(), smallCatalogue(), "f").Examine(context.Background(), standing{value("NEW", "A", 2022, "1000")}, []metrics.Observation{forecast, missing})
	if err != nil || len(findings) > 0 {
		t.Errorf("%v %v", findings, err)
	}
}
