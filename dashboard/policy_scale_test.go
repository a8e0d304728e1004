package dashboard

import (
	"strings"
	"testing"

	"zhibiao/metrics"
)

// The scale ends at 1.5: the cut-offs 0.6, 0.95 and 1.05 lie at 40 %, 63.33 % and 70 % of
// the width, the path at 66.67 %.
func TestScaleShowsWhereTheStatusChanges(t *testing.T) {
	svg := string(chinese(t).policyScale(metrics.DefaultSettings()))
	for _, want := range []string{`class="zone-far_behind" x="0.00%" y="22" width="40.00%"`, `class="zone-behind" x="40.00%" y="22" width="23.33%"`,
		`class="zone-on_schedule" x="63.33%" y="22" width="6.67%"`, `class="zone-ahead" x="70.00%" y="22" width="30.00%"`,
		`x1="66.67%"`, ">0.95</text>", "严重滞后</text>", "快于预期</text>"} {
		if !strings.Contains(svg, want) {
			t.Errorf("the scale lacks %s", want)
		}
	}
	if strings.Contains(svg, "基本符合预期</text>") {
		t.Error("a word stands in a zone that is too narrow for it")
	}
	// an ahead of 4 makes the scale longer: 4 × 1.25 = 5, so 4 lies at 80 %
	long := metrics.DefaultSettings()
	long.Ahead = 4
	if svg := string(chinese(t).policyScale(long)); !strings.Contains(svg, `class="zone-ahead" x="80.00%" y="22" width="20.00%"`) {
		t.Errorf("a long scale: %s", svg)
	}
}

func TestParseSetting(t *testing.T) {
	for text, want := range map[string]float64{"0.95": 0.95, " 95% ": 0.95, "１．０５": 1.05, "5 %": 0.05, "0": 0, "-0.1": -0.1} {
		if got, problem := parseSetting(text); problem != nil || got != want {
			t.Errorf("%q is %v (%v), want %v", text, got, problem, want)
		}
	}
	for text, key := range map[string]string{"": "empty", "x": "number", "1e3": "number", "Inf": "number", "0.1234567": "digits", "0,95": "number"} {
		if _, problem := parseSetting(text); problem == nil || problem.Key != "policy.problem."+key {
			t.Errorf("%q gives %v, want policy.problem.%s", text, problem, key)
		}
	}
}

func TestParseAmount(t *testing.T) {
	for text, want := range map[string]float64{"12,000": 12000, "１２０": 120, "-3.5": -3.5} {
		if got, problem := parseAmount(text); problem != nil || got != want {
			t.Errorf("%q is %v (%v), want %v", text, got, problem, want)
		}
	}
	for _, text := range []string{"", "x", "1e9", "5%", strings.Repeat("9", 21)} {
		if _, problem := parseAmount(text); problem == nil {
			t.Errorf("%q is taken for a number", text)
		}
	}
}
