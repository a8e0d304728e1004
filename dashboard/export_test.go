package dashboard_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"zhibiao/dashboard/dashboardtest"
)

// workbook opens the workbook of an address.
func workbook(t *testing.T, site *site, path string) *excelize.File {
	t.Helper()
	got := site.get(path, http.StatusOK)
	if got.header.Get("Content-Type") != "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" {
		t.Errorf("%s: type %q", path, got.header.Get("Content-Type"))
	}
	file, err := excelize.OpenReader(strings.NewReader(got.body))
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	t.Cleanup(func() { _ = file.Close() })
	return file
}

func rowsOf(t *testing.T, file *excelize.File, sheet string) [][]string {
	t.Helper()
	rows, err := file.GetRows(sheet, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// cellsOf finds the row with a text in its second column and names its cells by the
// headings, line breaks taken out.
func cellsOf(t *testing.T, rows [][]string, name string) map[string]string {
	t.Helper()
	var heading []string
	for _, row := range rows {
		switch {
		case len(row) > 5 && heading == nil && strings.Contains(strings.Join(row, "|"), "指标|单位"):
			heading = row
		case heading != nil && len(row) > 1 && row[1] == name:
			cells := map[string]string{}
			for i, text := range row {
				cells[strings.ReplaceAll(heading[i], "\n", "")] = text
			}
			return cells
		}
	}
	t.Fatalf("no row %q", name)
	return nil
}

// The numbers of the overview test again, here as cells: 2.57/4.5 = 0.5711…, 0.77/2.7 =
// 0.2851…; rates are kept unrounded.
func TestPlanWorkbookHoldsTheNumbersOfThePage(t *testing.T) {
	site := newSite(t)
	file := workbook(t, site, "/plans/PB2022-194.xlsx")
	rows := rowsOf(t, file, "监测表")
	if rows[0][0] != "“一老一小”整体解决方案监测表" {
		t.Errorf("title %q", rows[0][0])
	}
	cells := cellsOf(t, rows, "每千常住人口托位数")
	for heading, want := range map[string]string{"序号": "7", "单位": "个", "2025目标": "4.5", "最新值": "2.57", "数据时期": "2022年",
		"状态": "▼ 滞后", "属性": "约束性", "责任单位": "市卫生健康委员会", "数据状态": "初步数"} {
		if cells[heading] != want {
			t.Errorf("%s = %q, want %q (row %v)", heading, cells[heading], want, cells)
		}
	}
	if !strings.HasPrefix(cells["目标完成率"], "0.5711") || !strings.HasPrefix(cells["增量完成率"], "0.2851") {
		t.Errorf("rates %q and %q", cells["目标完成率"], cells["增量完成率"])
	}
	notes := rowsOf(t, file, "说明")
	all := ""
	for _, row := range notes {
		all += strings.Join(row, " ") + "\n"
	}
	for _, want := range []string{"鄂府办发〔2022〕194号", "actuals.csv", dashboardtest.RunID, "统计公报", "增量完成率低于时序进度"} {
		if !strings.Contains(all, want) {
			t.Errorf("the notes do not name %s", want)
		}
	}
	// Names that would run as code are plain texts.
	if cellsOf(t, rows, dashboardtest.HostileScript)["单位"] != "%" {
		t.Error("the hostile name is not there as it is")
	}
	// 1.8, 2.1 and 2.57 stand in the tidy data with their run.
	found := map[string]bool{}
	for _, row := range rowsOf(t, file, "数据") {
		if len(row) >= 15 && row[0] == "CHILDCARE-PLACES-PER-1000" && row[4] == "实际" && row[14] == dashboardtest.RunID {
			found[row[6]+"="+row[7]] = true
		}
	}
	for _, want := range []string{"2020=1.8", "2021=2.1", "2022=2.57"} {
		if !found[want] {
			t.Errorf("the data lack %s: %v", want, found)
		}
	}
}

// Two targets for 2025 stand in conflict: the one in force has the cell, the other is
// told in the notes with the conflict.
func TestPlanWorkbookLosesNoTarget(t *testing.T) {
	file := workbook(t, newSite(t), "/plans/P2022-168.xlsx")
	if got := cellsOf(t, rowsOf(t, file, "监测表"), "新能源装机规模")["2025目标"]; got != "5000" {
		t.Errorf("target %q, want 5000", got)
	}
	all := ""
	for _, row := range rowsOf(t, file, "说明") {
		all += strings.Join(row, " ") + "\n"
	}
	for _, want := range []string{"≥ 5,100 万千瓦，已不采用", "新能源装机规模两处不同。采用：5000万千瓦"} {
		if !strings.Contains(all, want) {
			t.Errorf("the notes do not say %q:\n%s", want, all)
		}
	}
}

func TestIndicatorWorkbookKeepsTheFilters(t *testing.T) {
	site := newSite(t)
	file := workbook(t, site, "/indicators.xlsx?theme=CHILDREN")
	rows := rowsOf(t, file, "指标清单")
	cells := cellsOf(t, rows, "每千常住人口托位数")
	for heading, want := range map[string]string{"目标期限": "2025", "目标值": "4.5", "最新值": "2.57", "状态": "▼ 滞后"} {
		if cells[heading] != want {
			t.Errorf("%s = %q, want %q", heading, cells[heading], want)
		}
	}
	text := ""
	for _, row := range rows {
		text += strings.Join(row, "|") + "\n"
	}
	if !strings.Contains(text, "筛选条件：领域：托育与儿童") || strings.Contains(text, "绿氢产量") {
		t.Errorf("filters are not kept:\n%s", text)
	}
	english := workbook(t, site, "/indicators.xlsx?theme=CHILDREN&lang=en")
	if got := strings.Join(english.GetSheetList(), ","); got != "Indicators,Summary,Charts,Chart data,Data,Notes" {
		t.Errorf("sheets %s", got)
	}
}

func TestWorkbooksOfGeneratedValuesSaySo(t *testing.T) {
	site := newSite(t, offerDemonstration)
	for _, path := range []string{"/indicators.xlsx", "/plans/P2022-168.xlsx"} {
		got := site.get(path, http.StatusOK)
		if got.header.Get("Zhibiao-Demonstration") != "1" {
			t.Errorf("%s: no header", path)
		}
		file := workbook(t, site, path)
		for _, sheet := range file.GetSheetList() {
			if !strings.Contains(sheet, "演示数据") {
				t.Errorf("%s: sheet %s does not say so", path, sheet)
			}
		}
		for _, sheet := range workbook(t, site, path+"?demo=0").GetSheetList() {
			if strings.Contains(sheet, "演示数据") {
				t.Errorf("%s: sheet %s of real values", path, sheet)
			}
		}
	}
}

// The same question has the same bytes, now and later, once the moment is named.
func TestWorkbookCanBeMadeAgain(t *testing.T) {
	site := newSite(t)
	path := "/plans/PB2022-194.xlsx?as_of=2023-07-01&known_at=2023-07-02"
	first, second := site.get(path, http.StatusOK), site.get(path, http.StatusOK)
	if first.body != second.body {
		t.Error("the bytes differ")
	}
}

func TestWorkbookNames(t *testing.T) {
	site := newSite(t)
	disposition := site.get("/plans/PB2022-194.xlsx", http.StatusOK).header.Get("Content-Disposition")
	_, encoded, _ := strings.Cut(disposition, "filename*=UTF-8''")
	name, err := url.PathUnescape(encoded)
	if err != nil || name != "“一老一小”整体解决方案监测表_2023-07-31.xlsx" {
		t.Errorf("name %q, %v", name, err)
	}
	if !strings.Contains(disposition, `filename="monitoring-table-PB2022-194-2023-07-31.xlsx"`) {
		t.Errorf("disposition %s", disposition)
	}
}

func TestWorkbookErrorsArePages(t *testing.T) {
	site := newSite(t)
	for path, status := range map[string]int{"/plans/NIX.xlsx": 404, "/indicators.xlsx?theme=NIX": 400, "/indicators.xlsx?as_of=x": 400} {
		got := site.get(path, status)
		if got.header.Get("Content-Disposition") != "" || !strings.Contains(got.header.Get("Content-Type"), "text/html") {
			t.Errorf("%s: headers %v", path, got.header)
		}
	}
	site.has(site.get("/plans/PB2022-194", http.StatusOK), "/plans/PB2022-194.xlsx") // the page of the same pattern
	site.has(site.get("/indicators?theme=ENERGY", http.StatusOK), "/indicators.xlsx?theme=ENERGY")
}
