//go:build browser

package browser

import (
	"encoding/json"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// savedPicture presses the button for SVG and returns the text of the file that it makes,
// or of the drawing where the page has none.
const savedPicture = `(() => {
	const button = document.querySelector("[data-tool=svg]");
	if (!button) return "";
	return new Promise((resolve) => {
		const make = URL.createObjectURL;
		URL.createObjectURL = (file) => { file.text().then(resolve); URL.createObjectURL = make; return make.call(URL, file); };
		button.click();
	});
})()`

// typeQuery types into the search field and waits for the answer to it.
func typeQuery(t *tab, query string) {
	t.Helper()
	text, err := json.Marshal(query)
	if err != nil {
		t.Fatal(err)
	}
	look[bool](t, `(() => {
		const field = document.querySelector("#search"), fetched = window.fetch;
		window.answered = false;
		window.fetch = (...asked) => fetched(...asked).finally(() => setTimeout(() => { window.answered = true; }, 100));
		field.focus();
		field.value = `+string(text)+`;
		return field.dispatchEvent(new Event("input"));
	})()`)
	t.waitFor(`window.answered`)
}

// TestHostileTextStaysText imports texts that would run as script if any page, chart or
// tooltip took them for anything else than text.
func TestHostileTextStaysText(t *testing.T) {
	const (
		tag    = `</script><script>window.hurt=1</script>`
		marker = `__f__(window.hurt=1)__f__`
		image  = `<img src=x onerror=window.hurt=1>`
	)
	path := filepath.Join(t.TempDir(), "<img src=x onerror=window.hurt=1>.csv")
	quoted := func(text string) string { return `"` + strings.ReplaceAll(text, `"`, `""`) + `"` }
	content := "指标,维度,时期,数值,来源,备注\n" +
		"煤炭产量," + quoted(tag) + ",2022,1," + quoted(marker) + "," + quoted(tag) + "\n" +
		"煤炭产量," + quoted(tag) + ",2023,2," + quoted(image) + "," + quoted(marker) + "\n" +
		"煤炭产量," + quoted(marker) + ",2023,3," + quoted(tag) + "," + quoted(image) + "\n" +
		quoted(image) + ",,2023,3,,\n"
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	tab := open(t, 1440, 900)
	inert := func(place string) {
		t.Helper()
		if look[bool](tab, `"hurt" in window`) {
			t.Errorf("%s runs a script out of the data", place)
		}
		for _, wrong := range tab.complaints() {
			t.Errorf("%s: %s", place, wrong)
		}
	}
	upload(tab, "published-actuals", path)
	inert("the dry run")
	tab.click(`form[action$="/import"] button`)
	tab.waitFor(`!!document.querySelector('main a.button[href^="/runs/"]')`)
	inert("the import")
	tab.click(`main a.button[href^="/runs/"]`)
	inert("the run")
	if !strings.Contains(tab.text(), tag) {
		t.Error("the run does not show the text as it is")
	}
	for _, dimension := range []string{tag, marker} {
		tab.visit("/indicators/COAL-OUTPUT?lang=zh&demo=0&dimension=" + url.QueryEscape(dimension))
		if !strings.Contains(tab.text(), dimension) {
			t.Errorf("the page of the indicator does not show %q as it is", dimension)
		}
		inert("the page of the indicator")
		if text, err := awaitText(tab, savedPicture); err != nil || text == "" {
			t.Errorf("the chart of %q gives no picture: %v", dimension, err)
		} else {
			checkDrawing(t, text)
		}
		inert("the picture of the chart")
	}
	tab.visit("/imports?lang=zh")
	inert("the list of uploads")
	tab.visit("/indicators?lang=zh&demo=0&q=" + url.QueryEscape(image))
	inert("the search")
	for _, query := range []string{image, tag, marker} {
		tab.visit("/search?lang=zh&q=" + url.QueryEscape(query))
		inert("the page of results")
		typeQuery(tab, query)
		inert("the suggestions")
	}
	tab.visit("/wall?demo=0")
	inert("the wall screen")
}
