//go:build browser

package browser

import (
	"os"
	"strings"

	"github.com/chromedp/cdproto/runtime"
)

// violations runs every rule of axe-core on the page that is open and names what is
// broken, one line for each rule with the first places. Of a long table or list it looks at
// the first twenty entries: those after them are made by the same lines of a template.
const violations = `axe.run({ exclude: ["tbody > tr:nth-of-type(n+21)", "main li:nth-of-type(n+21)"] }, { resultTypes: ["violations"], ...options }).then(({ violations }) => violations.map((rule) =>
	rule.id + " (" + rule.nodes.length + "): " + rule.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)
		+ " — " + (node.failureSummary ?? "").split("\n").slice(1).join(" ").slice(0, 200)).join(" · ")).join("\n"))`

// ruleSets are the rules to hold a page against: in the dark only colours differ.
var ruleSets = map[string]string{"light": `{}`, "dark": `{ runOnly: ["color-contrast", "link-in-text-block"] }`}

// checkAccessibility runs axe-core on the page that is open, light and dark. The rules go
// in through the debugger, so that the policy of the pages holds as it is.
func checkAccessibility(t *tab, path string) {
	t.Helper()
	rules, err := os.ReadFile(testTool(t.T, "axe-core", "axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	for _, scheme := range []string{"light", "dark"} {
		t.emulate("", scheme)
		if dark := look[bool](t, `getComputedStyle(document.documentElement).colorScheme === "dark"`); dark != (scheme == "dark") {
			t.Errorf("%s: dark is %v", path, dark)
		}
		checkAxe(t, path+" "+scheme, string(rules), ruleSets[scheme])
	}
	t.emulate("", "light")
}

// checkAxe runs the rules on the page that is open.
func checkAxe(t *tab, path, rules, options string) {
	t.Helper()
	if !look[bool](t, `"axe" in window`) {
		if _, err := evaluate[*runtime.RemoteObject](t, rules+"; true"); err != nil {
			t.Fatal(err)
		}
	}
	found, err := awaitText(t, "(() => { const options = "+options+"; return "+violations+" })()")
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.Split(found, "\n") {
		if line != "" {
			t.Errorf("%s: %s", path, line)
		}
	}
}
