package metrics

import (
	"maps"
	"slices"
	"testing"
)

// Three yearly values, each 100 days after its year: that of 2023 is due by 9 April 2024
// (31 December and 100 days, 2024 being a leap year).
func TestMissingValuesOfTargets(t *testing.T) {
	target := func(code, indicator, area, period string) Target {
		return Target{Code: code, Indicator: indicator, Area: area, Period: period, InForce: true, Scored: true}
	}
	c := &Catalogue{Targets: []Target{
		target("LATE", "A", "1506", "2025"),
		target("AGAIN", "A", "1506", "2030"),     // of the same series
		target("OVER", "B", "1506", "2022"),      // nothing is asked for beyond its deadline
		target("ELSEWHERE", "A", "1507", "2025"), // of another area
		target("NEVER", "C", "1506", "2025"),     // no habit
	}}
	c.Targets = append(c.Targets, Target{Code: "NOT-SCORED", Indicator: "D", Area: "1506", InForce: true})
	c.Index()
	series := map[SeriesKey][]Observation{}
	for _, indicator := range []string{"A", "B", "D"} {
		series[SeriesKey{Indicator: indicator, Area: "1506", Scenario: Actual}] = []Observation{
			reported(Annual, "2020", 100), reported(Annual, "2021", 100), reported(Annual, "2022", 100)}
	}
	for day, want := range map[Date][]string{NewDate(2024, 4, 9): nil, NewDate(2024, 4, 10): {"LATE 2022 2023", "AGAIN 2022 2023"}} {
		var got []string
		for _, missing := range c.MissingValues(series, []string{"1506"}, Actual, day) {
			got = append(got, missing.Target.Code+" "+missing.Latest.String()+" "+missing.Period.String())
		}
		if !slices.Equal(got, want) {
			t.Errorf("on %s %v is missing, want %v", day, got, want)
		}
	}
	for _, test := range []struct {
		target Target
		want   []string
	}{
		{Target{LeadOrganisation: "O-1", ResponsibleOrganisations: []string{"O-2"}}, []string{"O-1"}},
		{Target{ResponsibleOrganisations: []string{"", "O-2", "O-3", "O-2"}}, []string{"O-2", "O-3"}},
	} {
		if got := test.target.Reporting(); !slices.Equal(got, test.want) {
			t.Errorf("%v report, want %v", got, test.want)
		}
	}
}

// LATE and AGAIN are of the series A: O-1 is asked for it once, O-2 for AGAIN, which nobody
// leads, and for B.
func TestMissingByOrganisation(t *testing.T) {
	value := func(code, indicator, lead string, responsible ...string) MissingValue {
		return MissingValue{Target: &Target{Code: code, Indicator: indicator, LeadOrganisation: lead, ResponsibleOrganisations: responsible}}
	}
	got := map[string]string{}
	for organisation, values := range MissingByOrganisation([]MissingValue{
		value("LATE", "A", "O-1", "O-2"), value("AGAIN", "A", "", "O-1", "O-2"), value("OTHER", "B", "O-2"),
	}) {
		for _, value := range values {
			got[organisation] += value.Target.Code + " "
		}
	}
	if want := map[string]string{"O-1": "LATE ", "O-2": "AGAIN OTHER "}; !maps.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
