//go:build browser

package browser

import "testing"

// TestAButtonPressedTwiceCountsOnce: a form that changes something is sent once, however
// quickly its button is pressed again; a search may be sent as often as somebody likes.
func TestAButtonPressedTwiceCountsOnce(t *testing.T) {
	tab := open(t, 1440, 900)
	tab.visit("/schedules?lang=zh")
	for method, want := range map[string]string{"post": "false,true", "get": "false,false"} {
		held := look[string](tab, `(() => {
			const held = [];
			const listen = (event) => { held.push(event.defaultPrevented); event.preventDefault(); };
			addEventListener("submit", listen);
			const form = document.createElement("form");
			form.method = "`+method+`";
			document.body.append(form);
			form.requestSubmit();
			form.requestSubmit();
			form.remove();
			removeEventListener("submit", listen);
			return held.join();
		})()`)
		if held != want {
			t.Errorf("%s: held back %s, want %s", method, held, want)
		}
	}
}
