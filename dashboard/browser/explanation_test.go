//go:build browser

package browser

import (
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// explained is a page with a pace, on a day that does not move.
const explained = "/indicators/CARERS-TRAINED?demo=1&as_of=2024-06-30"

// TestExplanationFolds looks whether the explanation stands open where there is room and
// folded behind its heading on a phone, and whether a touch opens it.
func TestExplanationFolds(t *testing.T) {
	for width, stands := range map[int64]bool{1440: true, 1024: true, 390: false} {
		tab := open(t, width, 844)
		for _, language := range []string{"zh", "en"} {
			tab.visit(explained + "&lang=" + language)
			if got := look[bool](tab, `document.querySelector("#why").open`); got != stands {
				t.Errorf("%s at %d: open is %v, want %v", language, width, got, stands)
			}
		}
		if !stands {
			tab.do(chromedp.Click(chromedp.CSS("#why > summary")))
			tab.waitFor(`document.querySelector("#why").open`)
		}
		if overflow := look[int](tab, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); overflow > 0 {
			t.Errorf("at %d the open explanation scrolls sideways by %d pixels", width, overflow)
		}
		for _, wrong := range tab.complaints() {
			t.Errorf("at %d: %s", width, wrong)
		}
	}
}

// TestScaleIsLegible looks at the scale of cut-offs: no text runs into another one and
// none is smaller than ten pixels.
func TestScaleIsLegible(t *testing.T) {
	for _, width := range []int64{1440, 1024, 390} {
		tab := open(t, width, 844)
		for _, language := range []string{"zh", "en"} {
			tab.visit(explained + "&lang=" + language)
			look[bool](tab, `document.querySelector("#why").open = true`)
			if texts := look[int](tab, `document.querySelectorAll(".scale text").length`); texts != 8 {
				t.Errorf("%s at %d: the scale has %d texts, want four names, three cut-offs and the pace", language, width, texts)
			}
			touching := look[string](tab, `(() => {
				const texts = [...document.querySelectorAll(".scale text")].map((text) => [text.textContent, text.getBoundingClientRect()]);
				for (const [a, one] of texts) for (const [b, other] of texts)
					if (a !== b && one.left < other.right && other.left < one.right && one.top + 2 < other.bottom && other.top + 2 < one.bottom) return a + " and " + b;
				return texts.some(([, box]) => box.height < 10) ? "too small" : "";
			})()`)
			if touching != "" {
				t.Errorf("%s at %d: %s", language, width, touching)
			}
		}
	}
}

// TestChartFitsPaper looks at the page as it is printed: the drawing is as wide as its
// panel and keeps its shape.
func TestChartFitsPaper(t *testing.T) {
	tab := open(t, 1440, 900)
	tab.visit(explained + "&lang=zh")
	if _, err := chromedp.Call(tab.context, emulation.SetDeviceMetricsOverride,
		emulation.SetDeviceMetricsOverrideParams{Width: 700, Height: 990, DeviceScaleFactor: 1}); err != nil {
		t.Fatal(err)
	}
	if _, err := chromedp.Call(tab.context, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"}); err != nil {
		t.Fatal(err)
	}
	tab.waitFor(`matchMedia("print").matches`)
	off := look[float64](tab, `(() => {
		const svg = document.querySelector(".chart svg"), box = svg.getBoundingClientRect(), panel = document.querySelector(".chart").getBoundingClientRect();
		const drawn = svg.viewBox.baseVal;
		return Math.abs(box.width - panel.width) + Math.abs(box.height - box.width * drawn.height / drawn.width);
	})()`)
	if off > 2 {
		t.Errorf("the printed chart is off by %v pixels", off)
	}
	if look[bool](tab, `document.querySelector(".data table").checkVisibility()`) != true {
		t.Error("the numbers of the chart are not printed")
	}
}

// TestForecastIsToldApart looks at the drawing: the bands of a forecast are hatched, and
// the tooltip names the forecast and both ends of its ranges.
func TestForecastIsToldApart(t *testing.T) {
	tab := open(t, 1440, 900)
	tab.visit("/indicators/COAL-OUTPUT?lang=zh&demo=1&as_of=2025-09-30&target=P2022-169-T010")
	if patterns := look[int](tab, `document.querySelectorAll(".chart svg pattern").length`); patterns < 2 {
		t.Errorf("the chart has %d patterns, want one for each band", patterns)
	}
	if rows := look[int](tab, `document.querySelectorAll(".forecast-row").length`); rows == 0 {
		t.Error("the table has no row of the forecast")
	}
	const last = `[...document.querySelectorAll(".chart svg text")].find((label) => label.textContent === "2030").getBoundingClientRect()`
	for step := range 3 { // the tooltip follows a pointer that moves
		if _, err := chromedp.Call(tab.context, input.DispatchMouseEvent, input.DispatchMouseEventParams{Type: "mouseMoved",
			X: look[float64](tab, last+".x") + float64(step), Y: look[float64](tab, last+".y") - 150}); err != nil {
			t.Fatal(err)
		}
	}
	tab.waitFor(`[...document.querySelectorAll(".chart svg text")].some((label) => /80%区间\s+[\d,]+ – [\d,]+/.test(label.textContent))`)
	tooltip := look[string](tab, `[...document.querySelectorAll(".chart svg text")].map((label) => label.textContent).join("\n")`)
	for _, wanted := range []string{"预测 ", "目标路径  105,000"} {
		if !strings.Contains(tooltip, wanted) {
			t.Errorf("the tooltip does not say %q", wanted)
		}
	}
	for _, wrong := range tab.complaints() {
		t.Error(wrong)
	}
}
