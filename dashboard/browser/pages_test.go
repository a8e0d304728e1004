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
		link := look[string](t, fmt.Sprintf(`document.querySelector('main a[href^=%q]:not([href$="/new"], [href$="/templates"], [href$="/tokens"], [href$=".xlsx"])')?.getAttribute("href") ?? ""`, prefix))
		if link == "" {
			t.Fatalf("%s has no link to %s…", list, prefix)
		}
		return link
	}
	prepare(t)
	return []string{
		"/", "/indicators", "/indicators/COAL-OUTPUT", first("/indicators", "/indicators/"),
		"/plans", "/plans/P2022-169", "/roll-up", "/roll-up?by=organisation", "/pipeline", first("/pipeline", "/pipeline/"),
		"/tasks", "/tasks/tree", "/tasks/P2022-167-TASK-001", "/projects", first("/projects", "/projects/"),
		"/pipeline/CHILDCARE-PLACES-PER-1000", "/conflicts", first("/conflicts", "/conflicts/"), "/about",
		"/policy", first("/indicators/COAL-OUTPUT", "/policy/targets/"), "/checks", first("/checks", "/checks/"),
		"/imports", "/runs", first("/runs", "/runs/"), "/schedules", first("/schedules", "/schedules/"), "/schedules/new",
		"/schedules/calendar", "/schedules/calendar?month=2026-02", "/schedules/day",
		"/reports", first("/reports", "/reports/"), "/reports/templates", first("/reports/templates", "/reports/templates/"),
		"/account", "/account/tokens", "/accounts", "/accounts/demo-leader", "/accounts/new", "/accounts/tokens", "/api", "/audit",
		"/areas", "/areas/150622", "/areas?indicator=COAL-OUTPUT", "/organisations", first("/organisations", "/organisations/"), "/organisations/O-GROUP-BANNERS",
		"/differences?from=2020-01-01", "/locks", "/names?kind=area&name=东胜", first("/indicators/COAL-OUTPUT", "/values?"), first("/plans/P2022-169", "/targets/"),
		"/values?indicator=COAL-OUTPUT&period=2025-08&frequency=YTD&scenario=DEMO",
		"/feeds", "/feeds/published-actuals", "/feeds/new", "/feeds/import",
		"/forms", "/forms/new", "/forms/new?plan=PB2022-194", "/forms/new?blank=1", "/forms/new?find=mt", first("/forms/new", "/forms/new?from=F"),
		first("/forms", "/forms/F") + "?find=mt", first(first("/forms/new", "/forms/new?from=F"), "/forms/F"), "/coverage", "/coverage?frequency=M",
		"/notices", "/notices/recipients", "/notices/recipients/new", "/notices/deliveries",
		"/search", "/search?q=meitan", "/search?q=zzzz", "/wall", "/guide", "/guide?q=a", "/guide?q=zzzz", first("/guide", "/guide/"), "/guide/lights", "/guide/deployment",
		"/?demo=0", "/indicators/COAL-OUTPUT?demo=0", "/roll-up?demo=0", "/areas?demo=0", "/areas/150622?demo=0", "/areas?indicator=COAL-OUTPUT&demo=0", "/organisations?demo=0", "/wall?demo=0",
		"/indicators?q=zzzz", "/?as_of=2019-01-01",
	}
}

// prepare makes what the program has only after somebody has worked with it: a report
// with a number, a template, a form that is out and one that is a draft.
func prepare(t *tab) {
	t.Helper()
	t.visit("/reports/templates?lang=zh")
	said, err := awaitText(t, `(async () => {
		const report = await fetch("/plans/P2022-149.xlsx?lang=zh");
		const example = await (await fetch("/reports/templates/example.xlsx")).blob();
		const form = document.querySelector('form[action="/reports/templates"]');
		const data = new FormData(form);
		data.set("name", "Monthly");
		data.set("file", new File([example], "月报.xlsx"));
		const saved = await fetch(form.action, { method: "POST", body: data });
		return report.status + " " + saved.status;
	})()`)
	if err != nil || said != "200 200" {
		t.Fatalf("a report and a template: %s, %v", said, err)
	}
	t.visit("/forms/new?plan=PB2022-194&lang=en")
	said, err = awaitText(t, `(async () => {
		const form = document.querySelector('form[action="/forms"]');
		const made = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
		const token = new URLSearchParams({ _csrf: form.elements["_csrf"].value });
		const issued = await fetch(made.url.split("/edit")[0] + "/issue", { method: "POST", body: token });
		const draft = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
		return made.status + " " + issued.status + " " + draft.status;
	})()`)
	if err != nil || said != "200 200 200" {
		t.Fatalf("a form and a draft: %s, %v", said, err)
	}
}

// TestErrorPages looks at the pages that say what does not work, and at their way out.
func TestErrorPages(t *testing.T) {
	keys := untranslated(t)
	for _, language := range []string{"zh", "en"} {
		for _, width := range []int64{1440, 390} {
			tab := open(t, width, 844)
			for path, status := range map[string]int64{"/nothing": 404, "/indicators/NOPE": 404, "/?as_of=2026-13-99": 400, "/runs/nope": 404, "/reports/nope": 404,
				"/account/password": 409} { // the account of the tests has no password
				answer, err := chromedp.RunResponse(tab.context, chromedp.Navigate(address+withParameter(path, "lang="+language)))
				if err != nil || answer.Status != status {
					t.Errorf("%s answers %v, %v, want %d", path, answer, err, status)
					continue
				}
				tab.complaints() // the browser notes the status
				checkPage(tab, path, language, keys)
				if !look[bool](tab, `!!document.querySelector("main a[href]")`) {
					t.Errorf("%s shows no way out", path)
				}
			}
		}
	}
}

// TestPages looks at every page on a desk, a laptop's half and a phone, in both languages,
// and in Chinese at 720 pixels: what 1440 are at a zoom of 200 %. A page is visited once for
// the desk, the half and the sheet of paper; its charts and its accessibility are looked at
// on the way. Each pass has a tab of its own; as many run at once as there are processors.
func TestPages(t *testing.T) {
	first := open(t, 1440, 900)
	first.visit("/?look=auto") // whatever look another test has chosen
	pages := addresses(first)
	keys := untranslated(t)
	for _, language := range []string{"zh", "en"} {
		t.Run(language+" on a desk", func(t *testing.T) {
			t.Parallel()
			checkOnADesk(open(t, 1440, 900), pages, language, keys)
		})
		t.Run(language+" on a phone", func(t *testing.T) {
			t.Parallel()
			checkOnAPhone(open(t, 390, 844), pages, language, keys)
		})
	}
}

func checkOnADesk(t *tab, pages []string, language string, keys *regexp.Regexp) {
	t.Helper()
	charts := 0
	for _, path := range pages {
		t.resize(1440, 900)
		t.visit(withParameter(path, "lang="+language))
		checkPage(t, path, language, keys)
		takePicture(t, path, language, 1440)
		if language == "zh" {
			charts += checkChartTools(t, path)
			checkAccessibility(t, path)
		}
		t.resize(1024, 768)
		checkLayout(t, path)
		takePicture(t, path, language, 1024)
		checkSheet(t, path)
	}
	if language == "zh" && charts < 3 {
		t.Errorf("%d charts were looked at", charts)
	}
}

func checkOnAPhone(t *tab, pages []string, language string, keys *regexp.Regexp) {
	t.Helper()
	for _, path := range pages {
		t.resize(390, 844)
		t.visit(withParameter(path, "lang="+language))
		checkPage(t, path, language, keys)
		if height := look[int](t, `document.documentElement.scrollHeight`); height > tallestOnAPhone {
			t.Errorf("%s is %d pixels high on a phone, at most %d: fold it", path, height, tallestOnAPhone)
		}
		takePicture(t, path, language, 390)
		if language == "zh" {
			t.resize(720, 450)
			checkLayout(t, path)
			takePicture(t, path, language, 720)
		}
	}
}

// tallestOnAPhone is how high a page may be on a telephone, about thirty screens. The table
// of a plan, which has an index, is as high as that.
const tallestOnAPhone = 29_000

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
		// A term of Chinese practice may stand in brackets behind its translation.
		if found := han.FindString(bracketed.ReplaceAllString(text, "")); found != "" {
			t.Errorf("%s in English says %q in %q", path, found, text)
		}
	}
}

var bracketed = regexp.MustCompile(`\([^)]*\)`)

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
