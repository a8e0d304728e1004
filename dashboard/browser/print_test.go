//go:build browser

package browser

import "testing"

// sheetWidth is the width of an A4 sheet in pixels of CSS (210 mm at 96 to the inch)
// less the margins of print.css, 12 mm on each side.
const sheetWidth = 703

// TestPagesFitASheet prints every page: nothing reaches beyond the sheet, no text lies on
// another, the menu is not printed, and paper is white also when the screen is dark.
func TestPagesFitASheet(t *testing.T) {
	pages := addresses(open(t, 1440, 900))
	for _, language := range []string{"zh", "en"} {
		t.Run(language, func(t *testing.T) {
			tab := open(t, sheetWidth, 1000)
			tab.emulate("print", "dark")
			for _, path := range pages {
				tab.visit(withParameter(path, "lang="+language))
				if overflow := look[int](tab, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); overflow > 0 {
					t.Errorf("%s is wider than the sheet by %d pixels: %s", path, overflow, look[string](tab, widest))
				}
				checkOverlaps(tab, path)
				if shown := look[bool](tab, `[...document.querySelectorAll(".menu, .menu-button, .search, .chart-tools, .wall-foot")].some((part) => part.checkVisibility())`); shown {
					t.Errorf("%s prints its menu", path)
				}
				if ground := look[string](tab, `getComputedStyle(document.documentElement).getPropertyValue("--paper").trim()`); ground != "#ffffff" && ground != "#fff" {
					t.Errorf("%s prints on %s", path, ground)
				}
			}
		})
	}
}
