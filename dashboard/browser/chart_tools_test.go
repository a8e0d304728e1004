//go:build browser

package browser

import (
	"encoding/xml"
	"errors"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/chromedp"
)

// checkChartTools looks for the tools and the table of every chart of the page that is
// open, and returns how many charts there are.
func checkChartTools(t *tab, path string) int {
	t.Helper()
	t.waitFor(`document.querySelectorAll(".chart-tools").length === document.querySelectorAll("[data-chart], [data-drawing]").length`)
	charts := look[[]int](t, `[...document.querySelectorAll("[data-chart], [data-drawing]")].map((chart) => chart.nextElementSibling.querySelectorAll("button").length)`)
	for _, tools := range charts {
		if tools != 4 {
			t.Errorf("%s: a chart has %d tools, want table, PNG, SVG and link", path, tools)
		}
	}
	return len(charts)
}

// TestChartAsTableAndLink copies both. Document 169 asks for 105,000 万吨 in 2030.
func TestChartAsTableAndLink(t *testing.T) {
	tab := open(t, 1440, 900)
	tab.visit("/indicators/COAL-OUTPUT?lang=zh&demo=0&as_of=2026-06-30")
	look[bool](tab, `(navigator.clipboard.writeText = (text) => { window.copied = text; return Promise.resolve(); }, true)`)
	tab.do(chromedp.Click(chromedp.CSS(`.chart-tools [data-tool=table]`)))
	tab.waitFor(`!!window.copied`)
	lines := strings.Split(strings.TrimSpace(look[string](tab, `window.copied`)), "\n")
	if len(lines) < 3 || !strings.HasPrefix(lines[0], "时期\t") {
		t.Fatalf("the table begins with %q", lines[0])
	}
	found := false
	for _, line := range lines {
		if columns := strings.Count(line, "\t"); columns != strings.Count(lines[0], "\t") {
			t.Errorf("%q has %d tabs", line, columns)
		}
		found = found || strings.HasPrefix(line, "2030") && strings.Contains(line, "\t105000\t")
	}
	if !found {
		t.Errorf("the target of 2030 is not in the table as a number: %q", lines)
	}
	tab.do(chromedp.Click(chromedp.CSS(`.chart-tools [data-tool=link]`)))
	tab.waitFor(`window.copied.startsWith("http")`)
	link := look[string](tab, `window.copied`)
	if !strings.HasPrefix(link, address+"/indicators/COAL-OUTPUT?") || !strings.Contains(link, "as_of=2026-06-30") || strings.Contains(link, "lang=") {
		t.Errorf("the link is %s", link)
	}
}

// openToSave opens a page in the dark look; what it saves goes to the folder.
func openToSave(t *testing.T, path string) (saving *tab, folder string) {
	t.Helper()
	folder, saving = t.TempDir(), open(t, 1440, 900)
	saving.emulate("", "dark")
	saving.visit(path)
	if _, err := chromedp.CallBrowser(saving.context, browser.SetDownloadBehavior,
		browser.SetDownloadBehaviorParams{Behavior: browser.SetDownloadBehaviorBehaviorAllow, DownloadPath: folder}); err != nil {
		t.Fatal(err)
	}
	return saving, folder
}

// TestChartAsPicture downloads both forms and reads them: the SVG is well-formed, has
// title, unit, day and source inside, and no colour that only the page knows; the PNG is
// twice as large as the SVG.
func TestChartAsPicture(t *testing.T) {
	tab, folder := openToSave(t, "/indicators/COAL-OUTPUT?lang=zh&demo=0&as_of=2026-06-30")
	take := func(kind string) string {
		tab.do(chromedp.Click(chromedp.CSS(`.chart-tools [data-tool=` + kind + `]`)))
		path := filepath.Join(folder, "煤炭产量-逐年进展-2026-06-30."+kind)
		for range 200 {
			if info, err := os.Stat(path); err == nil && info.Size() > 0 {
				return path
			}
			time.Sleep(50 * time.Millisecond)
		}
		names, _ := filepath.Glob(filepath.Join(folder, "*"))
		t.Fatalf("no %s was downloaded, but %v", kind, names)
		return ""
	}
	text, err := os.ReadFile(take("svg"))
	if err != nil {
		t.Fatal(err)
	}
	checkDrawing(t, string(text))
	for _, wanted := range []string{"煤炭产量 · 逐年进展", "单位：万吨", "截至 2026年6月30日", "来源：鄂府发〔2022〕169号", "#ffffff", "#17324d"} {
		if !strings.Contains(string(text), wanted) {
			t.Errorf("the picture does not hold %q", wanted)
		}
	}
	file, err := os.Open(take("png"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	picture, err := png.DecodeConfig(file)
	if err != nil {
		t.Fatal(err)
	}
	if width := look[int](tab, `2 * (document.querySelector(".chart").clientWidth + 32)`); picture.Width != width {
		t.Errorf("the PNG is %d pixels wide, want %d", picture.Width, width)
	}
	for _, wrong := range tab.complaints() {
		t.Error(wrong)
	}
}

// TestDrawingAsPicture downloads the small charts and the ranking of the banners, which the
// server draws: every banner with its figure stands in the picture, in the colours of paper.
// The table leaves out the bars, whose numbers stand beside them.
func TestDrawingAsPicture(t *testing.T) {
	tab, folder := openToSave(t, "/areas?indicator=COAL-OUTPUT&lang=zh&demo=1")
	for section, wanted := range map[string][]string{
		"ranking":   {"煤炭产量：旗区比较", "排名", "单位：万吨", "演示数据", "准格尔旗", "康巴什区", "#ffffff"},
		"multiples": {"历年走势", "单位：万吨", "准格尔旗", "康巴什区"},
	} {
		tab.waitFor(`!!document.querySelector("[aria-labelledby=` + section + `] .chart-tools")`)
		tab.do(chromedp.Click(chromedp.CSS(`[aria-labelledby=` + section + `] [data-tool=svg]`)))
		tab.waitFor(`document.querySelector("[aria-labelledby=` + section + `] [role=status]").textContent !== ""`)
		if said := look[string](tab, `document.querySelector("[aria-labelledby=`+section+`] [role=status]").textContent`); strings.Contains(said, "没") {
			t.Errorf("%s: %s", section, said)
		}
		names, _ := filepath.Glob(filepath.Join(folder, "*.svg"))
		for range 100 {
			if len(names) == 1 {
				break
			}
			time.Sleep(50 * time.Millisecond)
			names, _ = filepath.Glob(filepath.Join(folder, "*.svg"))
		}
		if len(names) != 1 {
			t.Fatalf("%s: %d pictures", section, len(names))
		}
		text, err := os.ReadFile(names[0])
		if err != nil {
			t.Fatal(err)
		}
		checkDrawing(t, string(text))
		for _, word := range wanted {
			if !strings.Contains(string(text), word) {
				t.Errorf("the picture of the %s does not hold %q", section, word)
			}
		}
		if err := os.Remove(names[0]); err != nil {
			t.Fatal(err)
		}
	}
	look[bool](tab, `(navigator.clipboard.writeText = (text) => { window.copied = text; return Promise.resolve(); }, true)`)
	tab.do(chromedp.Click(chromedp.CSS(`[aria-labelledby=ranking] [data-tool=table]`)))
	tab.waitFor(`!!window.copied`)
	if first, _, _ := strings.Cut(look[string](tab, `window.copied`), "\n"); first != "名次\t区域\t数值\t比上年同期\t占全市\t目标" {
		t.Errorf("the table begins with %q", first)
	}
	for _, wrong := range tab.complaints() {
		t.Error(wrong)
	}
}

// checkDrawing reads an SVG file as a strict reader does: well-formed, without script,
// handlers, addresses or colours that are names of the page.
func checkDrawing(t *testing.T, text string) {
	t.Helper()
	decoder := xml.NewDecoder(strings.NewReader(text))
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("the picture is not well-formed: %v", err)
		}
		start, is := token.(xml.StartElement)
		if !is {
			continue
		}
		switch start.Name.Local {
		case "script", "foreignObject", "iframe", "image", "a":
			t.Errorf("the picture has a %s", start.Name.Local)
		}
		for _, attribute := range start.Attr {
			if strings.HasPrefix(attribute.Name.Local, "on") || strings.Contains(attribute.Value, "var(") || strings.Contains(attribute.Value, "javascript:") {
				t.Errorf("the picture has %s=%q", attribute.Name.Local, attribute.Value)
			}
		}
	}
}
