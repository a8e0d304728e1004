//go:build browser

package browser

import (
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

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
	}
	tab.visit("/imports?lang=zh")
	inert("the list of uploads")
	tab.visit("/indicators?lang=zh&demo=0&q=" + url.QueryEscape(image))
	inert("the search")
}
