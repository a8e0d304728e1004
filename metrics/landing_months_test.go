package metrics

import (
	"fmt"
	"math"
	"strings"
	"testing"
)

// ofMonths is a target “at least 100 by 2025” on a flow.
func ofMonths(observations []Observation, asOf string) AssessmentInput {
	return AssessmentInput{
		Indicator: ofKind(KindFlow, HigherIsBetter), Target: planned(AtLeast, "100", "2024", "2020", "80"),
		Observations: observations, AsOf: day(asOf),
	}
}

// pattern is what each month of 2021 brings, 102 in all; each later year brings 1 more
// a month.
var pattern = [12]int{5, 4, 9, 8, 10, 9, 8, 9, 10, 9, 10, 11}

func monthValue(year, month int) int { return pattern[month-1] + year - 2021 }

// monthly lists the months from 2021 to the month given, as single months or as years to
// date from the month first on, joined says whether January alone is published.
func monthly(lastYear, lastMonth int, yearToDate, joined bool) []Observation {
	var list []string
	for year := 2021; year <= lastYear; year++ {
		total := 0
		for month := 1; month <= 12 && (year < lastYear || month <= lastMonth); month++ {
			total += monthValue(year, month)
			switch {
			case joined && month == 1:
			case yearToDate || joined && month == 2:
				list = append(list, fmt.Sprintf("ytd %d-%02d=%d", year, month, total))
			default:
				list = append(list, fmt.Sprintf("%d-%02d=%d", year, month, monthValue(year, month)))
			}
		}
	}
	return observed(list...)
}

// A year of 102 in 2021 and 12 more each year: 138 in 2024. To May 2024 it has brought
// 5 + 4 + 9 + 8 + 10 + 5 · 3 = 51. Seasonal change is the first method that is exact.
func TestMonthsOfAFlow(t *testing.T) {
	languages := landingTexts(t)
	cases := []struct {
		name         string
		observations []Observation
		remark       string
		points       int
	}{
		{"single months", monthly(2024, 5, false, false), "landing.remark.months", 41},
		{"years to date", monthly(2024, 5, true, false), "landing.remark.months", 41},
		{"January and February as one", monthly(2024, 5, true, true), "landing.remark.months_joined", 37},
		{"single months, but January and February as one", monthly(2024, 5, false, true), "landing.remark.months_joined", 37},
		{"quarters", observed("2021-Q1=18", "2021-Q2=27", "2021-Q3=27", "2021-Q4=30", "2022-Q1=21", "2022-Q2=30", "2022-Q3=30", "2022-Q4=33",
			"2023-Q1=24", "2023-Q2=33", "2023-Q3=33", "2023-Q4=36", "2024-Q1=27"), "landing.remark.quarters", 13},
		{"quarters to date", observed("ytd 2021-03=18", "ytd 2021-06=45", "ytd 2021-09=72", "2021=102", "ytd 2022-03=21", "ytd 2022-06=51", "ytd 2022-09=81", "2022=114",
			"ytd 2023-03=24", "ytd 2023-06=57", "ytd 2023-09=90", "2023=126", "ytd 2024-03=27"), "landing.remark.quarters", 13},
	}
	for _, c := range cases {
		l := Land(ofMonths(c.observations, "2024-06-20"))
		checkLanding(t, languages, l)
		if l.Value == nil || math.Abs(*l.Value-138) > 1e-9 || l.Points != c.points || l.Remarks[0].Key != c.remark || l.Method != ForecastSeasonalChange {
			t.Errorf("%s: %+v", c.name, l)
			continue
		}
		if len(l.Path) != 1 || l.Path[0].Period != "2024" {
			t.Errorf("%s: path %+v", c.name, l.Path)
		}
		known := 51.0
		if strings.HasPrefix(c.name, "quarters") {
			known = 27
		}
		if *l.Low95 < known {
			t.Errorf("%s: 95 %% from %v, less than what is there", c.name, *l.Low95)
		}
	}
}

// One year further: 150 in 2025, 162 in 2026, with every year on the way.
func TestMonthsOfAFlowYearsAhead(t *testing.T) {
	input := ofMonths(monthly(2024, 5, true, true), "2024-06-20")
	input.Target.Period = "2026"
	l := Land(input)
	checkLanding(t, landingTexts(t), l)
	for i, want := range []float64{138, 150, 162} {
		if math.Abs(l.Path[i].Value-want) > 1e-9 {
			t.Errorf("%s: %v, want %v", l.Path[i].Period, l.Path[i].Value, want)
		}
	}
	if l.Path[0].High80-l.Path[0].Low80 >= l.Path[2].High80-l.Path[2].Low80 {
		t.Errorf("the interval does not widen: %+v", l.Path)
	}
}

// Months that are missing in two quarters of the last three years, and months that end before the last
// known year, leave the whole years.
func TestWholeYearsWhereMonthsDoNotReach(t *testing.T) {
	whole := observed("2018=66", "2019=78", "2020=90", "2021=102", "2022=114", "2023=126")
	gap := append([]Observation{}, whole...)
	for _, o := range monthly(2024, 5, false, false) {
		if text := o.Period.String(); text < "2023-05" || text > "2023-08" {
			gap = append(gap, o)
		}
	}
	old := append(append([]Observation{}, whole...), monthly(2023, 6, false, false)...)
	for name, observations := range map[string][]Observation{"gap": gap, "old": old} {
		l := Land(ofMonths(observations, "2024-06-20"))
		checkLanding(t, landingTexts(t), l)
		if l.Points != 6 || l.Method != ForecastMeanChange || math.Abs(*l.Value-138) > 1e-9 {
			t.Errorf("%s: %+v", name, l)
		}
	}
}

// 0.3 − 0.1 is 0.2 and not the next binary fraction.
func TestDifferencesOfYearsToDateAreExact(t *testing.T) {
	var list []string
	for year := 2021; year <= 2023; year++ {
		for month := 1; month <= 12; month++ {
			list = append(list, fmt.Sprintf("ytd %d-%02d=%d.%d", year, month, month/10, month%10))
		}
	}
	series := monthsOf(usableOf(list))
	if series == nil || len(series.values) != 36 {
		t.Fatalf("%+v", series)
	}
	for i, value := range series.values {
		if value != 0.1 {
			t.Errorf("month %d: %v", i, value)
		}
	}
}

// A published month beats the difference of two sums, of which one may have been revised.
func TestPublishedMonthBeatsTheDifference(t *testing.T) {
	list := []string{"2023-05=7"}
	for year := 2021; year <= 2023; year++ {
		for month := 1; month <= 12; month++ {
			list = append(list, fmt.Sprintf("ytd %d-%02d=%d", year, month, month*5))
		}
	}
	series := monthsOf(usableOf(list))
	if series.values[28] != 7 || series.values[29] != 5 || series.knownOfLastYear != 0 {
		t.Errorf("May %v, June %v", series.values[28], series.values[29])
	}
}

func usableOf(list []string) []*Observation {
	input := AssessmentInput{Observations: observed(list...), AsOf: day("2025-12-31")}
	return selectObservations(&input, Actual).usable
}
