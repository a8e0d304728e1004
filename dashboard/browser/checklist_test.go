//go:build browser

package browser

import (
	"fmt"
	"testing"
)

// TestOrganisationsAreNarrowed: the list of an account is narrowed by pinyin initials and
// by Chinese, a ticked organisation stays in sight and is counted.
func TestOrganisationsAreNarrowed(t *testing.T) {
	tab := open(t, 390, 844)
	tab.visit("/accounts/new?lang=zh")
	narrow := func(typed string) (shown int) {
		return look[int](tab, fmt.Sprintf(`(() => {
			const field = document.querySelector("[data-checklist-narrow] input");
			field.value = %q;
			field.dispatchEvent(new Event("input", { bubbles: true }));
			return [...document.querySelectorAll("[data-terms]")].filter((line) => line.offsetParent).length;
		})()`, typed))
	}
	all := narrow("")
	byInitials, byName, none := narrow("nyj"), narrow("能源局"), narrow("没有这个单位")
	if byName < 1 || byInitials < byName || byInitials >= all || none != 0 {
		t.Errorf("of %d organisations %d are found by nyj, %d by 能源局, %d by a name that nobody has", all, byInitials, byName, none)
	}
	narrow("能源局")
	if !look[bool](tab, `(() => { const line = [...document.querySelectorAll("[data-terms]")].find((one) => one.offsetParent); line.querySelector("input").click(); return true; })()`) {
		t.Fatal("nothing can be ticked")
	}
	if left := narrow("没有这个单位"); left != 1 {
		t.Errorf("%d organisations stay in sight, want the ticked one", left)
	}
	tab.waitFor(`document.querySelector("[data-checklist-count]").innerText.includes("已选 1 个")`)
}
