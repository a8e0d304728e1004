//go:build browser

package browser

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestPreviewFollowsTheForm edits a feed whose file the program cannot read by itself: its
// headings are given a meaning above the preview, which is read again within a second.
func TestPreviewFollowsTheForm(t *testing.T) {
	path := filepath.Join(t.TempDir(), "coal.csv")
	if err := os.WriteFile(path, []byte("XH,ZBMC,SJ,SZ\n1,煤炭产量,2025年1-8月,56000.5\n2,没有的指标,2025,1\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, size := range []struct{ width, height int64 }{{1440, 900}, {390, 844}} {
		tab := open(t, size.width, size.height)
		tab.visit("/feeds/new?lang=zh")
		if look[bool](tab, `!document.querySelector("textarea[name=query]").closest("[data-for]").hidden`) {
			t.Error("the query is shown although nothing is asked a query")
		}
		tab.do(chromedp.SetUploadFiles(chromedp.CSS(`input[name=file]`), []string{path}))
		tab.waitFor(`document.querySelectorAll(".meaning select").length === 4`)
		if looked := look[bool](tab, `document.querySelectorAll(".feed-rows tbody tr").length > 0`); looked {
			t.Error("rows are shown although no column has a meaning")
		}
		for place, means := range map[string]string{"1": "indicator", "2": "period", "3": "value"} {
			// The time from the change to the preview that follows it.
			look[bool](tab, `(() => {
				const select = document.querySelector("select[name=means_`+place+`]"), start = performance.now();
				window.took = 0;
				new MutationObserver((_, watch) => { watch.disconnect(); window.took = performance.now() - start; }).observe(document.querySelector("[data-preview-place]"), { childList: true });
				select.value = "`+means+`";
				return select.dispatchEvent(new Event("input", { bubbles: true }));
			})()`)
			tab.waitFor(`window.took > 0`)
			took := look[float64](tab, `window.took`)
			if took > 1000 {
				t.Errorf("the preview follows after %.0f ms", took)
			}
		}
		tab.waitFor(`document.querySelectorAll(".feed-rows tbody tr").length === 2`)
		if text := tab.text(); !strings.Contains(text, "56,000.5") || !strings.Contains(text, "其中 1 行会被拒绝") {
			t.Error("the rows are not shown as they will be read")
		}
		if columns := look[string](tab, `document.querySelector("textarea[name=columns]").value`); !strings.Contains(columns, "SZ = value") {
			t.Errorf("the form holds the columns %q", columns)
		}
		if overflow := look[int](tab, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); overflow > 0 {
			t.Errorf("%d wide: the page scrolls sideways by %d pixels", size.width, overflow)
		}
		for _, wrong := range tab.complaints() {
			t.Error(wrong)
		}
		takePicture(tab, "/feeds/preview", "zh", size.width)
	}
}
