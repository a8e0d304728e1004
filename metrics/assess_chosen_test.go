package metrics

import (
	"strings"
	"testing"
)

// From 100 in 2020 to 200 in 2025; 130 in 2022 is 30 of the 40 that the straight line
// asks for, a pace of 0.75. Compound growth asks for 14.87 % a year and got 14.02 %:
// √1.3 − 1 = 0.14018, 2^(1/5) − 1 = 0.14870, a ratio of 0.9427.
func TestAssessAsChosen(t *testing.T) {
	target := planned(AtLeast, "200", "2025", "2020", "100")
	target.Area = "15"
	c := (&Catalogue{Targets: []Target{target}, Indicators: []Indicator{level(HigherIsBetter)}}).Index()
	judge := func(choices ...MethodChoice) Assessment {
		policy := DefaultPolicy()
		policy.Choices = choices
		return AssessCatalogue(CatalogueInput{Catalogue: c, Observations: observedSeries(map[string][]string{"I@15": {"2022=130"}}),
			Scenario: Actual, AsOf: day("2023-06-01"), Policy: policy})[0]
	}
	own := judge()
	if own.Status != Behind || own.Method != MethodLinear || own.MethodStatus != "" {
		t.Fatalf("without a choice: %s by %s (%s)", own.Status, own.Method, own.MethodStatus)
	}
	chosen := judge(MethodChoice{Target: "P-T1", Method: "compound"})
	// Statistics Canada calls 0.9427 “moderate progress”, from 0.5 to 0.95.
	if chosen.Method != "compound/1" || chosen.Status != Behind || chosen.MethodStatus == "" {
		t.Errorf("compound: %s by %s (%s)", chosen.Status, chosen.Method, chosen.MethodStatus)
	}
	if !near(chosen.Pace, 0.75) || !near(chosen.TimeRate, 0.4) || !near(chosen.IncrementRate, 0.3) {
		t.Errorf("the rates of the straight line are gone: %v %v %v", chosen.Pace, chosen.TimeRate, chosen.IncrementRate)
	}
	if len(chosen.Explanation.Remarks) == 0 || chosen.Explanation.Remarks[0].Key != own.Reason || !strings.HasPrefix(chosen.Reason, "methods.") {
		t.Errorf("reason %s, remarks %v", chosen.Reason, chosen.Explanation.Remarks)
	}
	for _, other := range []MethodChoice{{Target: "OTHER", Method: "compound"}, {Target: "P-T1", Method: "milestones"}, {Target: "P-T1", Method: "unheard-of"}} {
		if got := judge(other); got.Status != own.Status || got.Method != own.Method {
			t.Errorf("%s for %s: %s by %s, want the target's own", other.Method, other.Target, got.Status, got.Method)
		}
	}
	if got := judge(MethodChoice{Target: "P-T1", Method: "unheard-of"}); got.Explanation.Remarks[0].Key != "assess.remark.method_does_not_fit" {
		t.Errorf("nothing is said of a method that does not exist: %v", got.Explanation.Remarks)
	}
}
