package metrics

import (
	"strings"
	"testing"
)

// Every amount and every part stands in the row, worked out by hand.
func TestFlowPartsLeadBackToWhatIsPublished(t *testing.T) {
	for _, c := range []struct {
		name   string
		values []string
		period Period
		want   string // the amount, then the parts; empty: nothing follows
	}{
		{"a year from its quarters", []string{"2024-Q1=30", "2024-Q2=36", "2024-Q3=20", "2024-Q4=14"}, Year(2024),
			"100 = +2024-Q1 +2024-Q2 +2024-Q3 +2024-Q4"},
		{"eight months from a year to date and two months", []string{"ytd 2024-06=60", "2024-07=10", "2024-08=11"}, monthsOfYear(2024, 8),
			"81 = +2024-06 +2024-07 +2024-08"},
		{"the year less December", []string{"2024=120", "2024-12=11"}, monthsOfYear(2024, 11), "109 = -2024-12 +2024"},
		{"a month between two years to date", []string{"ytd 2024-02=30", "ytd 2024-03=50.5"}, MonthOf(2024, 3), "20.5 = -2024-02 +2024-03"},
		{"what is added and taken off again does not count", []string{"2024-01=10", "2024-02=12", "ytd 2024-03=50"}, MonthOf(2024, 3),
			"28 = -2024-01 -2024-02 +2024-03"},
		{"a gap", []string{"2024-01=10", "2024-03=12"}, monthsOfYear(2024, 3), ""},
		{"printed itself", []string{"2024=120", "2024-Q1=30"}, Year(2024), ""},
		{"nothing of the year", []string{"2023-Q1=30"}, Year(2024), ""},
		{"half of January and February", []string{"ytd 2024-02=30"}, MonthOf(2024, 1), ""},
		{"no quarter is made", []string{"2024-01=1", "2024-02=2", "2024-03=3"}, months(Quarter, 2024, 1, 3), ""},
		{"a school year is printed or nothing", []string{"2024-01=1"}, SchoolYear(2023), ""},
	} {
		amount, parts, found := FlowParts(observed(c.values...), c.period)
		got := ""
		if found {
			text := []string{displayed(amount), "="}
			for _, part := range parts {
				sign := "+"
				if part.Taken {
					sign = "-"
				}
				text = append(text, sign+part.Period.String())
			}
			got = strings.Join(text, " ")
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// A judgement must not rest on a value that is not validated, and no sum either.
func TestFlowPartsPassOverWhatCannotBeCountedOn(t *testing.T) {
	values := observed("2024-01=10", "2024-02=12")
	values[1].Status = StatusUnvalidated
	if _, _, found := FlowParts(values, monthsOfYear(2024, 2)); found {
		t.Error("a value that is not validated was added")
	}
}

// The amount of 2024 until August is a year to date, which the name of the period alone
// does not tell from the month of August.
func TestLatestKeyTellsAYearToDate(t *testing.T) {
	assessment := Assessment{Indicator: "COAL", Area: CityArea, Scenario: Actual, LatestPeriod: "2024-08", LatestFrequency: YearToDate, Latest: observed("2024=1")[0].Value}
	key, found := assessment.LatestKey()
	if want := (ObservationKey{SeriesKey{"COAL", CityArea, "", Actual}, monthsOfYear(2024, 8)}); !found || key != want {
		t.Errorf("%v, %v", key, found)
	}
	assessment.Latest.Valid = false
	if _, found := assessment.LatestKey(); found {
		t.Error("nothing was judged and has a key")
	}
}
