//go:build browser

package browser

import (
	"fmt"
	"strings"
	"testing"
)

// TestPlannerChangesTheRules overlaps two cut-offs, is told so while typing, looks at
// what other ones would change, saves them and takes them back.
func TestPlannerChangesTheRules(t *testing.T) {
	tab := open(t, 1440, 900)
	tab.visit("/policy?lang=zh&demo=1")
	typeInto(tab, "far_behind", "0.97")
	tab.waitFor(`document.querySelector('[data-problem="far_behind"]').innerText.includes("必须低于基本符合线")`)
	typeInto(tab, "far_behind", "0.9")
	tab.waitFor(`!document.querySelector(".field-problem") && !!document.querySelector("[data-scale] svg")`)

	tab.click(`button[formaction^="/policy/preview"]`)
	if text := tab.text(); !strings.Contains(text, "条有效目标") {
		t.Error("the preview says nothing")
	}
	if typed := look[string](tab, `document.querySelector('[name="far_behind"]').value`); typed != "0.9" {
		t.Errorf("after the preview the form holds %q", typed)
	}
	tab.click(`form[data-policy-check] button:not([formaction])`)
	if text := tab.text(); !strings.Contains(text, "请写明理由") {
		t.Error("the rules are saved without a reason")
	}
	typeInto(tab, "reason", "浏览器测试")
	tab.click(`form[data-policy-check] button:not([formaction])`)
	if text := tab.text(); !strings.Contains(text, "已保存，从现在起生效") || !strings.Contains(text, "浏览器测试") {
		t.Error("the page does not say what was saved")
	}
	tab.click(`.saved form button`)
	if value := look[string](tab, `document.querySelector('[name="far_behind"]').value`); value != "0.6" {
		t.Errorf("after the undo the cut-off is %q, want 0.6", value)
	}
	for _, wrong := range tab.complaints() {
		if !strings.Contains(wrong, "422") { // the browser takes down the refusal, which was wanted
			t.Error(wrong)
		}
	}
}

// typeInto puts a text into a field of the form as a person would.
func typeInto(t *tab, name, text string) {
	t.Helper()
	look[bool](t, fmt.Sprintf(`(() => {
		const field = document.querySelector('form[data-policy-check] [name=%q]');
		field.value = %q;
		return field.dispatchEvent(new Event("input", { bubbles: true }));
	})()`, name, text))
}
