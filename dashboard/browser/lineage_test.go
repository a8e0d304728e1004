//go:build browser

package browser

import (
	"strings"
	"testing"
)

// TestFromTheOverviewToTheCell follows the first number of the overview with one click to
// its cell, which holds what the overview said, and goes back; then the target beside it to
// the document.
func TestFromTheOverviewToTheCell(t *testing.T) {
	tab := open(t, 1440, 900)
	tab.visit("/?lang=zh&demo=1")
	const figure = `.most-behind a[data-published][href^="/values?"]`
	said := strings.TrimSpace(look[string](tab, `document.querySelector('`+figure+`').innerText`))
	tab.click(figure)
	if shown := strings.TrimSpace(look[string](tab, `document.querySelector(".figure.large").innerText`)); shown != said || said == "" {
		t.Errorf("the page shows %q, the overview said %q", shown, said)
	}
	cell := strings.TrimSpace(look[string](tab, `document.querySelector("td.here")?.innerText ?? ""`))
	if plain := strings.ReplaceAll(said, ",", ""); cell == "" || !sameNumber(cell, plain) {
		t.Errorf("the cell holds %q, the overview said %q", cell, said)
	}
	if text := tab.text(); !strings.Contains(text, "单元格原文") || !strings.Contains(text, "照原数读取") || !strings.Contains(text, "下载原文件") {
		t.Error("the page does not say how the cell was read")
	}
	tab.click(`.came-from a`)
	if place := look[string](tab, `location.pathname`); place != "/" {
		t.Errorf("the way back leads to %s", place)
	}

	const goal = `.most-behind a[data-published][href^="/targets/"]`
	asked := strings.TrimSpace(look[string](tab, `document.querySelector('`+goal+`').innerText`))
	tab.click(goal)
	if shown := strings.TrimSpace(look[string](tab, `document.querySelector(".figure.large").innerText`)); shown != asked {
		t.Errorf("the page of the target shows %q, the overview said %q", shown, asked)
	}
	if text := tab.text(); !strings.Contains(text, "文件原文") || !strings.Contains(text, "第") {
		t.Error("the page of the target does not show the printed statement")
	}
	for _, wrong := range tab.complaints() {
		t.Error(wrong)
	}
}

// sameNumber compares two numbers but for zeros behind the point.
func sameNumber(a, b string) bool {
	plain := func(text string) string {
		if strings.Contains(text, ".") {
			text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
		}
		return text
	}
	return plain(a) == plain(b)
}
