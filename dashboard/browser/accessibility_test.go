//go:build browser

package browser

import (
	"os"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/runtime"
)

// violations runs rules of axe-core on a part of the page that is open and names what is
// broken, one line for each rule with the first places.
const violations = `axe.run(context, { resultTypes: ["violations"], ...options }).then(({ violations }) => violations.map((rule) =>
	rule.id + " (" + rule.nodes.length + "): " + rule.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)
		+ " — " + (node.failureSummary ?? "").split("\n").slice(1).join(" ").slice(0, 200)).join(" · ")).join("\n"))`

// everything is the whole page but for the entries of long tables and lists behind the
// first twenty: those after them are made by the same lines of a template.
const everything = `{ exclude: ["tbody > tr:nth-of-type(n+21)", "main li:nth-of-type(n+21)"] }`

// eachColour names texts of the page that is open for the rules of colour, by far the
// slowest: of those that stand in the same elements and classes, in the same colours on the
// same grounds and in the same type, the first two. No style stands in an element, so what
// is alike in all of that looks alike.
const eachColour = `{ include: (() => {
	const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	const looks = new Map();
	const lookOf = (element) => {
		if (!looks.has(element)) {
			const style = getComputedStyle(element);
			const around = element === document.documentElement ? "" : lookOf(element.parentElement).ground;
			looks.set(element, {
				type: [style.color, style.fontSize, style.fontWeight, style.opacity, style.textDecorationLine, style.visibility].join(),
				ground: around + ">" + element.localName + "." + element.getAttribute("class") + style.backgroundColor + style.backgroundImage + style.opacity,
			});
		}
		return looks.get(element);
	};
	const seen = new Map(), chosen = new Set();
	while (walker.nextNode()) {
		const element = walker.currentNode.parentElement;
		if (walker.currentNode.textContent.trim() === "" || chosen.has(element) || !element.checkVisibility()) continue;
		const look = lookOf(element).ground + lookOf(element).type, count = seen.get(look) ?? 0;
		seen.set(look, count + 1);
		if (count < 2) chosen.add(element);
	}
	return [...chosen];
})() }`

// checkAccessibility runs axe-core on the page that is open: every rule, and those of
// colour also in the dark, where nothing else differs. The rules go in through the
// debugger, so that the policy of the pages holds as it is.
func checkAccessibility(t *tab, path string) {
	t.Helper()
	rules, err := os.ReadFile(testTool(t.T, "axe-core", "axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	checkAxe(t, path, string(rules), everything, `{ rules: { "color-contrast": { enabled: false } } }`)
	for _, scheme := range []string{"light", "dark"} {
		t.emulate("", scheme)
		if dark := look[bool](t, `getComputedStyle(document.documentElement).colorScheme === "dark"`); dark != (scheme == "dark") {
			t.Errorf("%s: dark is %v", path, dark)
		}
		checkAxe(t, path+" "+scheme, string(rules), eachColour, colourRules)
	}
	t.emulate("", "light")
}

// checkAxe fails when a part of the page that is open breaks rules.
func checkAxe(t *tab, path, rules, part, options string) {
	t.Helper()
	for _, line := range strings.Split(brokenRules(t, rules, part, options), "\n") {
		if line != "" {
			t.Errorf("%s: %s", path, line)
		}
	}
}

// brokenRules runs the rules on a part of the page that is open, see violations.
func brokenRules(t *tab, rules, part, options string) string {
	t.Helper()
	if !look[bool](t, `"axe" in window`) {
		if _, err := evaluate[*runtime.RemoteObject](t, rules+"; true"); err != nil {
			t.Fatal(err)
		}
	}
	found, err := awaitText(t, "(() => { const context = "+part+", options = "+options+"; return "+violations+" })()")
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// colourRules are the rules of axe-core that look at colours.
const colourRules = `{ runOnly: ["color-contrast", "link-in-text-block"] }`

// TestPaleTextIsFound holds the choice of texts against one that alone is pale among many
// of its kind, and against one on a ground that alone is dark.
func TestPaleTextIsFound(t *testing.T) {
	rules, err := os.ReadFile(testTool(t, "axe-core", "axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	tab := open(t, 1440, 900)
	tab.emulate("", "light")
	tab.visit("/conflicts?lang=zh&look=auto")
	if found := brokenRules(tab, string(rules), eachColour, colourRules); found != "" {
		t.Fatalf("before anything is pale: %s", found)
	}
	for name, value := range map[string]string{"color": "#c8c8c8", "backgroundColor": "#333333"} {
		look[bool](tab, `(document.querySelectorAll("tbody .item-name")[9].style.`+name+` = "`+value+`", true)`)
		if found := brokenRules(tab, string(rules), eachColour, colourRules); !strings.Contains(found, "color-contrast (1)") {
			t.Errorf("%s %s of one name of many is not found: %q", name, value, found)
		}
		look[bool](tab, `(document.querySelectorAll("tbody .item-name")[9].style.`+name+` = "", true)`)
	}
}
