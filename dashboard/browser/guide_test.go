//go:build browser

package browser

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"zhibiao/dashboard/guide"
	"zhibiao/dashboard/guide/guidetest"
)

// tourSeen keeps the first-run tour off the pages of a tab, or gives it back.
func tourSeen(ctx context.Context, seen bool) error {
	if seen {
		_, err := chromedp.Call(ctx, network.SetCookie, network.SetCookieParams{Name: "zhibiao_tour", Value: "seen", URL: address + "/"})
		return err
	}
	_, err := chromedp.Call(ctx, network.DeleteCookies, network.DeleteCookiesParams{Name: "zhibiao_tour", URL: address + "/"})
	return err
}

// TestGuidePictures opens every page that the guide has a picture of, and takes the
// pictures when ZHIBIAO_GUIDE_PICTURES names the folder for them.
func TestGuidePictures(t *testing.T) {
	quality := int64(62)
	folder := os.Getenv("ZHIBIAO_GUIDE_PICTURES")
	tab := open(t, guide.PictureWidth, guide.PictureHeight)
	for _, shot := range guidetest.Shots() {
		for _, language := range []string{"zh", "en"} {
			tab.visit(withParameter(shot.Page, "look=light&lang="+language))
			if shot.Selector != "" && !look[bool](tab, `(() => { const part = document.querySelector("`+shot.Selector+`"); part?.scrollIntoView(); return Boolean(part); })()`) {
				t.Errorf("%s has no %s", shot.Page, shot.Selector)
			}
			if folder == "" {
				continue
			}
			picture, err := chromedp.Call(tab.context, page.CaptureScreenshot, page.CaptureScreenshotParams{Format: page.CaptureScreenshotFormatWebp, Quality: &quality})
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(folder, shot.Name+"-"+language+".webp"), picture.Data, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// TestGuideReads searches the guide and follows a hit to its section, with and without
// script.
func TestGuideReads(t *testing.T) {
	for _, scripted := range []bool{true, false} {
		tab := open(t, 1440, 900)
		if _, err := chromedp.Call(tab.context, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !scripted}); err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(tab.context, 30*time.Second)
		defer cancel()
		if err := chromedp.Do(ctx, chromedp.Navigate(address+"/guide?lang=zh"), chromedp.SendKeys(chromedp.CSS("#guide-search"), "撤回\r"),
			chromedp.WaitVisible(chromedp.CSS(".guide-hits mark")), chromedp.Click(chromedp.CSS(`.guide-hits a[href="/guide/review#withdraw"]`)),
			chromedp.WaitVisible(chromedp.CSS("#withdraw"))); err != nil {
			t.Fatalf("with script %t: %v", scripted, err)
		}
		if !scripted {
			continue
		}
		if inSight := look[bool](tab, `(() => { const at = document.querySelector("#withdraw").getBoundingClientRect(); return at.top >= 0 && at.bottom <= innerHeight; })()`); !inSight {
			t.Error("the section that was found is not in sight")
		}
	}
}

// TestHelpOfPages follows the question mark of pages to their chapter, and finds every
// picture there when the reader comes to it.
func TestHelpOfPages(t *testing.T) {
	tab := open(t, 1440, 900)
	for path, wanted := range map[string]string{"/": "/guide/reading", "/policy": "/guide/lights#rules", "/imports": "/guide/imports#upload", "/areas": "/guide/places#areas", "/reports": "/guide/workbooks#numbers"} {
		tab.visit(path + "?lang=zh")
		tab.click(".masthead .help")
		if got := look[string](tab, `location.pathname + location.hash`); got != wanted {
			t.Errorf("the help of %s leads to %s, want %s", path, got, wanted)
		}
		look[bool](tab, `(document.querySelectorAll(".guide-picture").forEach((picture) => { picture.loading = "eager"; }), true)`)
		tab.waitFor(`[...document.querySelectorAll(".guide-picture")].every((picture) => picture.complete && picture.naturalWidth === 1200 && picture.alt !== "")`)
	}
}

// TestTour walks the tour of three steps with the keyboard, leaves it, and starts it
// again from the guide.
func TestTour(t *testing.T) {
	for _, width := range []int64{1440, 390} {
		tab := open(t, width, 844)
		if err := tourSeen(tab.context, false); err != nil {
			t.Fatal(err)
		}
		shown := func() bool {
			return look[bool](tab, `document.querySelector("[data-tour]")?.checkVisibility() ?? false`)
		}
		tab.visit("/?lang=zh")
		if !shown() {
			t.Fatal("a first reader is not offered the tour")
		}
		if look[bool](tab, `document.activeElement.closest("[data-tour]") !== null`) {
			t.Error("the tour takes the focus by itself")
		}
		if moved := look[string](tab, movedByTour); moved != "" {
			t.Errorf("the tour moves %s", moved)
		}
		if found := look[string](tab, axeOfTour); found != "" {
			t.Error(found)
		}
		var steps []string
		for range 3 {
			steps = append(steps, look[string](tab, `document.querySelector(".tour-marked")?.className.split(" ")[0] ?? ""`))
			if !look[bool](tab, `document.querySelector("[data-tour-step]:not([hidden]) h2").innerText !== ""`) {
				t.Error("a step says nothing")
			}
			look[bool](tab, `(document.querySelector("[data-tour-next]").focus(), true)`)
			tab.press("\r")
		}
		if want := []string{"tally", "search", "help"}; !slices.Equal(steps, want) {
			t.Errorf("the steps point at %q, want %q", steps, want)
		}
		if shown() {
			t.Error("the tour does not end")
		}
		tab.visit("/?lang=zh")
		if shown() {
			t.Error("the tour comes back to who has seen it")
		}
		tab.visit("/guide?lang=zh")
		tab.click(".tour-again")
		if !shown() {
			t.Error("the guide does not start the tour again")
		}
		tab.press("\x1b")
		if shown() {
			t.Error("Escape does not end the tour")
		}
		if where := look[string](tab, `location.search`); where != "" {
			t.Errorf("the address still asks for the tour: %s", where)
		}
		for _, wrong := range tab.complaints() {
			t.Error(wrong)
		}
	}
	tab := open(t, 1440, 900)
	if err := tourSeen(tab.context, false); err != nil {
		t.Fatal(err)
	}
	tab.visit("/?lang=zh")
	tab.emulate("print", "")
	if look[bool](tab, `document.querySelector("[data-tour]").checkVisibility()`) {
		t.Error("the tour is printed")
	}
	tab.emulate("", "")
	if err := tourSeen(tab.context, true); err != nil {
		t.Fatal(err)
	}
}

// movedByTour names the parts of the page that lie elsewhere without the card.
const movedByTour = `(() => {
	const card = document.querySelector("[data-tour]");
	const places = () => [...document.querySelectorAll("header, main, main > *, footer")].filter((part) => part !== card)
		.map((part) => [part.tagName + "." + part.className, JSON.stringify(part.getBoundingClientRect())]);
	const shown = places();
	card.hidden = true;
	const hidden = places();
	card.hidden = false;
	return shown.filter(([, place], at) => place !== hidden[at][1]).map(([name]) => name).join("; ");
})()`

// axeOfTour names what is wrong with the card: no name, or buttons that are too small to
// be met with a finger.
const axeOfTour = `(() => {
	const card = document.querySelector("[data-tour]");
	const wrong = [];
	if (!document.getElementById(card.getAttribute("aria-labelledby"))?.innerText) wrong.push("the card has no name");
	for (const button of card.querySelectorAll("button")) {
		const box = button.getBoundingClientRect();
		if (box.height < 24 || box.width < 24) wrong.push("too small: " + button.innerText);
		if (box.right > innerWidth || box.bottom > innerHeight) wrong.push("out of sight: " + button.innerText);
	}
	return wrong.join("; ");
})()`
