package dashboard_test

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"zhibiao/dashboard"
	"zhibiao/dashboard/dashboardtest"
	"zhibiao/ingest"
	"zhibiao/metrics"
)

// RunAreas lets the pages see the areas of what the importer has written.
func (s ledgerStore) RunAreas(ctx context.Context, run string) ([]string, error) {
	values, err := s.ledger.RunValues(ctx, metrics.RunValueQuery{Run: run, Limit: 1000})
	var areas []string
	for _, value := range values {
		areas = append(areas, value.Area)
	}
	return areas, err
}

// A statistician of a banner hands in rows of the banner only; a reviewer of another
// banner neither is offered the decision on them nor may take it.
func TestABannerKeepsToItsOwn(t *testing.T) {
	banner := account("banner", metrics.RoleStatistician)
	banner.Areas = []string{"150602"}
	other := account("other", metrics.RoleReviewer)
	other.Areas = []string{"150600-EACH"}
	own := account("own", metrics.RoleReviewer)
	own.Areas = []string{"150600", "150602"}
	hash, err := passwordHash()
	if err != nil {
		t.Fatal(err)
	}
	people := []metrics.Account{banner, other, own}
	for i := range people {
		people[i].PasswordHash = hash
	}
	accounts := dashboardtest.NewAccounts(people...)
	site, _ := importSite(t, t.TempDir(), func(d *dashboard.Dependencies, _ *ingest.Options) { d.Accounts, d.Audit = accounts, accounts })
	h := &house{site: site, accounts: accounts}

	person := h.enter("banner")
	person.get("/imports", http.StatusOK)
	upload := person.upload("manual", "托位.csv", "指标,区域,时期,数值\n每千常住人口托位数,东胜区,2021,2.1\n每千常住人口托位数,鄂尔多斯市,2021,2.2\n每千常住人口托位数,,2021,2.3\n", http.StatusSeeOther).header.Get("Location")
	h.has(person.get(upload, http.StatusOK), "“鄂尔多斯市”不在您的区域范围内", "东胜区", "将新增 1 个值")
	person.post(upload+"/import", http.StatusSeeOther)
	page := person.get(upload, http.StatusOK)
	run := runLink.FindStringSubmatch(page.body)[1]
	h.lacks(person.get(run, http.StatusOK), run+"/approve") // who submits does not approve
	person.post(run+"/approve", http.StatusForbidden)

	stranger := h.enter("other")
	h.lacks(stranger.get(run, http.StatusOK), run+"/approve", run+"/return")
	h.has(stranger.post(run+"/approve", http.StatusForbidden), "范围以外的区域：东胜区")
	stranger.post(run+"/return", http.StatusForbidden, "comment", "x")

	reviewer := h.enter("own")
	h.has(reviewer.get(run, http.StatusOK), run+"/approve")
	reviewer.post(run+"/approve", http.StatusSeeOther)
	stranger.post(run+"/withdraw", http.StatusForbidden)
	reviewer.post(run+"/withdraw", http.StatusSeeOther)
	if got := strings.Join(h.audited(""), "\n"); strings.Count(got, "denied") != 4 || !strings.Contains(got, "own run.approve "+strings.TrimPrefix(run, "/runs/")+" done") || !strings.Contains(got, "banner upload.import") {
		t.Errorf("audit: %s", got)
	}
}

// What a planner of one department takes away holds the indicators of that department
// only, on every way out; the pages show everything.
func TestExportsKeepToTheOrganisationsOfTheAccount(t *testing.T) {
	health := account("health", metrics.RolePlanner)
	health.Organisations = []string{"O-HEALTH"}
	h := newHouse(t, nil, health, account("all", metrics.RolePlanner))
	bound, free := h.enter("health"), h.enter("all")
	page := bound.get("/indicators", http.StatusOK)
	h.has(page, "每千常住人口托位数", "新能源装机规模", "导出和接口只含这些单位负责的指标")
	h.lacks(free.get("/indicators", http.StatusOK), "导出和接口只含这些单位负责的指标")

	for _, path := range []string{"/api/v1/indicators", "/api/v1/assessments"} {
		h.has(free.get(path, http.StatusOK), "新能源装机规模", "每千常住人口托位数")
		got := bound.get(path, http.StatusOK)
		h.has(got, "每千常住人口托位数")
		h.lacks(got, "新能源装机规模")
	}
	h.has(bound.get("/api/v1/indicators/NEW-ENERGY-CAPACITY", http.StatusForbidden), "scope.indicator")
	bound.get("/api/v1/indicators/CHILDCARE-PLACES-PER-1000", http.StatusOK)
	bound.get("/indicators/NEW-ENERGY-CAPACITY", http.StatusOK)

	for _, path := range []string{"/indicators.xlsx"} {
		all, own := workbookTexts(t, free.get(path, http.StatusOK).body), workbookTexts(t, bound.get(path, http.StatusOK).body)
		if !strings.Contains(all, "新能源装机规模") || strings.Contains(own, "新能源装机规模") || !strings.Contains(own, "每千常住人口托位数") {
			t.Errorf("%s does not keep to the organisations of the account", path)
		}
		if !strings.Contains(own, "按您的账号范围，只含以下单位负责的指标：市卫生健康委员会") || strings.Contains(all, "按您的账号范围") {
			t.Errorf("%s does not say what it is bound to", path)
		}
	}
	got := strings.Join(h.audited("export"), "\n")
	if strings.Count(got, "health export /indicators.xlsx done") != 1 || strings.Count(got, "all export /indicators.xlsx done") != 1 {
		t.Errorf("audit of the exports: %q", got)
	}
}

// workbookTexts returns the texts of all cells of a workbook.
func workbookTexts(t *testing.T, content string) string {
	t.Helper()
	file, err := excelize.OpenReader(strings.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	var texts strings.Builder
	for _, sheet := range file.GetSheetList() {
		rows, err := file.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			texts.WriteString(strings.Join(row, "\t") + "\n")
		}
	}
	return texts.String()
}
