//go:build browser

package browser

import (
	"testing"

	"github.com/chromedp/cdproto/emulation"
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
