//go:build browser

package browser

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestMenuByKeyboard opens a group, walks through it, closes it, and follows an entry.
func TestMenuByKeyboard(t *testing.T) {
	tab := open(t, 1440, 900)
	tab.visit("/?lang=zh")
	look[bool](tab, `(document.querySelector(".menu .menu-group > summary").focus(), true)`)
	tab.press(kb.ArrowDown)
	if opened, at := look[int](tab, `document.querySelectorAll(".menu-group[open]").length`), tab.focused(); opened != 1 || at != "总览" {
		t.Fatalf("ArrowDown opens %d groups and goes to %q, want one and 总览", opened, at)
	}
	tab.press(kb.ArrowDown)
	if at := tab.focused(); at != "指标" {
		t.Errorf("the second entry is %q, want 指标", at)
	}
	tab.press(kb.Escape)
	if opened, at := look[int](tab, `document.querySelectorAll(".menu-group[open]").length`), tab.focused(); opened != 0 || !strings.HasPrefix(at, "看板") {
		t.Errorf("Escape leaves %d groups open and goes to %q, want none and 看板", opened, at)
	}
	tab.press(kb.ArrowRight, kb.Enter)
	if group := look[string](tab, `document.querySelector(".menu-group[open] > summary")?.innerText ?? ""`); group == "" || strings.HasPrefix(group, "看板") {
		t.Errorf("ArrowRight and Enter open %q, want the next group", group)
	}
	tab.press(kb.Escape, kb.ArrowLeft, kb.ArrowDown, kb.ArrowDown)
	look[bool](tab, `window.pageBeforeClick = true`)
	tab.press(kb.Enter)
	tab.waitFor(`!window.pageBeforeClick && location.pathname === "/indicators" && document.readyState === "complete"`)
	if current := look[string](tab, `document.querySelector(".menu [aria-current]").textContent`); current != "指标" {
		t.Errorf("the current entry is %q, want 指标", current)
	}
}

// TestMenuOnAPhone: one bar, whose button opens all groups.
func TestMenuOnAPhone(t *testing.T) {
	tab := open(t, 390, 844)
	tab.visit("/?lang=zh")
	if height := look[float64](tab, `document.querySelector(".masthead").getBoundingClientRect().height`); height > 60 {
		t.Errorf("the bar is %v pixels high, want one row", height)
	}
	if shown := look[bool](tab, `document.querySelector(".menu").checkVisibility()`); shown {
		t.Error("the menu is open before it is asked for")
	}
	tab.do(chromedp.Click(chromedp.CSS(`.menu-button > summary`)))
	tab.waitFor(`document.querySelector(".menu").checkVisibility()`)
	tab.do(chromedp.Click(chromedp.CSS(`.menu .menu-group > summary`)))
	tab.waitFor(`document.querySelector(".menu .menu-group a").checkVisibility()`)
	checkOverlaps(tab, "the open menu")
	if low := look[float64](tab, `Math.min(...[...document.querySelectorAll(".menu a, .menu summary")].filter((part) => part.checkVisibility()).map((part) => part.getBoundingClientRect().height))`); low < 40 {
		t.Errorf("an entry is %v pixels high, too low for a finger", low)
	}
	tab.press(kb.Escape)
	tab.press(kb.Escape)
	if shown := look[bool](tab, `document.querySelector(".menu").checkVisibility()`); shown {
		t.Error("Escape does not close the menu")
	}
}

// TestSearchByKeyboard types initials, chooses with arrows and follows the suggestion.
func TestSearchByKeyboard(t *testing.T) {
	tab := open(t, 1440, 900)
	tab.visit("/about?lang=zh")
	tab.press("/")
	if at := tab.focused(); at != "search" {
		t.Fatalf("/ goes to %q, want the search field", at)
	}
	tab.press("m", "t", "c", "l")
	tab.waitFor(`document.querySelector(".suggestions [role=option] .suggestion-name")?.textContent === "煤炭产量"`)
	if open := look[string](tab, `document.querySelector("#search").getAttribute("aria-expanded")`); open != "true" {
		t.Errorf("aria-expanded is %q", open)
	}
	tab.press(kb.ArrowDown)
	if chosen := look[string](tab, `document.getElementById(document.querySelector("#search").getAttribute("aria-activedescendant"))?.getAttribute("aria-selected") ?? ""`); chosen != "true" {
		t.Errorf("the chosen suggestion is not told to screen readers: %q", chosen)
	}
	tab.press(kb.Enter)
	tab.waitFor(`location.pathname === "/indicators/COAL-OUTPUT"`)
	tab.visit("/about?lang=zh")
	tab.press("/", "m", "e", "i", "t", "a", "n", kb.Enter)
	tab.waitFor(`location.pathname === "/search" && document.querySelector(".found a")?.textContent === "煤炭产量"`)
	for _, wrong := range tab.complaints() {
		t.Error(wrong)
	}
}

// TestLookIsKept chooses the dark look, which stays, also in the colours of a chart, and
// goes back to what the machine says.
func TestLookIsKept(t *testing.T) {
	tab := open(t, 1440, 900)
	tab.emulate("", "light")
	ground := func() string {
		return look[string](tab, `getComputedStyle(document.documentElement).getPropertyValue("--paper").trim()`)
	}
	line := func() string {
		return look[string](tab, `getComputedStyle(document.querySelector('.chart svg path[stroke^="var("]')).stroke`)
	}
	tab.visit("/indicators/COAL-OUTPUT?lang=zh")
	light, lightLine := ground(), line()
	tab.visit("/indicators/COAL-OUTPUT?lang=zh&look=dark")
	tab.visit("/indicators/COAL-OUTPUT?lang=zh")
	if dark, darkLine := ground(), line(); dark == light || darkLine == lightLine {
		t.Errorf("the dark page is %s with lines %s, the light one %s with %s", dark, darkLine, light, lightLine)
	}
	tab.emulate("print", "light")
	if paper, printed := ground(), line(); paper != light || printed != lightLine {
		t.Errorf("paper is %s with lines %s, want %s and %s", paper, printed, light, lightLine)
	}
	tab.emulate("", "dark")
	tab.visit("/?lang=zh&look=light")
	if chosen := ground(); chosen != light {
		t.Errorf("the light look on a dark machine is %s, want %s", chosen, light)
	}
	tab.visit("/?lang=zh&look=auto")
	if followed := ground(); followed == light {
		t.Error("the automatic look does not follow a dark machine")
	}
}
