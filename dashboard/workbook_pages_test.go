package dashboard_test

import (
	"fmt"
	"maps"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"zhibiao/dashboard"
	"zhibiao/dashboard/dashboardtest"
	"zhibiao/ingest"
	"zhibiao/metrics"
)

// bookOf opens a workbook.
func bookOf(t *testing.T, content string) *excelize.File {
	t.Helper()
	file, err := excelize.OpenReader(strings.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = file.Close() })
	return file
}

// Every page of leaders and planners has a workbook with its rows, under a number, and the
// workbook comes out the same again. What must stand in each is read off the catalogue of
// the tests.
func TestEveryPageHasAWorkbook(t *testing.T) {
	h := newHouse(t, func(d *dashboard.Dependencies) {
		store := d.Store.(*dashboardtest.Store)
		d.Reports, d.ReportFiles = &dashboardtest.Reports{}, ingest.NewOriginals(t.TempDir())
		d.Reporting, d.Progress, d.Changes = store, &dashboardtest.Progress{}, store
	}, account("free", metrics.RolePlanner))
	free := h.enter("free")
	for _, want := range []struct {
		path, page string
		sheets     string // in their order
		texts      []string
	}{
		{"/overview.xlsx", "/", "汇总 最滞后的目标 近期到期 状态变化 新增和修订的数值 数据缺口 指标清单 图表 图表数据 数据 说明", []string{"目标进展总览", "每千常住人口托位数", "▼ 滞后"}},
		{"/overview.xlsx?sheets=theme", "/", "汇总 最滞后的目标 近期到期 状态变化 新增和修订的数值 数据缺口 托育与儿童 新能源与储能 图表 图表数据 数据 说明", []string{"目标进展总览"}},
		{"/indicators/CHILDCARE-PLACES-PER-1000.xlsx", "/indicators/CHILDCARE-PLACES-PER-1000",
			"指标清单 历年与要求路径对照 修订记录 其他区域最新值 评价说明 图表 图表数据 数据 说明", []string{"每千常住人口托位数：监测表", "东胜区", "3.05", "2.56"}},
		{"/plans.xlsx", "/plans", "规划 说明", []string{"鄂府办发〔2022〕194号"}},
		{"/roll-up.xlsx", "/roll-up", "汇总 说明", []string{"托育与儿童", "新能源与储能"}},
		{"/roll-up.xlsx?by=organisation", "/roll-up?by=organisation", "汇总 说明", []string{"市卫生健康委员会"}},
		{"/areas.xlsx", "/areas", "区域×领域 滞后或未达标项数 目标项数 有数值的序列数 说明", []string{"东胜区"}},
		{"/areas.xlsx?indicator=CHILDCARE-PLACES-PER-1000", "/areas?indicator=CHILDCARE-PLACES-PER-1000", "排名 历年走势 说明", []string{"东胜区", "3.05"}},
		{"/organisations.xlsx", "/organisations", "单位 说明", []string{"市能源局", "市卫生健康委员会"}},
		{"/pipeline.xlsx", "/pipeline", "项目支撑 说明", []string{"新能源装机规模"}},
		{"/pipeline/NEW-ENERGY-CAPACITY.xlsx", "/pipeline/NEW-ENERGY-CAPACITY", "项目支撑 清单 1 说明", []string{"甲项目", "乙项目"}},
		{"/conflicts.xlsx", "/conflicts", "冲突 各方说法 说明", []string{"新能源装机规模两处不同"}},
		{"/policy.xlsx", "/policy", "状态界限 状态 另定方法的目标 历次版本 说明", []string{"快于预期线"}},
	} {
		got := free.get(want.path, http.StatusOK)
		number := got.header.Get("Zhibiao-Report")
		texts := workbookTexts(t, got.body)
		address, _, _ := strings.Cut(want.path, "?")
		for _, text := range append(want.texts, "编号："+number, address) {
			if !strings.Contains(texts, text) {
				t.Errorf("%s lacks %q", want.path, text)
			}
		}
		if sheets := strings.Join(bookOf(t, got.body).GetSheetList(), " "); number == "" || sheets != want.sheets {
			t.Errorf("%s: number %q, sheets %s", want.path, number, sheets)
		}
		h.has(free.post("/reports/"+number+"/check", http.StatusOK), "逐字节相同")
		path, query, _ := strings.Cut(want.path, "?")
		if link := free.get(want.page, http.StatusOK).body; !strings.Contains(link, `class="button" href="`+path) || strings.Contains(query, "by=") && !strings.Contains(link, path+"?"+query) {
			t.Errorf("%s does not offer %s", want.page, want.path)
		}
	}
}

// 1.8 in 2020, 4.5 wanted in 2025: in 2022 the straight path asks for 1.8 + 2.7 × 2 ÷ 5 =
// 2.88, and 2.57 is 0.31 short of it. The difference and the numbers of the list of what is
// behind are formulas.
func TestNewWorkbooksCompute(t *testing.T) {
	site := newSite(t)
	file := workbook(t, site, "/indicators/CHILDCARE-PLACES-PER-1000.xlsx")
	found := false
	for i, row := range rowsOf(t, file, "历年与要求路径对照") {
		if len(row) > 3 && row[0] == "2022" {
			found = true
			if row[1] != "2.57" || row[2] != "2.88" || !strings.HasPrefix(row[3], "-0.31") && !strings.HasPrefix(row[3], "-0.3099") {
				t.Errorf("2022: %q", row)
			}
			if formula, _ := file.GetCellFormula("历年与要求路径对照", "D"+strconv.Itoa(i+1)); formula != fmt.Sprintf("B%[1]d-C%[1]d", i+1) {
				t.Errorf("formula %q", formula)
			}
		}
	}
	if !found {
		t.Error("2022 is missing")
	}
	overview := workbook(t, site, "/overview.xlsx")
	list := rowsOf(t, overview, "最滞后的目标")
	table := rowsOf(t, overview, "指标清单")
	at, in := placeOf(list, "每千常住人口托位数"), placeOf(table, "每千常住人口托位数")
	if at == 0 || in == 0 {
		t.Fatal("the row is missing")
	}
	latest, status := columnOf(list, "最新值"), columnOf(list, "状态")
	formula, _ := overview.GetCellFormula("最滞后的目标", cellAt(latest, at))
	if want := "'指标清单'!" + cellAt(columnOf(table, "最新值"), in); formula != want {
		t.Errorf("latest is %q, want %s", formula, want)
	}
	if formula, _ := overview.GetCellFormula("最滞后的目标", cellAt(status, at)); !strings.HasPrefix(formula, "'指标清单'!") {
		t.Errorf("status is %q", formula)
	}
	if rules, err := overview.GetConditionalFormats("最滞后的目标"); err != nil || len(rules) == 0 {
		t.Errorf("no light turns: %v", err)
	}
}

func placeOf(rows [][]string, name string) int {
	for i, row := range rows {
		if len(row) > 1 && row[1] == name {
			return i + 1
		}
	}
	return 0
}

func columnOf(rows [][]string, heading string) int {
	for _, row := range rows {
		for i, text := range row {
			if text == heading {
				return i + 1
			}
		}
	}
	return 0
}

func cellAt(column, row int) string {
	name, _ := excelize.CoordinatesToCellName(column, row)
	return name
}

// What the health commission takes away from the new addresses holds nothing of the energy
// bureau, which the workbook of a free planner has.
func TestNewWorkbooksKeepToTheScope(t *testing.T) {
	h := scopedHouse(t)
	health, free := h.enter("health"), h.enter("free")
	for path, texts := range map[string][2]string{ // of the health commission, of others
		"/overview.xlsx":                       {"每千常住人口托位数", "绿氢产量"},
		"/organisations.xlsx":                  {"市卫生健康委员会", "市能源局\t"},
		"/conflicts.xlsx":                      {"按您的账号范围", "新能源装机规模两处不同"},
		"/pipeline.xlsx":                       {"按您的账号范围", "新能源装机规模"},
		"/indicators/NEW-ENERGY-CAPACITY.xlsx": {"新能源产业实施方案", "市能源局"}, // another's series of the same indicator
		"/roll-up.xlsx?by=organisation":        {"市卫生健康委员会", "市能源局\t"},
	} {
		all, own := workbookTexts(t, free.get(path, http.StatusOK).body), workbookTexts(t, health.get(path, http.StatusOK).body)
		if !strings.Contains(own, texts[0]) || texts[1] != "" && (!strings.Contains(strings.ReplaceAll(all, ",", ""), texts[1]) || strings.Contains(strings.ReplaceAll(own, ",", ""), texts[1])) {
			t.Errorf("%s does not keep to the scope: %.600s", path, own)
		}
	}
	for _, path := range []string{"/indicators/HYDROGEN-OUTPUT.xlsx", "/indicators/NEW-ENERGY-CAPACITY.xlsx?target=P2022-168-T001", "/areas.xlsx?indicator=HYDROGEN-OUTPUT"} {
		h.has(health.get(path, http.StatusForbidden), "不由您账号范围内的单位负责")
	}
	health.get("/pipeline/NEW-ENERGY-CAPACITY.xlsx", http.StatusNotFound) // the lists are the energy bureau's
}

// Every plan is listed, but what it holds is counted within the scope: targets, tasks and
// projects. Of PB2022-194 the health commission has one of two targets and T-1 of three
// tasks; of P2022-168 the target of the district, of seven, and 乙项目 of three.
func TestTheListOfPlansCountsWithinTheScope(t *testing.T) {
	h := scopedHouse(t)
	for person, plans := range map[string]map[string]string{
		"free":   {"鄂府办发〔2022〕194号": "2 3 0", "鄂府发〔2022〕168号": "7 0 3", "鄂府发〔2022〕151号": "0 0 0"},
		"health": {"鄂府办发〔2022〕194号": "1 1 0", "鄂府发〔2022〕168号": "1 0 1", "鄂府发〔2022〕151号": "0 0 0"},
		"energy": {"鄂府办发〔2022〕194号": "0 1 0", "鄂府发〔2022〕168号": "3 0 0", "鄂府发〔2022〕151号": "0 0 0"},
	} {
		file := bookOf(t, h.enter(person).get("/plans.xlsx", http.StatusOK).body)
		got := map[string]string{}
		for _, row := range rowsOf(t, file, "规划") {
			if len(row) > 10 && plans[row[0]] != "" {
				got[row[0]] = strings.Join(row[8:11], " ")
			}
		}
		if !maps.Equal(got, plans) {
			t.Errorf("%s takes away %v, want %v", person, got, plans)
		}
		if texts := workbookTexts(t, h.enter(person).get("/plans.xlsx", http.StatusOK).body); strings.Contains(texts, "按您的账号范围") != (person != "free") {
			t.Errorf("%s is not told of the scope", person)
		}
	}
}

// A filter that makes no sense is named; what is not there is not found; no number is taken.
func TestWorkbooksRefuseWhatMakesNoSense(t *testing.T) {
	h := scopedHouse(t)
	free := h.enter("free")
	for path, status := range map[string]int{
		"/overview.xlsx?since=2099-01-01": http.StatusBadRequest, "/overview.xlsx?deadline=x": http.StatusBadRequest, "/overview.xlsx?sheets=x": http.StatusBadRequest,
		"/overview.xlsx?as_of=2099-01-01": http.StatusBadRequest, "/overview.xlsx?theme=NONE": http.StatusBadRequest, "/overview.xlsx?known_at=x": http.StatusBadRequest,
		"/indicators/NONE.xlsx": http.StatusNotFound, "/indicators/HYDROGEN-OUTPUT.xlsx?target=PB2022-194-T001": http.StatusBadRequest,
		"/areas.xlsx?indicator=NONE": http.StatusNotFound, "/areas.xlsx?indicator=CHILDCARE-PLACES-PER-1000&period=1950": http.StatusBadRequest,
		"/roll-up.xlsx?by=x": http.StatusBadRequest, "/conflicts.xlsx?state=x": http.StatusBadRequest, "/pipeline.xlsx?verdict=x": http.StatusBadRequest,
		"/pipeline/HYDROGEN-OUTPUT.xlsx": http.StatusNotFound, "/policy.xlsx?as_of=x": http.StatusBadRequest, "/overview.xlsx?template=none": http.StatusNotFound,
	} {
		if got := free.get(path, status); got.header.Get("Zhibiao-Report") != "" || got.header.Get("Content-Disposition") != "" {
			t.Errorf("%s left with a number", path)
		}
	}
	if got := free.get("/plans.xlsx", http.StatusOK).header.Get("Zhibiao-Report"); got != "ZB-2023-0001" {
		t.Errorf("the first number is %s", got)
	}
}

// On a day before the first value the workbook says so in its head.
func TestWorkbooksSayThatNothingWasKnown(t *testing.T) {
	site := newSite(t)
	for _, path := range []string{"/overview.xlsx?as_of=2016-12-31", "/indicators.xlsx?as_of=2016-12-31"} {
		rows := rowsOf(t, workbook(t, site, path), "指标清单")
		if len(rows) < 2 || !strings.Contains(rows[1][0], "2016年12月31日") {
			t.Errorf("%s: %.300q", path, rows)
		}
	}
}

// The audit leaves under a number, too, but only who may see the audit may have it again.
func TestTheAuditIsKeptFromOthers(t *testing.T) {
	both, planner := account("both", metrics.RoleAdministrator, metrics.RolePlanner), account("planner", metrics.RolePlanner)
	h := newHouse(t, func(d *dashboard.Dependencies) {
		d.Reports, d.ReportFiles = &dashboardtest.Reports{}, ingest.NewOriginals(t.TempDir())
	}, both, planner, account("admin", metrics.RoleAdministrator))
	h.enter("planner").get("/indicators.xlsx", http.StatusOK)
	got := h.enter("both").get("/audit.xlsx?action=export", http.StatusOK)
	number := got.header.Get("Zhibiao-Report")
	if texts := workbookTexts(t, got.body); number != "ZB-2023-0002" || !strings.Contains(texts, "ZB-2023-0001") || strings.Contains(texts, "sign_in") {
		t.Errorf("%s: %.500s", number, texts)
	}
	if again := h.enter("both").get("/reports/"+number+".xlsx", http.StatusOK); again.body != got.body {
		t.Error("the kept bytes differ")
	}
	other := h.enter("planner")
	other.get("/reports/"+number, http.StatusForbidden)
	other.get("/reports/"+number+".xlsx", http.StatusForbidden)
	h.lacks(other.get("/reports", http.StatusOK), number)
	if got := h.enter("admin").get("/audit.xlsx", http.StatusOK).header.Get("Zhibiao-Report"); got != "ZB-2023-0003" {
		t.Errorf("the administrator's has the number %q", got)
	}
}

// Values beyond those that a report holds are read again while it is written: none is lost,
// and the charts keep their years.
func TestALongWorkbookHasEveryValue(t *testing.T) {
	const days = 11_000
	site := newSite(t)
	before := len(rowsOf(t, workbook(t, site, "/indicators.xlsx"), "数据"))
	for _, indicator := range []string{"CHILDCARE-PLACES-PER-1000", "HYDROGEN-OUTPUT"} {
		for n := range days {
			day := metrics.NewDate(1993, 1, 1).AddDays(n)
			site.store.Values = append(site.store.Values, metrics.Observation{ObservationKey: metrics.ObservationKey{
				SeriesKey: metrics.SeriesKey{Indicator: indicator, Area: metrics.CityArea, Scenario: metrics.Actual}, Period: metrics.Period{Frequency: metrics.Day, First: day, Last: day}},
				Value: decimal.NewNullDecimal(decimal.NewFromInt(int64(n))), Status: metrics.StatusNormal, Revision: 1, SourceTitle: "日报",
				RecordedAt: dashboardtest.Now().AddDate(0, -5, 0), Lineage: metrics.Lineage{Run: dashboardtest.RunID}})
		}
	}
	file := workbook(t, site, "/indicators.xlsx")
	if got := len(rowsOf(t, file, "数据")); got != before+2*days {
		t.Errorf("%d rows of data, want %d more than %d", got, 2*days, before)
	}
	chart := fmt.Sprint(rowsOf(t, file, "图表数据"))
	if !strings.Contains(chart, "2.57") || !strings.Contains(chart, " 6 ") && !strings.Contains(chart, " 6]") {
		t.Errorf("the charts lack a year: %.400s", chart)
	}
}
