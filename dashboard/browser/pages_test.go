//go:build browser

package browser

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// addresses are all pages; those of single things are found by following the first
// link of their list.
func addresses(t *tab) []string {
	t.Helper()
	first := func(list, prefix string) string {
		t.visit(list)
		link := look[string](t, fmt.Sprintf(`document.querySelector('main a[href^=%q]:not([href$="/new"]):not([href$="/tokens"])')?.getAttribute("href") ?? ""`, prefix))
		if link == "" {
			t.Fatalf("%s has no link to %s…", list, prefix)
		}
		return link
	}
	return []string{
		"/", "/indicators", "/indicators/COAL-OUTPUT", first("/indicators", "/indicators/"),
		"/plans", "/plans/P2022-169", "/roll-up", "/roll-up?by=organisation", "/pipeline", first("/pipeline", "/pipeline/"),
		"/tasks", "/tasks/tree", "/tasks/P2022-167-TASK-001", "/projects", first("/projects", "/projects/"),
		"/pipeline/CHILDCARE-PLACES-PER-1000", "/conflicts", first("/conflicts", "/conflicts/"), "/about", "/policy",
		"/imports", "/runs", first("/runs", "/runs/"), "/schedules", first("/schedules", "/schedules/"), "/schedules/new",
		"/schedules/calendar", "/schedules/calendar?month=2026-02", "/schedules/day",
		"/reports", "/reports/templates",
		"/account", "/accounts", first("/accounts", "/accounts/"), "/accounts/new", "/accounts/tokens", "/account/tokens", "/api", "/audit",
		"/areas", "/areas/150622", "/areas?indicator=COAL-OUTPUT", "/organisations", first("/organisations", "/organisations/"), "/organisations/O-GROUP-BANNERS",
		"/differences?from=2020-01-01", "/locks", "/names?kind=area&name=东胜", first("/indicators/COAL-OUTPUT", "/values?"),
		"/feeds", "/feeds/published-actuals", "/feeds/new", "/feeds/import",
		"/forms", "/forms/new?plan=PB2022-194", "/coverage", "/coverage?frequency=M",
		"/notices", "/notices/recipients", "/notices/recipients/new", "/notices/deliveries",
		"/search", "/search?q=meitan", "/search?q=zzzz", "/wall", "/guide", "/guide?q=a", "/guide?q=zzzz", first("/guide", "/guide/"), "/guide/lights", "/guide/deployment",
	}
}

// TestPages looks at every page on a desk, a laptop's half and a phone, in both languages,
// and in Chinese at 720 pixels: what 1440 are at a zoom of 200 %. A page is visited once for
// the desk and the half; its charts and its accessibility are looked at on the way.
func TestPages(t *testing.T) {
	pages := addresses(open(t, 1440, 900))
	keys := untranslated(t)
	for _, language := range []string{"zh", "en"} {
		t.Run(language+" on a desk", func(t *testing.T) {
			tab := open(t, 1440, 900)
			charts := 0
			for _, path := range pages {
				tab.resize(1440, 900)
				tab.visit(withParameter(path, "lang="+language))
				checkPage(tab, path, language, keys)
				takePicture(tab, path, language, 1440)
				if language == "zh" {
					charts += checkChartTools(tab, path)
					checkAccessibility(tab, path)
				}
				tab.resize(1024, 768)
				checkLayout(tab, path)
				takePicture(tab, path, language, 1024)
			}
			if language == "zh" && charts < 3 {
				t.Errorf("%d charts were looked at", charts)
			}
		})
		t.Run(language+" on a phone", func(t *testing.T) {
			tab := open(t, 390, 844)
			for _, path := range pages {
				tab.visit(withParameter(path, "lang="+language))
				checkPage(tab, path, language, keys)
				takePicture(tab, path, language, 390)
			}
		})
	}
	t.Run("zh at a zoom of 200 %", func(t *testing.T) {
		tab := open(t, 720, 450)
		for _, path := range pages {
			tab.visit(withParameter(path, "lang=zh"))
			checkLayout(tab, path)
			takePicture(tab, path, "zh", 720)
		}
	})
}

func withParameter(path, parameter string) string {
	if strings.Contains(path, "?") {
		return path + "&" + parameter
	}
	return path + "?" + parameter
}

// chrome is what the program itself says on a page, in contrast to names, sources and
// remarks of the data.
const chrome = `nav.menu a, h1, .panel-head h2, th[scope=col], button, legend, label > span, dt, .tile-word, .skip, footer p, .demonstration`

var han = regexp.MustCompile(`\p{Han}+`)

// mastheadLimit is the height in pixels of a bar of one row.
const mastheadLimit = 64

// checkLayout looks at the page that is open: nothing reaches beyond the window, no text
// lies on another, the bar is one row, and nothing went wrong on the way.
func checkLayout(t *tab, path string) {
	t.Helper()
	path = fmt.Sprintf("%s at %d pixels", path, look[int](t, `innerWidth`))
	for _, wrong := range t.complaints() {
		t.Errorf("%s: %s", path, wrong)
	}
	if overflow := look[int](t, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); overflow > 0 {
		t.Errorf("%s scrolls sideways by %d pixels; too wide: %s", path, overflow, look[string](t, widest))
	}
	if height := look[float64](t, `document.querySelector(".masthead")?.getBoundingClientRect().height ?? 0`); height > mastheadLimit {
		t.Errorf("%s: the bar is %v pixels high, want one row", path, height)
	}
	checkOverlaps(t, path)
}

// checkPage looks at the layout and at the words of the page that is open.
func checkPage(t *tab, path, language string, keys *regexp.Regexp) {
	t.Helper()
	checkLayout(t, path)
	if titles := look[[]string](t, `[...document.querySelectorAll("h1")].map((title) => title.innerText.trim())`); len(titles) != 1 || titles[0] == "" {
		t.Errorf("%s has the main headings %q, want one", path, titles)
	}
	if tag := look[string](t, `document.documentElement.lang`); !strings.HasPrefix(tag, language) {
		t.Errorf("%s says that its language is %q, want %s", path, tag, language)
	}
	text := placeholder.ReplaceAllString(t.text()+"\n"+look[string](t, unseen), "")
	if key := keys.FindString(text); key != "" {
		t.Errorf("%s shows the untranslated key %s", path, key)
	}
	if language != "en" {
		return
	}
	texts := look[[]string](t, "[...document.querySelectorAll(`"+chrome+"`)].map((part) => part.innerText.trim())")
	for _, text := range slices.Compact(texts) {
		if found := han.FindString(text); found != "" {
			t.Errorf("%s in English says %q in %q", path, found, text)
		}
	}
}

// placeholder is one of a workbook template, such as {{report.title}}, not a key.
var placeholder = regexp.MustCompile(`\{\{.*?\}\}`)

// unseen is what a page says besides its text: to screen readers, in empty fields, in
// the title of its window.
const unseen = `[document.title, ...[...document.querySelectorAll("[aria-label], [placeholder], [title]")].map((part) =>
	[part.ariaLabel, part.placeholder, part.title].join(" "))].join("\n")`

// widest names the elements that reach beyond the right edge, for the report, but not
// those inside a region that scrolls by itself.
const widest = `(() => {
	const edge = document.documentElement.clientWidth;
	const scrolls = (element) => element && (getComputedStyle(element).overflowX !== "visible" || scrolls(element.parentElement));
	return [...document.body.querySelectorAll("*")].filter((element) => element.getBoundingClientRect().right > edge + 1 && !scrolls(element.parentElement))
		.slice(0, 5).map((element) => element.tagName.toLowerCase() + "." + element.className + " " + (element.innerText ?? "").slice(0, 30)).join(" | ");
})()`

var messageKey = regexp.MustCompile(`(?m)^ *"([a-z_]+)\.[^"]*":`)

// untranslated matches the keys of texts: the words before their first point come from
// the message catalogue itself. Names of files and hosts do not count.
func untranslated(t *testing.T) *regexp.Regexp {
	t.Helper()
	catalogues, err := filepath.Glob("../locale/*.zh.json")
	if err != nil || len(catalogues) == 0 {
		t.Fatalf("no message catalogues: %v", err)
	}
	var first []string
	for _, name := range catalogues {
		content, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, key := range messageKey.FindAllStringSubmatch(string(content), -1) {
			first = append(first, key[1])
		}
	}
	slices.Sort(first)
	return regexp.MustCompile(`\b(?:run_state|` + strings.Join(slices.Compact(first), "|") + `)\.[a-z][a-z_.]*[a-z]\b(?:[^/]|$)`)
}

// tallestPicture is the height in pixels up to which a picture of a whole page is taken.
const tallestPicture = 16_000

// takePicture writes the first screen of a page to the folder ZHIBIAO_SCREENSHOTS, when
// there is one, and the whole page beside it.
func takePicture(t *tab, path, language string, width int64) {
	t.Helper()
	folder := os.Getenv("ZHIBIAO_SCREENSHOTS")
	if folder == "" {
		return
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	path, _, _ = strings.Cut(path, "?")
	name := strings.Trim(strings.ReplaceAll(path, "/", "-"), "-")
	if name == "" {
		name = "overview"
	}
	for ending, take := range map[string]chromedp.Action[[]byte]{"": chromedp.CaptureScreenshot(), "-whole": chromedp.FullScreenshot(100)} {
		if ending != "" && look[int](t, `document.documentElement.scrollHeight`) > tallestPicture {
			continue
		}
		picture, err := chromedp.Run(t.context, take)
		if err != nil {
			t.Fatal(err)
		}
		file := filepath.Join(folder, fmt.Sprintf("%s-%s-%d%s.png", name, language, width, ending))
		if err := os.WriteFile(file, picture, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// TestDemonstrationIsLabelled looks for the banner on the pages of values.
func TestDemonstrationIsLabelled(t *testing.T) {
	tab := open(t, 1440, 900)
	for _, path := range []string{"/", "/indicators", "/indicators/COAL-OUTPUT", "/plans", "/plans/P2022-169", "/roll-up", "/pipeline"} {
		for demonstration, banners := range map[string]int{"1": 1, "0": 0} {
			tab.visit(path + "?lang=zh&demo=" + demonstration)
			shown := look[int](tab, `[...document.querySelectorAll(".demonstration")].filter((banner) => banner.innerText.includes("演示数据") && banner.checkVisibility()).length`)
			if shown != banners {
				t.Errorf("%s with demo=%s shows %d banners, want %d", path, demonstration, shown, banners)
			}
		}
	}
}
