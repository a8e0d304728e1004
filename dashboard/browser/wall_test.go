//go:build browser

package browser

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// smallest is the size of the smallest text that is shown, in pixels, with the text.
const smallest = `(() => {
	const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	let least = { size: Infinity, text: "" };
	while (walker.nextNode()) {
		const element = walker.currentNode.parentElement;
		if (walker.currentNode.textContent.trim() === "" || !element.checkVisibility() || element.closest(".unseen, script, noscript")) continue;
		const size = parseFloat(getComputedStyle(element).fontSize);
		if (size < least.size) least = { size, text: walker.currentNode.textContent.trim().slice(0, 30) };
	}
	return least;
})()`

// TestWallFitsTheScreen looks at every page of the wall screen on both common screens:
// nothing scrolls, nothing is cut off or overlaps, and no text is smaller than 16 pixels of
// a screen of 1080 lines.
func TestWallFitsTheScreen(t *testing.T) {
	for _, size := range []struct{ width, height int64 }{{1920, 1080}, {3840, 2160}} {
		for _, language := range []string{"zh", "en"} {
			tab := open(t, size.width, size.height)
			for _, page := range []string{"overview", "themes", "behind", "due", "areas"} {
				path := fmt.Sprintf("/wall?lang=%s&show=%s", language, page)
				tab.visit(path)
				if shown := look[string](tab, `[...document.querySelectorAll(".slide")].filter((slide) => slide.checkVisibility()).map((slide) => slide.dataset.page).join()`); shown != page {
					t.Errorf("%s shows %q", path, shown)
				}
				cut := look[string](tab, `[document.documentElement, document.querySelector("main"), ...document.querySelectorAll(".slide.shown, .slide.shown *, .wall-head *, .wall-foot *")]
					.filter((part) => part.checkVisibility() && !part.closest(".unseen, svg") && getComputedStyle(part).display !== "inline" && !part.matches(".wall-name, .wall-lead")
						&& (part.scrollHeight > part.clientHeight + 1 || part.scrollWidth > part.clientWidth + 1) && part.clientHeight > 0)
					.map((part) => part.tagName + "." + part.className).join(" ")`)
				if cut != "" {
					t.Errorf("%s at %d × %d does not fit: %s", path, size.width, size.height, cut)
				}
				checkOverlaps(tab, path)
				least := look[struct {
					Size float64 `json:"size"`
					Text string  `json:"text"`
				}](tab, smallest)
				if want := 16 * float64(size.height) / 1080; least.Size < want {
					t.Errorf("%s at %d × %d writes %q with %v pixels, want at least %v", path, size.width, size.height, least.Text, least.Size, want)
				}
				for _, wrong := range tab.complaints() {
					t.Errorf("%s: %s", path, wrong)
				}
			}
		}
	}
}

// TestWallTurnsAndPauses presses the keys that the screen knows.
func TestWallTurnsAndPauses(t *testing.T) {
	tab := open(t, 1920, 1080)
	tab.visit("/wall?lang=zh&pages=overview,behind,due&seconds=5")
	shown := func(page string) string {
		return fmt.Sprintf(`document.querySelector(".slide.shown").dataset.page === %q && document.querySelector(".wall-pages [aria-current]").dataset.to === %q`, page, page)
	}
	tab.waitFor(shown("behind")) // by itself
	tab.press(" ")
	tab.waitFor(`!document.getElementById("paused").hidden`)
	tab.press(kb.ArrowLeft)
	tab.waitFor(shown("overview"))
	tab.press(kb.ArrowLeft)
	tab.waitFor(shown("due"))
	tab.press(kb.ArrowRight)
	tab.waitFor(shown("overview"))
	tab.press(" ")
	tab.waitFor(`document.getElementById("paused").hidden`)
	for _, wrong := range tab.complaints() {
		t.Error(wrong)
	}
}

// TestWallKeepsTheLastPicture cuts the connection: the screen keeps its content, says so,
// and says no more when the server is back.
func TestWallKeepsTheLastPicture(t *testing.T) {
	tab := open(t, 1920, 1080)
	tab.visit("/wall?lang=zh")
	before := look[string](tab, `document.querySelector(".slide.shown").innerText`)
	look[bool](tab, `(window.working = window.fetch, window.fetch = () => Promise.reject(new TypeError("no network")), dispatchEvent(new Event("online")))`)
	tab.waitFor(`!document.querySelector(".wall-lost").hidden`)
	if text := look[string](tab, `document.querySelector(".wall-lost").innerText`); !strings.Contains(text, "连接中断") {
		t.Errorf("the screen says %q", text)
	}
	if after := look[string](tab, `document.querySelector(".slide.shown").innerText`); after != before {
		t.Error("the picture is lost with the connection")
	}
	checkOverlaps(tab, "/wall without a connection")
	look[bool](tab, `(window.fetch = window.working, true)`)
	tab.waitFor(`document.querySelector(".wall-lost").hidden`) // it tries again by itself
	for _, wrong := range tab.complaints() {
		t.Error(wrong)
	}
}

// TestWallSaysThatNobodyIsSignedIn ends the session below a wall: the screen keeps its
// content, says so, and leads to the way in and back.
func TestWallSaysThatNobodyIsSignedIn(t *testing.T) {
	tab := openAs(t, "leader", 1920, 1080)
	tab.visit("/wall?lang=zh&show=behind")
	before := look[string](tab, `document.querySelector(".slide.shown").innerText`)
	if _, err := chromedp.Call(tab.context, network.ClearBrowserCookies, cdp.Empty{}); err != nil {
		t.Fatal(err)
	}
	look[bool](tab, `dispatchEvent(new Event("online"))`)
	tab.waitFor(`!document.querySelector(".wall-out").hidden`)
	if text := look[string](tab, `[...document.querySelectorAll(".wall-lost")].map((part) => part.innerText).join("")`); !strings.Contains(text, "登录已失效") || strings.Contains(text, "连接中断") {
		t.Errorf("the screen says %q", text)
	}
	if after := look[string](tab, `document.querySelector(".slide.shown").innerText`); after != before {
		t.Error("the picture is lost with the session")
	}
	checkOverlaps(tab, "/wall without a session")
	tab.click(`.wall-out a`)
	tab.click(`form:has(input[value="demo-leader"]) button`)
	if got := look[string](tab, `location.pathname + location.search`); got != "/wall?lang=zh&show=behind" {
		t.Errorf("after signing in the way leads to %s", got)
	}
}
