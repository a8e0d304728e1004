package dashboard_test

import (
	"net/http"
	"strings"
	"testing"

	"zhibiao/dashboard"
	"zhibiao/dashboard/dashboardtest"
	"zhibiao/metrics"
)

// On 31 July 2023 the years up to 2022 are due, 120 days after their end. Worked out by
// hand from dashboardtest, as expected / there / late:
//
//	childcare places (Health Commission)   2020, 2021, 2022      3 / 3 / 0
//	HOSTILE (nobody), planned from 2021    2021, 2022 late       2 / 0 / 1
//	capacity (Energy Bureau), from 2020    2020, 2021, 2022 late 3 / 1 / 1
//	hydrogen (Energy Bureau), from 2022    2022 late             1 / 0 / 1
//	rank and park (nobody), from 2022      2022 late each        2 / 0 / 2
//	curtailment: only a forecast, and nobody asks for it         0 / 0 / 0
//
// 4 of 11 are there: 36.4 %. Of 7 that lack 5 are late. The lags of childcare are 31, 90 and
// 130 days: median 90, two of three in time; one of three values was revised by 6 %: 2 % in
// the mean. The Energy Bureau has 1 of 4.
func TestCoverageOfTheCity(t *testing.T) {
	site := newSite(t, func(d *dashboard.Dependencies) {
		d.Coverage, d.Forms = dashboardtest.NewCoverage(), &dashboardtest.Forms{}
	})
	page := site.get("/coverage", http.StatusOK)
	site.has(page, "应有的 11 个数值已有 4 个（36.4%）", "缺 7 个，其中 5 个为最近一期迟报")
	legend, _, _ := strings.Cut(page.body, `<div class="coverage-scroll"`)
	for state, count := range map[string]string{"已有": "2", "已修订": "1", "初步或估计": "1", "仅有预测": "1", "缺": "2", "迟报": "5", "未到期": "6"} {
		if !strings.Contains(legend, "</span> "+state+` <b class="figure">`+count+"</b>") {
			t.Errorf("%s are not %s", state, count)
		}
	}
	health, energy := unitOf(page.body, "O-HEALTH"), unitOf(page.body, "O-ENERGY")
	for _, text := range []string{"100.0%", "3 / 3", ">90<", "66.7%", "2.0%", "3 个中修订 1 个"} {
		if !strings.Contains(health, text) {
			t.Errorf("%q is missing from the line of the Health Commission", text)
		}
	}
	for _, text := range []string{"25.0%", "1 / 4", `bad-text figure">2<`} {
		if !strings.Contains(energy, text) {
			t.Errorf("%q is missing from the line of the Energy Bureau", text)
		}
	}
	if texts := workbookTexts(t, site.get("/coverage/organisations.xlsx", http.StatusOK).body); !strings.Contains(texts, "市能源局\t4\t1\t25.0%\t2") {
		t.Errorf("the sums as a workbook:\n%s", texts)
	}
	matrix := workbookTexts(t, site.get("/coverage/matrix.xlsx?gaps=1", http.StatusOK).body)
	if !strings.Contains(matrix, "NEW-ENERGY-CAPACITY") || strings.Contains(matrix, "CHILDCARE") {
		t.Errorf("the matrix of what is missing:\n%s", matrix)
	}
}

// unitOf is the line of an organisation in the table of sums.
func unitOf(page, code string) string {
	_, rest, _ := strings.Cut(page, `href="/organisations/`+code+`"`)
	line, _, _ := strings.Cut(rest, "</tr>")
	return line
}

// Filters narrow the matrix; where nothing is asked for the page says so and leads back.
func TestCoverageFilters(t *testing.T) {
	site := newSite(t, func(d *dashboard.Dependencies) { d.Coverage = dashboardtest.NewCoverage() })
	own := site.get("/coverage?organisation=O-HEALTH", http.StatusOK)
	site.has(own, "应有的 3 个数值已有 3 个（100.0%）")
	site.lacks(own, "新能源装机规模</a>")
	site.has(site.get("/coverage?theme=ENERGY&from=2022&to=2022", http.StatusOK), "应有的 4 个数值已有 0 个") // capacity, hydrogen, rank, park of 2022
	site.has(site.get("/coverage?area=150602&organisation=O-ENERGY", http.StatusOK), "这个范围内没有应报或已有的数值", `href="/coverage"`)
	site.get("/coverage?frequency=X", http.StatusBadRequest)
	site.get("/coverage?from=abc", http.StatusBadRequest)
}

// From a missing cell a planner begins a form for it; a statistician is led to the feed
// that brought the newest value; a leader sees that it is missing.
func TestMissingCellLeadsToWhoCanBringIt(t *testing.T) {
	h := newHouse(t, func(d *dashboard.Dependencies) {
		d.Coverage, d.Forms = dashboardtest.NewCoverage(), &dashboardtest.Forms{}
	},
		account("planner", metrics.RolePlanner), account("clerk", metrics.RoleStatistician), account("leader", metrics.RoleLeader))
	ask := `href="/forms/new?area=150600&amp;indicator=NEW-ENERGY-CAPACITY&amp;periods=2022"`
	feed := `href="/imports?feed=published-actuals"`
	planner := h.enter("planner")
	page := planner.get("/coverage", http.StatusOK)
	h.has(page, ask, "缺 2 期，征集", "平时来自“公开发布的实际值”")
	h.lacks(page, feed)
	h.has(planner.get("/forms/new?area=150600&indicator=NEW-ENERGY-CAPACITY&periods=2022", http.StatusOK), "市能源局", `name="periods" value="2022"`)
	clerk := h.enter("clerk").get("/coverage", http.StatusOK)
	h.has(clerk, feed)
	h.lacks(clerk, ask)
	leader := h.enter("leader").get("/coverage", http.StatusOK)
	h.has(leader, "缺 2 期", "平时来自")
	h.lacks(leader, ask, feed)
}
