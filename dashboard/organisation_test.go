package dashboard_test

import (
	"encoding/json"
	"net/http"
	"testing"
	"time"

	"zhibiao/dashboard"
	"zhibiao/dashboard/dashboardtest"
	"zhibiao/metrics"
)

// tellReporting lets the site know what organisations have reported.
func tellReporting(reports ...metrics.TaskReport) func(*dashboard.Dependencies) {
	return func(dependencies *dashboard.Dependencies) {
		dependencies.Reporting = dependencies.Store.(*dashboardtest.Store)
		dependencies.Progress = &dashboardtest.Progress{OnTasks: reports}
	}
}

// The health commission leads 托位数, which is behind, and task T-1, due on 2023-06-30, a
// month before the day of the page; nobody has reported on it. The yearly values come 40
// days after the year, so nothing is missing on 2023-07-31.
func TestOrganisationList(t *testing.T) {
	site := newSite(t, tellReporting())
	page := site.get("/organisations", http.StatusOK)
	site.has(page, "单位履责情况", "市卫生健康委员会", "市能源局", "1 个单位有牵头指标滞后或未达标，1 个单位有任务到期未完成，0 个单位有数值未报")
	site.lacks(site.get("/organisations?q=能源", http.StatusOK), "市卫生健康委员会")
	site.has(site.get("/organisations?q=nobody", http.StatusOK), "当前筛选下没有单位")
	var answer struct {
		Organisations []struct {
			Code   string
			Behind int
			Late   int `json:"tasks_late"`
		}
	}
	if err := json.Unmarshal([]byte(site.get("/api/v1/organisations", http.StatusOK).body), &answer); err != nil {
		t.Fatal(err)
	}
	if len(answer.Organisations) != 2 || answer.Organisations[0].Code != "O-HEALTH" || answer.Organisations[0].Behind != 1 || answer.Organisations[0].Late != 1 {
		t.Errorf("organisations %+v, want O-HEALTH first with one indicator behind and one task late", answer.Organisations)
	}
	if newSite(t).get("/organisations", http.StatusNotFound).status != http.StatusNotFound {
		t.Error("without a store of reports there are no such pages")
	}
}

func TestOneOrganisation(t *testing.T) {
	site := newSite(t, tellReporting())
	page := site.get("/organisations/O-HEALTH", http.StatusOK)
	site.has(page, "牵头指标 1 项，牵头任务 1 项", "每千常住人口托位数", "到期未报", "新建一批托育机构", "任务到期未完成 1 项", "/organisations/O-HEALTH.xlsx")
	site.get("/organisations/O-NOBODY", http.StatusNotFound)
	file := workbook(t, site, "/organisations/O-HEALTH.xlsx")
	cells := cellsOf(t, rowsOf(t, file, file.GetSheetList()[0]), "每千常住人口托位数")
	if cells["最新值"] != "2.57" {
		t.Errorf("latest %q, want 2.57", cells["最新值"])
	}
	reported := newSite(t, tellReporting(metrics.TaskReport{Task: "T-1", State: metrics.ReportDone, Evidence: "验收文件",
		ReportHead: metrics.ReportHead{Version: "1", Date: metrics.NewDate(2023, 6, 20)}}))
	site.lacks(reported.get("/organisations/O-HEALTH", http.StatusOK), "到期未报", "任务到期未完成")
}

// The three yearly values of 托位数 came 40 days after their years. That of 2023 should be
// there by 2024-02-09 (31 December and 40 days) and is missing from the next day on.
func TestOrganisationHasNotReported(t *testing.T) {
	site := newSite(t, tellReporting(), func(dependencies *dashboard.Dependencies) {
		later := dashboardtest.Now().AddDate(0, 7, 0)
		dependencies.Now = func() time.Time { return later }
	})
	site.lacks(site.get("/organisations/O-HEALTH?as_of=2024-02-09&known_at=now", http.StatusOK), "缺 2023年")
	site.has(site.get("/organisations/O-HEALTH?as_of=2024-02-10&known_at=now", http.StatusOK), "缺 2023年", "最新为 2022年", "未报数值 1 个")
}

// A renamed organisation is shown under the name of the day, with the way to the new one.
func TestOrganisationIsRenamed(t *testing.T) {
	site := newSite(t, tellReporting())
	content := *site.store.Content
	content.Organisations = append([]metrics.Organisation{}, content.Organisations...)
	content.Organisations = append(content.Organisations,
		metrics.Organisation{Code: "O-OLD", NameZh: "旧局", Kind: "department", ValidTo: metrics.NewDate(2023, 6, 30), Successor: "O-NEW"},
		metrics.Organisation{Code: "O-NEW", NameZh: "新局", Kind: "department", ValidFrom: metrics.NewDate(2023, 7, 1)},
		metrics.Organisation{Code: "O-ALL", NameZh: "各局", Kind: "group", Members: []string{"O-NEW"}})
	content.OrganisationAliases = []metrics.OrganisationAlias{{Organisation: "O-NEW", Alias: "新设的局"}}
	site.store.Content = content.Index()
	site.has(site.get("/organisations/O-OLD", http.StatusOK), "尚未设立或已经更名", "/organisations/O-NEW", "至2023年6月30日")
	site.lacks(site.get("/organisations/O-OLD?as_of=2023-06-30", http.StatusOK), "尚未设立或已经更名")
	site.has(site.get("/organisations/O-NEW", http.StatusOK), "新设的局", "/organisations/O-OLD", "/organisations/O-ALL", "自2023年7月1日起")
	site.has(site.get("/organisations/O-ALL", http.StatusOK), "成员单位", "/organisations/O-NEW")
}
