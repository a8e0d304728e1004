package dashboard_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"zhibiao/dashboard/dashboardtest"
	"zhibiao/metrics"
)

// addBanners gives the store a second banner, values of both, and a target that is set
// for each of them: at least 3 托位 by 2025. 东胜区 (150602) has 3.05 of 2022, 康巴什区
// (150603) gets 2.05 of 2022 and 1.64 of 2021.
func addBanners(store *dashboardtest.Store) {
	content := *store.Content
	content.Areas = append([]metrics.Area{}, content.Areas...)
	content.Areas = append(content.Areas, metrics.Area{Code: "150603", NameZh: "康巴什区", NameEn: "Kangbashi District", Level: "banner", Parent: "150600"})
	each := content.Targets[0]
	each.Code, each.Area, each.Value, each.BasePeriod, each.BaseValue = "PB2022-194-T009", "150600-EACH", number("3"), "", decimal.NullDecimal{}
	each.Attribute = metrics.Expected
	content.Targets = append(append([]metrics.Target{}, content.Targets...), each)
	store.Content = content.Index()
	for _, value := range store.Values {
		if value.Area != "150602" {
			continue
		}
		for period, text := range map[metrics.Period]string{metrics.Year(2022): "2.05", metrics.Year(2021): "1.64"} {
			value.Area, value.Period, value.Value, value.Released = "150603", period, number(text), period.Last.AddDays(40)
			store.Values = append(store.Values, value)
		}
		break
	}
}

func number(text string) decimal.NullDecimal {
	return decimal.NewNullDecimal(decimal.RequireFromString(text))
}

// 东胜区 has reached 3 before 2025; 康巴什区 without a base cannot be on a path: 2.05 of 3.
func TestHeatTableOfAreas(t *testing.T) {
	site := newSite(t)
	addBanners(site.store)
	page := site.get("/areas", http.StatusOK)
	site.has(page, "区域 × 领域", "/areas/150602?theme=CHILDREN", "/areas/150603?theme=CHILDREN", "东胜区", "康巴什区",
		"/indicators?theme=ENERGY", "每千常住人口托位数（2 个旗区）", "对旗区单独下达的目标共 2 项次")
	site.has(site.get("/areas?lang=en&area=150602", http.StatusOK), "Kangbashi District") // one area does not narrow the table
	var answer struct {
		Areas []struct {
			Code          string
			Total, Values int
			Statuses      []struct{ Status string }
		}
	}
	if err := json.Unmarshal([]byte(site.get("/api/v1/areas", http.StatusOK).body), &answer); err != nil {
		t.Fatal(err)
	}
	found := map[string]string{}
	for _, area := range answer.Areas {
		if area.Total == 1 && len(area.Statuses) == 1 {
			found[area.Code] = area.Statuses[0].Status
		}
	}
	if found["150602"] != string(metrics.AchievedEarly) {
		t.Errorf("东胜区 stands %q, want achieved early: 3.05 ≥ 3 before 2025", found["150602"])
	}
}

// 3.05 ranks before 2.05; against the city's 2.57 that is +0.48 and −0.52; 2.05 − 1.64 =
// 0.41, which is 25.0 % of 1.64. The unit is 个, so the change is a growth rate.
func TestBannersAreCompared(t *testing.T) {
	site := newSite(t)
	addBanners(site.store)
	page := site.get("/areas?indicator=CHILDCARE-PLACES-PER-1000", http.StatusOK)
	site.has(page, "每千常住人口托位数：旗区比较", "2022年排名", "&#43;0.48", "−0.52", "&#43;25.0%", "全市 2.57", "ranked-mean", `class="multiple"`)
	if strings.Index(page.body, "/areas/150602\">东胜区</a></th>") > strings.Index(page.body, "/areas/150603\">康巴什区</a></th>") {
		t.Error("康巴什区 stands before 东胜区")
	}
	earlier := site.get("/areas?indicator=CHILDCARE-PLACES-PER-1000&period=2021", http.StatusOK)
	site.has(earlier, "2021年排名", "东胜区没有2021年的数值")
	site.has(site.get("/areas?indicator=HYDROGEN-OUTPUT", http.StatusOK), "各旗区都没有这项指标的数值", "/imports")
	// On the last day before the release of 2022 nothing but 2021 is known.
	site.has(site.get("/areas?indicator=CHILDCARE-PLACES-PER-1000&as_of=2023-02-08", http.StatusOK), "2021年排名")
	site.get("/areas?indicator=CHILDCARE-PLACES-PER-1000&period=1999", http.StatusBadRequest)
	site.get("/areas?indicator=NOTHING", http.StatusNotFound)
}

func TestOneArea(t *testing.T) {
	site := newSite(t)
	addBanners(site.store)
	page := site.get("/areas/150603", http.StatusOK)
	// Second of two; 2.05 of 2.57; the target of each banner stands as its own: 2.05 − 3 = −0.95.
	site.has(page, "−0.95", "康巴什区", "单独下达的目标 1 项", "有数值的指标序列 1 个", "康巴什区在 2 个旗区中排第 2", "−0.52", "≥ 3.00", "/areas/150603.xlsx")
	site.has(site.get("/areas/150603?theme=ENERGY", http.StatusOK), "当前筛选下没有对这个区域的目标")
	site.has(site.get("/areas/150600-EACH", http.StatusOK), "各旗区（每个）", "还没有这个区域的数值")
	if moved := site.get("/areas/150600?theme=ENERGY", http.StatusSeeOther); moved.header.Get("Location") != "/?theme=ENERGY" {
		t.Errorf("the city leads to %q", moved.header.Get("Location"))
	}
	site.get("/areas/nowhere", http.StatusNotFound)
	file := workbook(t, site, "/areas/150603.xlsx")
	cells := cellsOf(t, rowsOf(t, file, file.GetSheetList()[0]), "每千常住人口托位数")
	if cells["最新值"] != "2.05" {
		t.Errorf("latest %q, want 2.05; cells %v", cells["最新值"], cells)
	}
}
