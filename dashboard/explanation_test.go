package dashboard_test

import (
	"html"
	"net/http"
	"strings"
	"testing"

	"zhibiao/dashboard"
	"zhibiao/dashboard/dashboardtest"
)

func newExplainedSite(t *testing.T) *site {
	return newSite(t, func(dependencies *dashboard.Dependencies) { dependencies.Store = dashboardtest.NewExplained() })
}

const childcare = "/indicators/CHILDCARE-PLACES-PER-1000"

// The sentence that a report to leaders uses, and behind it the formula with its
// numbers, the cut-offs, and where every input comes from. 0.77 ÷ 2.7 = 28.5 %, 2 ÷ 5 =
// 40 %, 40 − 28.5 = 11.5, 1.93 ÷ 3 = 0.64, 0.285185 ÷ 0.4 = 0.71.
func TestLightIsExplained(t *testing.T) {
	site := newExplainedSite(t)
	page := site.get(childcare, http.StatusOK)
	site.has(page, "时序进度40%，增量完成率28.5%，滞后11.5个百分点，要如期完成，今后每年需增加0.64个",
		"（最新值 − 基期值）÷（目标值 − 基期值）", "(2.57 − 1.8) ÷ (4.5 − 1.8)", "(2022 − 2020) ÷ (2025 − 2020)", "11.5 个百分点",
		"进度比 0.71", `<text class="scale-edge" x="80" y="60" text-anchor="middle">0.60</text>`, "0.95", "1.05",
		`<a href="/plans/PB2022-194">鄂府办发〔2022〕194号</a>`, `href="/runs/`+dashboardtest.RunID+`">actuals.csv 第 2 行</a>`,
		"发布于 2023年2月9日", "第 2 版", "评价规则 default-1", "依据截至2023年7月31日已发布、系统现在所知的数据")
	site.has(site.get(childcare+"?known_at=2023-07-01&lang=en", http.StatusOK), "40% of the time has passed and 28.5% of the planned change is done: 11.5 percentage points behind",
		"pace 0.71", "(latest − base) ÷ (target − base)", "was known here on 1 Jul 2023, 23:59")
}

// 2.57 − 1.8 = 0.77 in two years is 0.39 a year (0.385), 2.57 − 2.10 = 0.47 in the last.
func TestLandingIsAForecast(t *testing.T) {
	site := newExplainedSite(t)
	page := site.get(childcare, http.StatusOK)
	site.has(page, "预计2025年落在 3.75 个（80%区间 3.25 至 4.25），达标概率约 4%，方法：", "不是实测数；95%区间 2.95 至 4.55", "各方法回测误差", "0.123",
		"2020年以来实际年均", "0.39", "2022年比上年", "0.47", "80%区间", "3.25 – 4.25", "2.95 – 4.55")
	if rows := strings.Count(page.body, `class="forecast-row"`); rows != 3 {
		t.Errorf("the table has %d rows of forecasts, want those of 2023, 2024 and 2025", rows)
	}
	site.has(site.get("/indicators/NEW-ENERGY-CAPACITY", http.StatusOK), "暂不预测：", "今后每年需")
	few := site.get("/indicators/HYDROGEN-OUTPUT", http.StatusOK)
	site.has(few, "暂不预测：可用的年度数据只有")
	site.lacks(few, "预计2025年落在", `class="forecast-row"`)
}

func TestHistoryOfStatus(t *testing.T) {
	site := newExplainedSite(t)
	page := site.get(childcare, http.StatusOK)
	site.has(page, "状态变化", "3 次", "2021年6月1日", "2022年2月9日", "新数值：2021年 2.10个", "数值修订：2022年改为 2.57个", "首次评价",
		"时序进度20%，增量完成率11.1%", `<a href="/runs/`+dashboardtest.RunID+`">批次</a>`)
	site.has(site.get(childcare+"?lang=en", http.StatusOK), "value revised: 2022 is now 2.57 units", "9 Feb 2023")
	site.lacks(site.get("/indicators/TRADE-RANK", http.StatusOK), "状态变化")
}

func TestGroupListsItsMembers(t *testing.T) {
	site := newExplainedSite(t)
	page := site.get("/indicators/NEW-ENERGY-CAPACITY", http.StatusOK)
	site.has(page, "任一达到即可: 装机规模或位次", "查看 3 个组成部分", "两项达到一项即可", "1,700", "东胜区",
		`<a href="/indicators/TRADE-RANK?target=P2022-168-T005">装机规模自治区位次</a>`)
	site.has(site.get("/indicators/TRADE-RANK?lang=en", http.StatusOK), "One of these is enough: Capacity or rank", "Dongsheng District")
	site.lacks(site.get(childcare, http.StatusOK), `id="group"`)
}

// A target that is set for each banner has its own assessment, with the banners as members.
func TestEachBannerIsAMember(t *testing.T) {
	site := newExplainedSite(t)
	page := site.get("/indicators/HOSTILE?target=P2022-168-T007", http.StatusOK)
	site.has(page, "须全部达到", "东胜区", "64.1", "提前实现", "见各区域")
	site.lacks(page, "还没有评价结果", "还没有数值", "还没有可以画出的数值和目标")
}

func TestDerivationIsShown(t *testing.T) {
	site := newExplainedSite(t)
	site.has(site.get(childcare, http.StatusOK), "托位数 × 1000 ÷ 常住人口", "places * 1000 / population", `<a href="/indicators/NEW-ENERGY-CAPACITY">新能源装机规模</a>`, "POPULATION")
	page := strings.Join(strings.Fields(site.get(childcare, http.StatusOK).body), " ")
	if want := `data-published>1,700</span></b></span> <span class="under"><a href="/indicators/NEW-ENERGY-CAPACITY">新能源装机规模</a> 统计公报 <a href="https://example.org/bulletin"`; !strings.Contains(page, want) {
		t.Error("an input of the derivation does not name its indicator and its source")
	}
	site.lacks(site.get("/indicators/HYDROGEN-OUTPUT", http.StatusOK), "怎样推算")
	// 1700 ÷ 1000 + 5.0 = 6.7 for 2021; for 2022 the printed 4.4 goes before 1.7 + 6.0 = 7.7.
	derived := site.get("/indicators/CURTAILMENT", http.StatusOK)
	site.has(derived, "6.7", "推算", "（固定用2022年的数值）", "4.4", "装机 ÷ 1000 &#43; 绿氢产量")
	site.lacks(derived, "7.7")
	site.has(site.get("/api/v1/indicators/CURTAILMENT", http.StatusOK), `"period":"2021","value":"6.7"`, `"derived":true`)
}

// The explanation obeys what every page does: no raw key, no blank, no inline style.
func TestExplanationInBothLanguages(t *testing.T) {
	site := newExplainedSite(t)
	for _, language := range []string{"zh", "en"} {
		for _, path := range []string{childcare, "/indicators/NEW-ENERGY-CAPACITY", "/indicators/TRADE-RANK"} {
			page := site.get(path+"?lang="+language, http.StatusOK)
			text := html.UnescapeString(tag.ReplaceAllString(page.body, " "))
			if key := rawKey.FindString(text); key != "" {
				t.Errorf("%s in %s shows the raw key %s", path, language, key)
			}
			if found := blank.FindString(text); found != "" {
				t.Errorf("%s in %s shows the unfilled blank %s", path, language, found)
			}
			if found := inline.FindString(page.body); found != "" {
				t.Errorf("%s in %s has inline style or script: %s", path, language, found)
			}
		}
	}
}
