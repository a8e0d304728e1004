package dashboard_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"zhibiao/dashboard/dashboardtest"
)

func TestSearchPage(t *testing.T) {
	site := newSite(t, offerDemonstration)
	cases := []struct{ query, link string }{
		{"托位", `href="/indicators/CHILDCARE-PLACES-PER-1000"`},
		{"mqczrktws", `href="/indicators/CHILDCARE-PLACES-PER-1000"`}, // 每千常住人口托位数
		{"lvqingchanliang", `href="/indicators/HYDROGEN-OUTPUT"`},
		{"childcare places", `href="/indicators/CHILDCARE-PLACES-PER-1000"`},
		{"PB2022-194", `href="/plans/PB2022-194"`},
		{"194号", `href="/plans/PB2022-194"`},
		{"新建一批托育机构", `href="/tasks/T-1"`},
		{"甲项目", `href="/projects/J-1"`},
		{"shuoming", `href="/about"`}, // the page 说明,
	}
	for _, c := range cases {
		_, results, _ := strings.Cut(site.get("/search?q="+url.QueryEscape(c.query), http.StatusOK).body, "<main")
		if !strings.Contains(results, c.link) {
			t.Errorf("searching %q does not lead to %s", c.query, c.link)
		}
	}
	site.has(site.get("/search", http.StatusOK), "例如：煤炭产量")
	nothing := site.get("/search?q=%E6%B2%A1%E6%9C%89%E8%BF%99%E4%B8%AA", http.StatusOK)
	site.has(nothing, "没有找到与“没有这个”有关的内容", "查看全部指标")
	// A day and a scenario travel on, the query and the other filters do not.
	page := site.get("/search?q=lvqing&as_of=2023-05-31&demo=0&theme=ENERGY", http.StatusOK)
	site.has(page, `href="/indicators/HYDROGEN-OUTPUT?as_of=2023-05-31&amp;demo=0"`)
	site.lacks(page, `/plans?as_of=2023-05-31&amp;demo=0&amp;q=`)
	site.get("/search?q=x&kind=nonsense", http.StatusBadRequest)
	site.get("/search?q="+strings.Repeat("x", 101), http.StatusBadRequest)
}

func TestSuggestions(t *testing.T) {
	site := newSite(t)
	var answer struct {
		Count       int `json:"count"`
		Suggestions []struct {
			Kind, Name, Under, Link string
			KindName                string `json:"kind_name"`
		} `json:"suggestions"`
	}
	if err := json.Unmarshal([]byte(site.get("/search/suggestions?q=lqcl&lang=zh", http.StatusOK).body), &answer); err != nil {
		t.Fatal(err)
	}
	if answer.Count != 1 || len(answer.Suggestions) != 1 {
		t.Fatalf("lqcl suggests %+v, want 绿氢产量 alone", answer)
	}
	if got := answer.Suggestions[0]; got.Kind != "indicator" || got.KindName != "指标" || got.Name != "绿氢产量" || got.Link != "/indicators/HYDROGEN-OUTPUT" {
		t.Errorf("lqcl suggests %+v", got)
	}
	if err := json.Unmarshal([]byte(site.get("/search/suggestions?q=", http.StatusOK).body), &answer); err != nil || answer.Count != 0 {
		t.Errorf("nothing suggests %+v (%v)", answer, err)
	}
}

// A name that looks like script stays a name, in the page and in the answer for scripts.
// The list of results says how an indicator stands: 2.57 of 4.5 is behind, see
// TestOverviewAnswersWhatIsBehind.
func TestSearchTellsHowIndicatorsStand(t *testing.T) {
	site := newSite(t)
	_, results, _ := strings.Cut(site.get("/search?q="+url.QueryEscape("每千常住人口托位数"), http.StatusOK).body, "<main")
	for _, wanted := range []string{"found-standing", "滞后", "2.57", "4.5"} {
		if !strings.Contains(results, wanted) {
			t.Errorf("the results lack %q", wanted)
		}
	}
}

func TestSearchKeepsHostileNamesInert(t *testing.T) {
	site := newSite(t)
	query := url.QueryEscape(dashboardtest.HostileScript)
	site.lacks(site.get("/search?q="+query, http.StatusOK), "<script>alert")
	answer := site.get("/search/suggestions?q="+query, http.StatusOK)
	site.lacks(answer, "<script>")
	if kind := answer.header.Get("Content-Type"); !strings.HasPrefix(kind, "application/json") {
		t.Errorf("suggestions are %q", kind)
	}
}
