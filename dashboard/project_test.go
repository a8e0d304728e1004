package dashboard_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"zhibiao/dashboard/dashboardtest"
	"zhibiao/metrics"
)

// J-1 400 and J-2 100.5 count, J-3 does not: 500.5 万千瓦 of listed projects.
func TestProjectList(t *testing.T) {
	site, _ := progressSite(t)
	site.store.Content.Projects[0].EndYear, site.store.Content.Projects[1].EndYear = "2022", "2025"
	site.store.Content.Projects[1].Stage = "advancing"
	page := site.get("/projects", http.StatusOK)
	site.has(page, "列出 3 个项目", "1 个完工年份已过而未报建成", "没有上报推迟的", "<b>500.5</b>", "不计入的 1 行", "新能源装机规模", `href="/pipeline/NEW-ENERGY-CAPACITY"`, "未注明")
	for query, codes := range map[string]string{
		"stage=advancing": "J-2", "stage=unstated": "J-1 J-3", "stage=completed": "", "end_year=2022": "J-1", "end_year=none": "J-3", "slip=overdue": "J-1",
		"slip=slipped": "", "plan=PB2022-194": "", "q=%E4%B9%99": "J-2", "organisation=O-HEALTH": "", "area=150602": "", "as_of=2022-12-29": "",
	} {
		got := site.get("/projects?"+query, http.StatusOK)
		for _, code := range []string{"J-1", "J-2", "J-3"} {
			if shown, want := strings.Contains(got.body, `href="/projects/`+code), strings.Contains(codes, code); shown != want {
				t.Errorf("%s shows %s: %t, want %t", query, code, shown, want)
			}
		}
	}
}

// J-1 is printed to end in 2023 and is reported for 2025: two years late.
func TestProjectSlips(t *testing.T) {
	site, kept := progressSite(t)
	site.store.Content.Projects[0].EndYear, site.store.Content.Projects[0].NameZh = "2023", dashboardtest.HostileScript
	person := visit(site, "/projects/J-1")
	for wrong, form := range map[string][]string{
		"不能是 2022 年":   {"stage", "under_construction", "date", "2023-07-01", "end_year", "2022"},
		"请选择阶段":        {"date", "2023-07-01"},
		"请写成 2025 的样子": {"stage", "reserve", "date", "2023-07-01", "end_year", "20x5"},
		"必须写明依据":       {"stage", "completed", "date", "2023-07-01"},
		"不能预先上报":       {"stage", "reserve", "date", "2024-01-01"},
	} {
		person.has(person.post("/projects/J-1", http.StatusUnprocessableEntity, form...), wrong, "没有保存")
	}
	person.post("/projects/J-1", http.StatusSeeOther, "stage", "under_construction", "date", "2023-07-01", "end_year", "2025", "note", dashboardtest.HostileMarker)
	page := person.get("/projects/J-1", http.StatusOK)
	person.has(page, "预计 2025 年，推迟 2 年", "开工（在建）", "预计 2025 年完工")
	person.lacks(page, dashboardtest.HostileScript)
	list := person.get("/projects", http.StatusOK)
	person.has(list, "推迟的项目", "1 个已推迟", ">+2<", dashboardtest.HostileMarker)
	person.lacks(list, dashboardtest.HostileScript)
	version := kept.OnProjects[0].Version
	person.post("/projects/J-1/take-back", http.StatusSeeOther, "base", version, "version", version, "reason", "误报")
	person.has(person.get("/projects/J-1", http.StatusOK), "撤回“开工（在建）”（2023年7月1日）", "误报")
	person.lacks(person.get("/projects", http.StatusOK), "推迟的项目")
}

func TestProjectWorkbookAndAnswers(t *testing.T) {
	site, kept := progressSite(t)
	site.store.Content.Projects[0].EndYear, site.store.Content.Projects[0].StartYear = "2023", "2021"
	kept.OnProjects = []metrics.ProjectReport{{ReportHead: metrics.ReportHead{Version: "1", Date: metrics.NewDate(2023, 7, 1), SavedAt: dashboardtest.Now()},
		Project: "J-1", Stage: metrics.StageUnderConstruction, EndYear: "2025", Note: "x"}}
	rows := rowsOf(t, workbook(t, site, "/projects.xlsx?slip=slipped"), "项目")
	var line []string
	for _, row := range rows {
		if len(row) > 9 && row[1] == "甲项目" {
			line = row
		}
		if len(row) > 1 && row[1] == "乙项目" {
			t.Error("the filter is not kept")
		}
	}
	if want := "1|甲项目|光伏|400|万千瓦||2021–2023|开工（在建）|2025|2"; line == nil || strings.Join(line[:10], "|") != want {
		t.Errorf("row %q, want %q", line, want)
	}
	var got struct {
		Total    int
		Projects []struct {
			Printed struct {
				Code    string `json:"code"`
				EndYear string `json:"end_year"`
			}
			Progress struct {
				Stage   string `json:"stage"`
				EndYear string `json:"end_year"`
				Slip    *int   `json:"slip"`
			}
			Serves []string
		}
		Next string
	}
	if err := json.Unmarshal([]byte(site.get("/api/v1/projects?limit=1", http.StatusOK).body), &got); err != nil {
		t.Fatal(err)
	}
	row := got.Projects[0]
	if got.Total != 3 || len(got.Projects) != 1 || got.Next == "" || row.Printed.Code != "J-1" || row.Printed.EndYear != "2023" || row.Progress.EndYear != "2025" ||
		*row.Progress.Slip != 2 || row.Progress.Stage != "under_construction" || strings.Join(row.Serves, ",") != "NEW-ENERGY-CAPACITY" {
		t.Errorf("answer %+v", got)
	}
}
