package dashboard_test

import (
	"html"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"zhibiao/dashboard/dashboardtest"
)

// leaderPages lists a page of every kind.
func leaderPages() []string {
	return []string{
		"/", "/indicators", "/indicators?sort=status", "/indicators?sort=deadline", "/indicators?sort=name",
		"/indicators/CHILDCARE-PLACES-PER-1000", "/indicators/HYDROGEN-OUTPUT", "/indicators/NEW-ENERGY-CAPACITY",
		"/indicators/TRADE-RANK", "/indicators/PARK-BUILT", "/indicators/CURTAILMENT", "/indicators/HOSTILE",
		"/plans", "/plans/PB2022-194", "/plans/P2022-168", "/plans/P2022-151",
		"/conflicts", "/conflicts/CF-168-1", "/about", "/policy",
		"/roll-up", "/roll-up?by=plan", "/roll-up?by=organisation", "/roll-up?by=responsible", "/roll-up?by=area&status=behind",
		"/pipeline", "/pipeline?verdict=short", "/pipeline/NEW-ENERGY-CAPACITY", "/tasks", "/tasks/tree", "/tasks/T-1", "/projects", "/projects/J-1",
		"/?since=2023-01-31", "/?deadline=passed", "/areas", "/areas?theme=ENERGY", "/areas/150602", "/areas/150600-EACH",
		"/areas?indicator=CHILDCARE-PLACES-PER-1000", "/areas?indicator=HOSTILE",
		"/organisations", "/organisations?q=%3Cb%3E", "/organisations/O-HEALTH", "/organisations/O-ENERGY",
		"/search", "/search?q=tuoyu", "/search?q=nothing-like-it", "/wall", "/wall?pages=due",
	}
}

var (
	tag = regexp.MustCompile(`(?s)<script[^>]*>.*?</script>|<[^>]*>`)
	// rawKey is what a text looks like that the files of texts do not have.
	rawKey = regexp.MustCompile(`\b(?:nav|filter|overview|column|status|assess|period|unit|kind|direction|scenario|plan|conflict|about|series|chart|value|target|rate|error|frame|policy|vintage|explanation|outlook|history|turn|group|derivation|methods|landing|areas?|organisations?|since|places)\.[a-z_]+[a-z_.]*`)
	// blank is a placeholder that nobody filled.
	blank    = regexp.MustCompile(`\{[a-z_]+\}`)
	external = regexp.MustCompile(`(?:src|action|<link[^>]* href)\s*=\s*["']?(?:https?:)?//`)
	inline   = regexp.MustCompile(`<[^>]+\s(?:style|on[a-z]+)\s*=`)
)

func TestPagesInBothLanguages(t *testing.T) {
	site := newSite(t, offerDemonstration, tellChanges, tellReporting())
	for _, language := range []string{"zh", "en"} {
		for _, path := range leaderPages() {
			for _, scenario := range []string{"0", "1"} {
				mark := "?"
				if strings.Contains(path, "?") {
					mark = "&"
				}
				address := path + mark + "lang=" + language + "&demo=" + scenario
				page := site.get(address, http.StatusOK)
				text := html.UnescapeString(tag.ReplaceAllString(page.body, " "))
				if key := rawKey.FindString(text); key != "" {
					t.Errorf("%s shows the raw key %s", address, key)
				}
				if found := blank.FindString(text); found != "" {
					t.Errorf("%s shows the unfilled blank %s", address, found)
				}
				if found := external.FindString(page.body); found != "" {
					t.Errorf("%s asks another host: %s", address, found)
				}
				if found := inline.FindString(page.body); found != "" {
					t.Errorf("%s has inline style or script, which the policy forbids: %s", address, found)
				}
				policy := page.header.Get("Content-Security-Policy")
				if !strings.Contains(policy, "default-src 'self'") || strings.Contains(policy, "unsafe") {
					t.Errorf("%s: Content-Security-Policy is %q", address, policy)
				}
			}
		}
	}
}

// 托位数: (2.57 − 1.8) ÷ (4.5 − 1.8) = 0.77 ÷ 2.7 = 28.5 %; two of five years are 40 %
// (731 of 1826 days from 2020-12-31 to 2022-12-31 and 2025-12-31); the path stands at
// 1.8 + 2.7 × 730/1826 = 2.88, the gap is −0.31; 4.5 − 2.57 = 1.93 in three years is
// 0.64 a year. The pace 0.285 ÷ 0.4 = 0.71 lies between the cut-offs 0.60 and 0.95:
// behind.
func TestOverviewAnswersWhatIsBehind(t *testing.T) {
	site := newSite(t)
	page := site.get("/", http.StatusOK)
	site.has(page, "每千常住人口托位数", "28.5%", "40.0%", "−0.31", "今后每年需", "&#43;0.64", "市卫生健康委员会", "滞后", "约束性",
		"/indicators?sort=status&amp;status=attention")
	site.has(site.get("/?lang=en", http.StatusOK), "Childcare places per 1,000 residents", "Behind", "Health Commission", "lang=\"en\"")
}

func TestIndicatorListFilters(t *testing.T) {
	site := newSite(t)
	cases := []struct {
		query       string
		shows, lack []string
	}{
		{"q=托位", []string{"每千常住人口托位数"}, []string{"绿氢产量"}},
		{"q=每千人口托位数", []string{"CHILDCARE-PLACES-PER-1000"}, []string{"HYDROGEN-OUTPUT"}}, // a printed name
		{"q=hydrogen", []string{"绿氢产量"}, []string{"托位"}},
		{"theme=ENERGY", []string{"绿氢产量", "新能源装机规模"}, []string{"每千常住人口托位数"}},
		{"plan=PB2022-194", []string{"每千常住人口托位数"}, []string{"绿氢产量", "弃风率"}},
		{"attribute=binding", []string{"每千常住人口托位数"}, []string{"绿氢产量"}},
		{"organisation=O-ENERGY", []string{"绿氢产量"}, []string{"每千常住人口托位数"}},
		{"status=behind", []string{"每千常住人口托位数"}, []string{"装机规模自治区位次"}},
		{"q=没有这个", []string{"没有找到与“没有这个”有关的指标"}, []string{"绿氢产量"}},
	}
	for _, c := range cases {
		page := site.get("/indicators?"+c.query, http.StatusOK)
		_, rows, _ := strings.Cut(page.body, `<section class="answer`)
		for _, text := range c.shows {
			if !strings.Contains(rows, text) {
				t.Errorf("%s: %q is missing", c.query, text)
			}
		}
		for _, text := range c.lack {
			if strings.Contains(rows, text) {
				t.Errorf("%s: %q is shown", c.query, text)
			}
		}
	}
}

func TestFiltersTravel(t *testing.T) {
	site := newSite(t, offerDemonstration)
	page := site.get("/indicators?theme=ENERGY&as_of=2023-05-31&demo=0&q=氢", http.StatusOK)
	site.has(page, "/plans?as_of=2023-05-31&amp;demo=0&amp;q=%E6%B0%A2&amp;theme=ENERGY",
		"/indicators/HYDROGEN-OUTPUT?as_of=2023-05-31&amp;demo=0&amp;q=%E6%B0%A2&amp;target=P2022-168-T003&amp;theme=ENERGY",
		`name="as_of" value="2023-05-31"`)
	// what is the default is not repeated in every link
	site.has(site.get("/indicators?demo=1&as_of=2023-07-31", http.StatusOK), `href="/plans"`, `href="/conflicts"`)
}

func TestIndicatorPage(t *testing.T) {
	site := newSite(t)
	page := site.get("/indicators/CHILDCARE-PLACES-PER-1000", http.StatusOK)
	site.has(page, "每千常住人口托位数", "鄂府办发〔2022〕194号", "统计公报", "2.56", "2.57", "初步数", "第 2 版",
		"/runs/"+dashboardtest.RunID, "东胜区", "3.05", "为什么是这个状态", "(2.57 − 1.8) ÷ (4.5 − 1.8)", "托位数", "数据表")
	conflict := site.get("/indicators/NEW-ENERGY-CAPACITY", http.StatusOK)
	site.has(conflict, "新能源装机规模两处不同", "5,100", "不作依据", "第 1073 行")
	site.has(site.get("/indicators/PARK-BUILT", http.StatusOK), "未到期", "已完成")
	site.has(site.get("/indicators/NEW-ENERGY-CAPACITY?target=P2022-168-T002", http.StatusOK), "≥ 5,100")
}

func TestPlanPrintsItsTable(t *testing.T) {
	site := newSite(t)
	page := site.get("/plans/P2022-168", http.StatusOK)
	// 400 + 100.5 = 500.5; the third project of 70 is not counted.
	site.has(page, "发展目标", "2023年目标", "2025年目标", "≥ 10.0", "≥ 40.0", "500.5", "不计入合计", "丙项目", "市能源局")
	site.has(site.get("/plans/PB2022-194", http.StatusOK), "新建一批托育机构", "文件期限已过", "2 项，其中 1 项文件期限已过")
	site.has(site.get("/plans/P2022-151", http.StatusOK), "这份文件没有列出指标")
}

func TestConflictShowsBothSides(t *testing.T) {
	site := newSite(t)
	site.has(site.get("/conflicts", http.StatusOK), "新能源装机规模两处不同", "5000万千瓦", "5100万千瓦")
	site.has(site.get("/conflicts/CF-168-1?lang=en", http.StatusOK), "50 GW", "51 GW", "The special plan comes first", "line 1116")
}

// Names come from workbooks and bulletins. None may end a script element or become
// code.
func TestHostileNamesStayInert(t *testing.T) {
	site := newSite(t)
	for _, path := range []string{"/", "/indicators", "/indicators/HOSTILE", "/indicators/HOSTILE?lang=en", "/plans/PB2022-194",
		"/indicators?q=" + "%3C%2Fscript%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E"} {
		page := site.get(path, http.StatusOK)
		site.lacks(page, "<script>alert", "</script><script>alert")
	}
	page := site.get("/indicators/HOSTILE", http.StatusOK)
	site.has(page, `"`+dashboardtest.HostileMarker+`"`, `\u003c/script\u003e`)
}
