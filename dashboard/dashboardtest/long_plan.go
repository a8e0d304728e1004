package dashboardtest

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"github.com/shopspring/decimal"

	"zhibiao/metrics"
)

// LongPlan is the code of the plan of a LongStore.
const LongPlan = "LONG"

// LongStore has one plan with many indicators, each with months of values. It holds no
// value: those that a query asks for are made when it asks.
type LongStore struct {
	*Store
	Area   string // that the targets are set for and the values are of
	Months int    // of values, up to June 2023
}

// NewLong returns a store with a plan of so many indicators, each with a target and with
// values of so many months.
func NewLong(indicators, months int) *LongStore {
	return NewLongOf(metrics.CityArea, indicators, months)
}

// LongArea is the code of the one banner of a LongStore.
const LongArea = "150602"

// NewLongOf is NewLong with the targets and the values of another area than the city.
func NewLongOf(area string, indicators, months int) *LongStore {
	store := &Store{Content: longCatalogue(area, indicators), RunList: Runs(), Founded: Now().AddDate(0, 0, -1)}
	return &LongStore{Store: store, Area: area, Months: months}
}

func longCatalogue(area string, indicators int) *metrics.Catalogue {
	catalogue := &metrics.Catalogue{
		Plans: []metrics.Plan{{Code: LongPlan, Number: "鄂府发〔2022〕999号", TitleZh: "长规划", TitleEn: "Long plan", IssuerZh: "市人民政府", IssuerEn: "City government",
			Issued: metrics.NewDate(2021, 1, 1), HorizonFrom: "2021", HorizonTo: "2025", Kind: "plan", Scored: true}},
		Themes: []metrics.Theme{{Code: "LONG", NameZh: "长规划", NameEn: "Long plan", Position: 1}},
		Areas: []metrics.Area{{Code: metrics.CityArea, NameZh: "鄂尔多斯市", NameEn: "Ordos City", Level: "city"},
			{Code: LongArea, NameZh: "东胜区", NameEn: "Dongsheng District", Level: "banner", Parent: metrics.CityArea}},
		Organisations: []metrics.Organisation{{Code: "O-LONG", NameZh: "市发展和改革委员会", NameEn: "Development and Reform Commission", Kind: "department"}},
	}
	for n := range indicators {
		code := longIndicator(n)
		catalogue.Indicators = append(catalogue.Indicators, metrics.Indicator{Code: code, NameZh: fmt.Sprintf("第%d项指标", n+1), NameEn: fmt.Sprintf("Indicator %d", n+1),
			Unit: "万吨", Decimals: 2, Kind: metrics.KindStock, Direction: metrics.HigherIsBetter, Theme: "LONG"})
		catalogue.Targets = append(catalogue.Targets, metrics.Target{Code: fmt.Sprintf("LONG-T%05d", n+1), Plan: LongPlan, Position: n + 1, Item: strconv.Itoa(n + 1),
			Section: fmt.Sprintf("第%d部分", n/500+1), Indicator: code, Area: area, Period: "2025", Comparator: metrics.AtLeast,
			Value: decimal.NewNullDecimal(decimal.NewFromInt(int64(120 + n%80))), Unit: "万吨", BasePeriod: "2020", BaseValue: decimal.NewNullDecimal(decimal.NewFromInt(100)),
			BaseComparable: true, Recurrence: metrics.Once, Path: metrics.PathLinear, InForce: true, Scored: true, LeadOrganisation: "O-LONG"})
	}
	return catalogue.Index()
}

func longIndicator(n int) string { return fmt.Sprintf("LONG-%05d", n+1) }

// Observations makes the values that a query asks for.
func (s *LongStore) Observations(_ context.Context, query metrics.ObservationQuery) ([]metrics.Observation, error) {
	var selected []metrics.Observation
	for n := range s.Content.Indicators {
		if among(query.Indicators, longIndicator(n)) && among(query.Areas, s.Area) && query.Scenario == metrics.Actual {
			selected = append(selected, s.series(n, query)...)
		}
	}
	return selected, s.Failure
}

// series makes the values of one indicator: 100 at first, then a little more each month.
func (s *LongStore) series(n int, query metrics.ObservationQuery) []metrics.Observation {
	series := make([]metrics.Observation, 0, s.Months)
	for k := range s.Months {
		month := 2023*12 + 5 - (s.Months - 1 - k)
		period := metrics.MonthOf(month/12, month%12+1)
		if !among(query.Frequencies, metrics.Month) || !query.From.IsZero() && period.Last < query.From || !query.To.IsZero() && period.Last > query.To {
			continue
		}
		value := observation(longIndicator(n), s.Area, period, "0")
		value.Value = decimal.NewNullDecimal(decimal.New(int64(10000+k*(n%97)), -2))
		value.Released = period.Last.AddDays(10)
		series = append(series, value)
	}
	if query.LatestOnly && len(series) > 1 {
		series = series[len(series)-1:]
	}
	return series
}

// Assessments judges the targets a few at a time, as the warehouse does when it stores
// them.
func (s *LongStore) Assessments(ctx context.Context, query metrics.AssessmentQuery) ([]metrics.Assessment, error) {
	policy, err := s.Policy(ctx, query.Vintage.KnownAt)
	if err != nil || len(query.Areas) > 0 && !slices.Contains(query.Areas, s.Area) {
		return nil, err
	}
	assessments := make([]metrics.Assessment, 0, len(s.Content.Targets))
	for n := range s.Content.Targets {
		target := &s.Content.Targets[n]
		if !among(query.Indicators, target.Indicator) || !among(query.Targets, target.Code) {
			continue
		}
		key := metrics.SeriesKey{Indicator: target.Indicator, Area: s.Area, Scenario: metrics.Actual}
		assessments = append(assessments, metrics.AssessCatalogue(metrics.CatalogueInput{
			Catalogue: s.Content, Areas: []string{s.Area}, Targets: []string{target.Code}, Scenario: query.Scenario, AsOf: query.Vintage.AsOf, Policy: policy,
			Observations: map[metrics.SeriesKey][]metrics.Observation{key: s.series(n, metrics.ObservationQuery{To: query.Vintage.AsOf})}})...)
	}
	return assessments, s.Failure
}
