//go:build browser

package browser

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// tabTo presses the tabulator until what the selector finds has the focus, and wants
// every stop on the way to be seen: drawn with an outline, inside the window, and not
// below something else.
func (t *tab) tabTo(selector string) {
	t.Helper()
	for range 150 {
		t.press(kb.Tab)
		stop := look[struct {
			Found bool   `json:"found"`
			Name  string `json:"name"`
			Wrong string `json:"wrong"`
		}](t, fmt.Sprintf(`(() => {
			const at = document.activeElement;
			const box = at.getBoundingClientRect();
			const name = at.tagName + "." + at.className + " " + (at.innerText || at.ariaLabel || at.name || "").trim().slice(0, 30);
			let wrong = "";
			if (getComputedStyle(at).outlineStyle === "none") wrong = "has no outline";
			else if (box.bottom < 1 || box.top > innerHeight - 1 || box.width === 0) wrong = "is outside the window";
			return { found: at.matches(%q), name, wrong };
		})()`, selector))
		if stop.Wrong != "" {
			t.Errorf("on the way to %s the focus is on %s, which %s", selector, stop.Name, stop.Wrong)
		}
		if stop.Found {
			return
		}
	}
	t.Fatalf("the tabulator does not lead to %s", selector)
}

// follow presses Enter and waits for the page at the path.
func (t *tab) follow(path string) {
	t.Helper()
	look[bool](t, `window.pageBeforeClick = true`)
	t.press(kb.Enter)
	t.waitFor(fmt.Sprintf(`!window.pageBeforeClick && document.readyState === "complete" && location.pathname === %q`, path))
}

// TestByKeyboardOnly goes as an official does: from the overview to what is behind, takes
// the workbook of that indicator away, and then from the menu to the list and to an
// indicator, where the table of its chart is read and copied, without ever using a mouse.
func TestByKeyboardOnly(t *testing.T) {
	folder := t.TempDir()
	tab := open(t, 1440, 900)
	if _, err := chromedp.CallBrowser(tab.context, browser.SetDownloadBehavior,
		browser.SetDownloadBehaviorParams{Behavior: browser.SetDownloadBehaviorBehaviorAllow, DownloadPath: folder}); err != nil {
		t.Fatal(err)
	}
	tab.visit("/?lang=zh")
	tab.tabTo(`.skip`)
	tab.press(kb.Enter) // past the menu
	tab.tabTo(`.most-behind a.item-name, main a.item-name`)
	behind := look[string](tab, `new URL(document.activeElement.href).pathname`)
	tab.follow(behind)
	tab.tabTo(`.skip`)
	tab.press(kb.Enter)
	tab.tabTo(`main a[href^="` + behind + `.xlsx"]`)
	tab.press(kb.Enter)
	downloaded(tab, folder)

	tab.visit("/?lang=zh")
	tab.tabTo(`.skip`)
	tab.tabTo(`.menu-group > summary`)
	tab.press(kb.ArrowDown, kb.ArrowDown)
	tab.follow("/indicators")

	tab.tabTo(`.skip`)
	tab.press(kb.Enter) // past the menu
	tab.tabTo(`a.item-name[href^="/indicators/COAL-OUTPUT"]`)
	tab.follow("/indicators/COAL-OUTPUT")

	look[bool](tab, `(navigator.clipboard.writeText = (text) => { window.copied = text; return Promise.resolve(); }, true)`)
	tab.waitFor(`!!document.querySelector(".chart-tools")`)
	tab.tabTo(`[data-tool=table]`)
	tab.press(kb.Enter)
	tab.waitFor(`window.copied?.startsWith("时期\t")`)
	tab.tabTo(`details.data > summary`)
	open := look[bool](tab, `document.activeElement.parentElement.open`)
	tab.press(kb.Enter)
	if look[bool](tab, `document.activeElement.parentElement.open`) == open {
		t.Error("Enter does not fold the table")
	}
	tab.press(" ")
	if look[bool](tab, `document.activeElement.parentElement.open`) != open {
		t.Error("the space bar does not unfold the table")
	}
	tab.tabTo(`.data .scroll`) // can be scrolled with arrows
	for _, wrong := range tab.complaints() {
		t.Error(wrong)
	}
}

// TestForcedColours looks at the pages as a reader does who lets the machine choose all
// colours: statuses keep an edge, the current entry a mark, and bars of charts their
// shades, because a bar in one colour says nothing.
func TestForcedColours(t *testing.T) {
	tab := open(t, 1440, 900)
	if _, err := chromedp.Call(tab.context, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "forced-colors", Value: "active"}, {Name: "prefers-reduced-motion", Value: "reduce"}}}); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"/", "/indicators", "/indicators/COAL-OUTPUT", "/areas"} {
		tab.visit(path + "?lang=zh")
		bare := look[[]string](tab, `[...document.querySelectorAll(".badge, .tile, .chip")].filter((part) => part.checkVisibility() && getComputedStyle(part).borderTopStyle === "none").map((part) => part.innerText)`)
		if len(bare) > 0 {
			t.Errorf("%s: without an edge: %q", path, bare)
		}
		if mark := look[string](tab, `getComputedStyle(document.querySelector(".menu summary.here")).textDecorationLine`); !strings.Contains(mark, "underline") {
			t.Errorf("%s: the current group of the menu is marked with %q", path, mark)
		}
		shades := look[int](tab, `new Set([...document.querySelectorAll("main .strip rect, main .bullet rect")].map((bar) => getComputedStyle(bar).fill)).size`)
		if path == "/" && shades < 4 {
			t.Errorf("%s: bars and bullets have %d colours", path, shades)
		}
		takePicture(tab, path+"/forced-colours", "zh", 1440)
	}
}
