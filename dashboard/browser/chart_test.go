//go:build browser

package browser

import (
	"strings"
	"testing"
)

// TestChartContainsTheTarget looks at the drawing itself: lines are drawn, and the
// largest label of the value axis is not below the target.
//
// The plan of document 169 asks for 10 亿吨 of coal in 2025 and 10.5 亿吨 in 2030, which
// are 100,000 and 105,000 万吨; no actual value is as large.
func TestChartContainsTheTarget(t *testing.T) {
	tab := open(t, 1440, 900)
	for _, demonstration := range []string{"0", "1"} {
		tab.visit("/indicators/COAL-OUTPUT?lang=zh&demo=" + demonstration)
		if paths := look[int](tab, `document.querySelectorAll(".chart svg path").length`); paths < 5 {
			t.Errorf("demo=%s: the chart has %d paths", demonstration, paths)
		}
		// Labels of the value axis are those texts that are numbers, and no years.
		largest := look[float64](tab, `Math.max(...[...document.querySelectorAll(".chart")[0].querySelectorAll("svg text")]
			.map((label) => label.textContent).filter((label) => /^[\d,.]+$/.test(label) && !/^(19|20)\d\d$/.test(label))
			.map((label) => Number(label.replaceAll(",", ""))))`)
		if largest < 105_000 {
			t.Errorf("demo=%s: the axis ends at %v, below the target of 105,000", demonstration, largest)
		}
		if text := tab.text(); !strings.Contains(text, "105,000") || !strings.Contains(text, "万吨") {
			t.Errorf("demo=%s: the target and its unit do not stand beside the chart", demonstration)
		}
	}
	for _, wrong := range tab.complaints() {
		t.Error(wrong)
	}
}

// TestProjectsAreDrawn looks at the capacity of projects: document 169 lists three
// projects of coal to gas and 100 亿立方米 as the target of 2025.
func TestProjectsAreDrawn(t *testing.T) {
	tab := open(t, 1440, 900)
	tab.visit("/pipeline/COAL-TO-GAS-CAPACITY?lang=zh")
	for n, paths := range look[[]int](tab, `[...document.querySelectorAll(".chart")].map((chart) => chart.querySelectorAll("svg path").length)`) {
		if paths < 5 {
			t.Errorf("chart %d has %d paths", n+1, paths)
		}
	}
	if text := look[string](tab, `[...document.querySelectorAll(".chart svg text")].map((label) => label.textContent).join(" ")`); !strings.Contains(text, "目标") {
		t.Errorf("the charts name no target: %q", text)
	}
	for _, wrong := range tab.complaints() {
		t.Error(wrong)
	}
}

// TestSmallPicturesAreDrawn looks at the list: its rows show bars and sparklines.
func TestSmallPicturesAreDrawn(t *testing.T) {
	tab := open(t, 1440, 900)
	tab.visit("/indicators?lang=zh&q=煤炭产量")
	if pictures := look[int](tab, `document.querySelectorAll("main table svg:not(.icon)").length`); pictures == 0 {
		t.Error("the list of indicators shows no bar and no sparkline")
	}
}
