//go:build browser

package browser

import (
	"strings"
	"testing"
	"time"
)

// TestTabNoticesWhatGoesWrong does on a page what no page may do: the other tests rest
// on the tab taking it down.
func TestTabNoticesWhatGoesWrong(t *testing.T) {
	for name, test := range map[string]struct{ script, want string }{
		"error of a script":   {`setTimeout(() => { throw new Error("broken") })`, "broken"},
		"console":             {`console.error("complaint")`, "complaint"},
		"script in the page":  {`document.body.append(Object.assign(document.createElement("script"), {textContent: "1"}))`, "Content Security Policy"},
		"style in the page":   {`document.body.setAttribute("style", "color: red")`, "Content Security Policy"},
		"picture from abroad": {`document.body.append(Object.assign(new Image(), {src: "http://127.0.0.1:9/x.png"}))`, "Content Security Policy"},
		"missing file":        {`document.body.append(Object.assign(new Image(), {src: "/assets/nothing.png"}))`, "404"},
	} {
		t.Run(name, func(t *testing.T) {
			tab := open(t, 1024, 768)
			tab.visit("/about")
			look[string](tab, `(() => { `+test.script+`; return "" })()`)
			for range 100 {
				if wrong := strings.Join(tab.complaints(), "\n"); strings.Contains(wrong, test.want) {
					return
				}
				time.Sleep(50 * time.Millisecond)
			}
			t.Error("nobody notices")
		})
	}
}
