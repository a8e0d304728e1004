package metrics

import (
	"slices"
	"testing"
)

func TestIndicatorsReadFollowsGroupsAndDerivations(t *testing.T) {
	catalogue := (&Catalogue{
		Targets: []Target{
			{Code: "T-REVENUE", Indicator: "REVENUE", AlternativeGroup: "INNER"},
			{Code: "T-RANK", Indicator: "RANK", AlternativeGroup: "OUTER"},
			{Code: "T-PLACES", Indicator: "PLACES-PER-1000"},
			{Code: "T-ALONE", Indicator: "ALONE"},
		},
		TargetGroups: []TargetGroup{{Code: "INNER", Parent: "OUTER"}, {Code: "OUTER"}, {Code: "CIRCLE-A", Parent: "CIRCLE-B"}, {Code: "CIRCLE-B", Parent: "CIRCLE-A"}},
		Derivations: []Derivation{
			{Indicator: "PLACES-PER-1000", Inputs: []DerivationInput{{Indicator: "PLACES"}, {Indicator: "POPULATION"}}},
			{Indicator: "POPULATION", Inputs: []DerivationInput{{Indicator: "TOWN"}, {Indicator: "COUNTRY"}}},
		},
	}).Index()
	for _, test := range []struct {
		targets, want []string
	}{
		{[]string{"T-ALONE"}, []string{"ALONE"}},
		{[]string{"T-REVENUE"}, []string{"RANK", "REVENUE"}},
		{[]string{"T-RANK"}, []string{"RANK", "REVENUE"}},
		{[]string{"T-PLACES"}, []string{"COUNTRY", "PLACES", "PLACES-PER-1000", "POPULATION", "TOWN"}},
		{[]string{"NO-SUCH-TARGET"}, nil},
	} {
		got := slices.Sorted(slices.Values(catalogue.IndicatorsRead(test.targets)))
		if !slices.Equal(got, test.want) {
			t.Errorf("%v read %v, want %v", test.targets, got, test.want)
		}
	}
	if top := topGroup(map[string]string{"CIRCLE-A": "CIRCLE-B", "CIRCLE-B": "CIRCLE-A"}, "CIRCLE-A"); top != "CIRCLE-B" {
		t.Errorf("the top of a circle is %s, want the last one before it closes", top)
	}
}
