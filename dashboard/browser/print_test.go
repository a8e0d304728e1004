//go:build browser

package browser

// Widths of an A4 sheet in pixels of CSS (210 mm, or 297 mm where it lies across, at 96 to
// the inch) less the margins of print.css, 12 mm on each side.
const (
	sheetWidth  = 703
	acrossWidth = 1031
)

// checkSheet prints the page that is open, from a dark screen: nothing reaches beyond the
// sheet, no text lies on another, the menu is not printed, nor is a field that only chooses
// or does something (a date that is being filled in stands as text), and paper is white.
func checkSheet(t *tab, path string) {
	t.Helper()
	t.emulate("print", "dark")
	width := int64(sheetWidth)
	if look[string](t, `getComputedStyle(document.body).page`) == "across" {
		width = acrossWidth
	}
	t.resize(width, 1000)
	if overflow := look[int](t, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); overflow > 0 {
		t.Errorf("%s is wider than the sheet by %d pixels: %s", path, overflow, look[string](t, widest))
	}
	checkOverlaps(t, path+" on paper")
	if shown := look[bool](t, `[...document.querySelectorAll(".menu, .menu-button, .search, .chart-tools, .wall-foot")].some((part) => part.checkVisibility())`); shown {
		t.Errorf("%s prints its menu", path)
	}
	if fields := look[string](t, `[...document.querySelectorAll("main :is(button, input[type=file], input[type=checkbox], input[type=radio], form[method=get] input[type=date])")]
		.filter((field) => field.checkVisibility() && !field.closest(".filters")).map((field) => field.name || field.innerText).slice(0, 5).join(", ")`); fields != "" {
		t.Errorf("%s prints the fields %s", path, fields)
	}
	if ground := look[string](t, `getComputedStyle(document.documentElement).getPropertyValue("--paper").trim()`); ground != "#ffffff" && ground != "#fff" {
		t.Errorf("%s prints on %s", path, ground)
	}
	t.emulate("", "light")
}
