package dashboard_test

import (
	"html"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"zhibiao/dashboard"
	"zhibiao/dashboard/dashboardtest"
)

// tracedSite is a dashboard whose values and targets have pages of their own.
func tracedSite(t *testing.T) *site {
	return newSite(t, func(dependencies *dashboard.Dependencies) {
		store := dashboardtest.NewExplained()
		dependencies.Store, dependencies.Changes, dependencies.Reporting = store, store, store
		dependencies.Revisions = &dashboardtest.Revisions{Ledger: store, Now: dashboardtest.Now}
		dependencies.Demonstration = true
	})
}

var (
	publishedFigure = regexp.MustCompile(`<(a|span) class="figure[^"]*"([^>]*) data-published>([^<]*)</`)
	figureAddress   = regexp.MustCompile(`href="([^"]*)"`)
	shownFigure     = regexp.MustCompile(`<strong class="figure large[^"]*">([^<]*)</strong>`)
	shownVersion    = regexp.MustCompile(`<span class="figure[^"]*">([^<]*)</span>`)
	firstNumber     = regexp.MustCompile(`[0-9][0-9,]*(\.[0-9]+)?`)
	baseOfTarget    = regexp.MustCompile(`<dt>基期</dt><dd>([^ ]+) `)
)

// Every published number of every page with numbers leads straight to the page of the
// value or of the target, and that page shows the very number. The wall screen alone leads
// nowhere.
func TestEveryPublishedFigureLeadsToItsOrigin(t *testing.T) {
	site := tracedSite(t)
	asked := map[string]answer{}
	for _, page := range []string{
		"/?demo=0", "/?demo=0&as_of=2023-03-31", "/?demo=1", "/indicators?demo=0", "/indicators?demo=1", "/plans/PB2022-194?demo=0", "/plans/P2022-168?demo=0",
		"/indicators/CHILDCARE-PLACES-PER-1000?demo=0", "/indicators/NEW-ENERGY-CAPACITY?demo=0", "/indicators/HYDROGEN-OUTPUT?demo=0", "/indicators/HYDROGEN-OUTPUT?demo=1",
		"/indicators/CURTAILMENT?demo=0", "/indicators/TRADE-RANK?demo=0", "/indicators/HOSTILE?demo=0&target=P2022-168-T007",
		"/areas/150602?demo=0", "/areas?indicator=CHILDCARE-PLACES-PER-1000&demo=0", "/organisations/O-HEALTH?demo=0", "/organisations/O-ENERGY?demo=0",
		"/pipeline?demo=0", "/pipeline/NEW-ENERGY-CAPACITY?demo=0", "/conflicts/CF-168-1?demo=0",
	} {
		found := publishedFigure.FindAllStringSubmatch(site.get(page, http.StatusOK).body, -1)
		if len(found) == 0 {
			t.Errorf("%s has no published number", page)
		}
		for _, figure := range found {
			address := figureAddress.FindStringSubmatch(figure[2])
			if figure[1] != "a" || address == nil || !strings.HasPrefix(address[1], "/values?") && !strings.HasPrefix(address[1], "/targets/") {
				t.Errorf("%s: %q leads nowhere", page, figure[3])
				continue
			}
			link := html.UnescapeString(address[1])
			if _, known := asked[link]; !known {
				asked[link] = site.get(link, http.StatusOK)
			}
			if said := html.UnescapeString(figure[3]); !names(asked[link].body, said) {
				t.Errorf("%s: %s does not show %q", page, link, said)
			}
		}
	}
	for _, figure := range publishedFigure.FindAllStringSubmatch(site.get("/wall?demo=0", http.StatusOK).body, -1) {
		if figure[1] != "span" {
			t.Errorf("on the wall screen %q leads away", figure[3])
		}
	}
}

// names tells whether the page of a value or a target shows the number of a text: as what
// it is about, as one of its versions, or as the base of the target. Sentences leave out
// zeros behind the point. What was taken back shows no number.
func names(page, text string) bool {
	shown := shownFigure.FindAllStringSubmatch(page, -1)
	if len(shown) == 0 {
		return strings.Contains(text, "撤回")
	}
	for _, found := range append(append(shown, shownVersion.FindAllStringSubmatch(page, -1)...), baseOfTarget.FindAllStringSubmatch(page, -1)...) {
		if said := html.UnescapeString(found[1]); strings.Contains(text, said) || numberIn(said) != "" && numberIn(said) == numberIn(text) {
			return true
		}
	}
	return false
}

// numberIn is the first number of a text, without commas and without zeros at its end.
func numberIn(text string) string {
	number, err := decimal.NewFromString(strings.ReplaceAll(firstNumber.FindString(text), ",", ""))
	if err != nil {
		return ""
	}
	return number.String()
}

// The links keep the day, the area, the dimension and the kind of period; what a page
// assumes anyway stands in none.
func TestLinksOfFiguresAreExact(t *testing.T) {
	site := tracedSite(t)
	site.has(site.get("/indicators/CHILDCARE-PLACES-PER-1000?demo=0&as_of=2023-03-31", http.StatusOK),
		`href="/values?as_of=2023-03-31&amp;demo=0&amp;indicator=CHILDCARE-PLACES-PER-1000&amp;period=2022"`)
	site.has(site.get("/areas/150602?demo=0", http.StatusOK), `href="/values?area=150602&amp;demo=0&amp;indicator=CHILDCARE-PLACES-PER-1000&amp;period=2022"`)
	site.has(site.get("/indicators/HYDROGEN-OUTPUT", http.StatusOK), `indicator=HYDROGEN-OUTPUT&amp;period=2023-06&amp;scenario=DEMO"`,
		`frequency=YTD&amp;indicator=HYDROGEN-OUTPUT&amp;period=2023-06&amp;scenario=DEMO"`)
}

// 0.1 + 0.2 + 0.3 = 0.6 from January to March, which nobody publishes; the page names the
// months that it follows from, each with its own page.
func TestPageOfASumNamesItsParts(t *testing.T) {
	site := tracedSite(t)
	page := site.get("/values?indicator=HYDROGEN-OUTPUT&period=2023-03&frequency=YTD&scenario=DEMO", http.StatusOK)
	site.has(page, `<strong class="figure large">0.6</strong>`, "由分期数据得出", "2023年1月", "2023年2月", "2023年3月",
		`href="/values?indicator=HYDROGEN-OUTPUT&amp;period=2023-01&amp;scenario=DEMO"`)
	site.lacks(page, "2023年4月", "历次版本")
	site.has(page, `href="/indicators/HYDROGEN-OUTPUT?demo=0">改看真实数据`) // the page is about a generated value alone
	month := site.get("/values?indicator=HYDROGEN-OUTPUT&period=2023-03&scenario=DEMO", http.StatusOK)
	site.has(month, `<strong class="figure large">0.3</strong>`, "第 2 行")
	// 1700 ÷ 1000 + 5.0 = 6.7 by the formula; of 2022 the capacity counts whatever the year.
	derived := site.get("/values?indicator=CURTAILMENT&period=2021&demo=0", http.StatusOK)
	site.has(derived, `<strong class="figure large">6.7</strong>`, "装机 ÷ 1000 &#43; 绿氢产量", `period=2022"`, `indicator=HYDROGEN-OUTPUT&amp;period=2021"`)
}

// What nobody published is not there, and the page says so with ways out; on a past day
// one of them leads to today.
func TestPageOfNoValue(t *testing.T) {
	site := tracedSite(t)
	page := site.get("/values?indicator=CHILDCARE-PLACES-PER-1000&period=2019&demo=0", http.StatusNotFound)
	site.has(page, "没有可以看到的数值", "还没有发布过这个数值", `href="/indicators/CHILDCARE-PLACES-PER-1000?area=150600&amp;demo=0"`)
	site.lacks(page, "按今天查看")
	past := site.get("/values?indicator=CHILDCARE-PLACES-PER-1000&period=2022&demo=0&as_of=2022-12-15", http.StatusNotFound)
	site.has(past, "按今天查看", `href="/values?demo=0&amp;indicator=CHILDCARE-PLACES-PER-1000&amp;period=2022"`)
	site.has(site.get("/targets/NOPE", http.StatusNotFound), "没有代码为“NOPE”的目标")
}

// The page names the page that the reader came from, never another host's, itself, or what
// is no page of the menu.
func TestWayBack(t *testing.T) {
	site := tracedSite(t)
	const value = "/values?demo=0&indicator=CHILDCARE-PLACES-PER-1000&period=2022"
	for from, want := range map[string]string{
		"http://example.com/?as_of=2023-03-31":          `<a href="/?as_of=2023-03-31">← 返回“总览”</a>`,
		"http://example.com/indicators?page=2":          `<a href="/indicators?page=2">← 返回“指标”</a>`,
		"http://example.com/areas/150602":               `<a href="/areas/150602">← 返回“区域”</a>`,
		"http://example.com/targets/P2022-168-T001":     `<a href="/targets/P2022-168-T001">← 返回“上一页”</a>`,
		"http://example.com" + value + "&lang=en":       "",
		"http://elsewhere.example/":                     "",
		"http://example.com//elsewhere.example/areas/x": "",
		"http://example.com/sign-in":                    "",
		"":                                              "",
	} {
		request := httpGet(value)
		request.Header.Set("Referer", from)
		got := site.send(request)
		if want != "" {
			site.has(got, want)
		} else {
			site.lacks(got, "came-from")
		}
	}
}

// Programs get the same addresses, with the place that the value was read from.
func TestValuesForProgramsNameTheirPage(t *testing.T) {
	site := newSite(t, func(dependencies *dashboard.Dependencies) {
		store := dashboardtest.New()
		dependencies.Store, dependencies.Values = store, store
		dependencies.Revisions = &dashboardtest.Revisions{Ledger: store, Now: dashboardtest.Now}
	})
	const link = `"lineage":"/values?area=150602\u0026as_of=2023-07-01\u0026indicator=CHILDCARE-PLACES-PER-1000\u0026period=2022"`
	site.has(site.get("/api/v1/observations?indicator=CHILDCARE-PLACES-PER-1000&area=150602&as_of=2023-07-01", http.StatusOK), link, `"file":"actuals.csv"`, `"row":2`)
	site.has(site.get("/api/v1/indicators/CHILDCARE-PLACES-PER-1000", http.StatusOK), `"lineage":"/values?indicator=CHILDCARE-PLACES-PER-1000\u0026period=2022"`)
}
