//go:build browser

package browser

import (
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// openGroups counts the groups of a list that stand open, and all of them.
func openGroups(t *tab) (open, all int) {
	t.Helper()
	return look[int](t, `document.querySelectorAll("details.list.fold[open]").length`), look[int](t, `document.querySelectorAll("details.list.fold").length`)
}

// TestLongListsFoldOnAPhone: the headings of the groups are the index of the page, one
// touch opens one, an address that points into one opens it, paper shows all. Of a list of
// several pages the first group stands open, and an index leads to the themes of every page.
func TestLongListsFoldOnAPhone(t *testing.T) {
	tab := open(t, 390, 844)
	for path, standOpen := range map[string]int{"/conflicts": 0, "/indicators": 1, "/organisations": 1} {
		tab.visit(path + "?lang=zh")
		before, all := openGroups(tab)
		if before != standOpen || all < 2 {
			t.Errorf("%s: %d of %d groups stand open, want %d of several", path, before, all, standOpen)
		}
		tab.do(chromedp.Click(chromedp.CSS(`details.list.fold:not([open]) > summary`)))
		if after, _ := openGroups(tab); after != before+1 {
			t.Errorf("%s: after a touch %d groups stand open, want %d", path, after, before+1)
		}
		look[bool](tab, `(dispatchEvent(new Event("beforeprint")), true)`)
		if printed, _ := openGroups(tab); printed != all {
			t.Errorf("%s: %d of %d groups are printed", path, printed, all)
		}
		look[bool](tab, `(dispatchEvent(new Event("afterprint")), true)`)
	}
	tab.visit("/indicators?lang=zh")
	heading := look[string](tab, `[...document.querySelectorAll("details.list.fold h2")].at(-1).id`)
	tab.visit("/about?lang=zh")
	tab.visit("/indicators?lang=zh#" + heading)
	if opened := look[string](tab, `[...document.querySelectorAll("details.list.fold[open] h2")].map((title) => title.id).join()`); opened != heading {
		t.Errorf("an address that points at %s opens %q", heading, opened)
	}
	tab.visit("/indicators?lang=zh")
	tab.do(chromedp.Click(chromedp.CSS(`.theme-index > summary`)), chromedp.Click(chromedp.CSS(`.theme-index li:last-child a`)))
	tab.waitFor(`location.search.includes("page=") && document.querySelector("details.list.fold[open] h2")?.id === location.hash.slice(1)`)
}

// TestLongListsAreWholeWithoutScript: whoever has no script finds every group open.
func TestLongListsAreWholeWithoutScript(t *testing.T) {
	tab := open(t, 390, 844)
	if _, err := chromedp.Call(tab.context, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}); err != nil {
		t.Fatal(err)
	}
	tab.visit("/conflicts?lang=zh")
	if opened, all := openGroups(tab); opened != all || all < 2 {
		t.Errorf("without script %d of %d groups stand open", opened, all)
	}
}

// TestSectionsOfAPlanHaveAnIndex goes from the index of a long table to a section, and
// finds the index closed and at hand there.
func TestSectionsOfAPlanHaveAnIndex(t *testing.T) {
	tab := open(t, 390, 844)
	tab.visit("/plans/P2022-169?lang=zh")
	tab.do(chromedp.Click(chromedp.CSS(`.section-index > summary`)), chromedp.Click(chromedp.CSS(`.section-index li:nth-child(5) a`)))
	tab.waitFor(`!document.querySelector(".section-index").open`)
	if top := look[float64](tab, `document.querySelector(location.hash).getBoundingClientRect().top`); top < 0 || top > 200 {
		t.Errorf("the section stands at %v pixels", top)
	}
	if top := look[float64](tab, `document.querySelector(".section-index > summary").getBoundingClientRect().top`); top < 0 || top > 20 {
		t.Errorf("the index stands at %v pixels", top)
	}
	tab.resize(1440, 900)
	if look[bool](tab, `document.querySelector(".section-index").checkVisibility()`) {
		t.Error("the index is shown where the table is no long list")
	}
}
