package dashboard_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"zhibiao/dashboard"
	"zhibiao/dashboard/dashboardtest"
	"zhibiao/ingest"
	"zhibiao/metrics"
)

// scopedHouse has two planners who are bound to one organisation each, one of both, and
// one who is free. The energy bureau leads 新能源装机规模 of the city, the health
// commission that of one district; T-1 and 乙项目 are of the health commission, T-3 of
// the energy bureau.
func scopedHouse(t *testing.T) *house {
	t.Helper()
	bound := func(code string, organisations ...string) metrics.Account {
		planner := account(code, metrics.RolePlanner)
		planner.Organisations = organisations
		return planner
	}
	ledger := &dashboardtest.Revisions{}
	h := newHouse(t, func(d *dashboard.Dependencies) {
		store := d.Store.(*dashboardtest.Store)
		content := store.Content
		district := *content.Target("P2022-168-T001")
		district.Code, district.Area, district.LeadOrganisation, district.Conflict, district.Statements = "P2022-168-T099", "150602", "O-HEALTH", "", nil
		content.Targets = append(content.Targets, district)
		content.Tasks = append(content.Tasks, metrics.Task{Code: "T-3", Plan: "PB2022-194", Number: "3", TaskZh: "编制风电方案", LeadOrganisations: []string{"O-ENERGY"}})
		for i := range content.Projects {
			if content.Projects[i].Code == "J-2" {
				content.Projects[i].SupervisingOrganisation = "O-HEALTH"
			}
		}
		content.Index()
		d.Reports, d.ReportFiles = &dashboardtest.Reports{}, ingest.NewOriginals(t.TempDir())
		d.Reporting, d.Progress, d.Revisions = store, &dashboardtest.Progress{}, ledger
	}, bound("health", "O-HEALTH"), bound("health2", "O-HEALTH"), bound("energy", "O-ENERGY"), bound("both", "O-ENERGY", "O-HEALTH"), bound("free"))
	return h
}

// What a planner of the health commission takes away holds nothing of the energy bureau,
// whatever the way out; what they look at holds all.
func TestEveryWayOutKeepsToTheScope(t *testing.T) {
	h := scopedHouse(t)
	health, free := h.enter("health"), h.enter("free")
	for path, texts := range map[string][2]string{ // of the health commission, of others
		"/tasks.xlsx":                  {"新建一批托育机构", "编制风电方案"},
		"/projects.xlsx":               {"乙项目", "甲项目"},
		"/indicators.xlsx":             {"每千常住人口托位数", "绿氢产量"},
		"/plans/PB2022-194.xlsx":       {"每千常住人口托位数", "alert("},
		"/plans/P2022-168.xlsx":        {"新能源装机规模", "绿氢产量"},
		"/areas/150600.xlsx":           {"每千常住人口托位数", "绿氢产量"},
		"/organisations/O-ENERGY.xlsx": {"", "绿氢产量"},
	} {
		all, own := workbookTexts(t, free.get(path, http.StatusOK).body), workbookTexts(t, health.get(path, http.StatusOK).body)
		if !strings.Contains(all, texts[0]) || !strings.Contains(own, texts[0]) || !strings.Contains(all, texts[1]) || strings.Contains(own, texts[1]) {
			t.Errorf("%s does not keep to the scope", path)
		}
		if !strings.Contains(own, "按您的账号范围") || strings.Contains(all, "按您的账号范围") {
			t.Errorf("%s does not say what it is bound to", path)
		}
	}
	for path, texts := range map[string][2]string{
		"/api/v1/tasks":         {"T-1", "T-3"},
		"/api/v1/projects":      {"J-2", "J-1"},
		"/api/v1/indicators":    {"CHILDCARE-PLACES-PER-1000", "HYDROGEN-OUTPUT"},
		"/api/v1/assessments":   {"CHILDCARE-PLACES-PER-1000", "HYDROGEN-OUTPUT"},
		"/api/v1/organisations": {"O-HEALTH", "O-ENERGY"},
		"/api/v1/pipeline":      {"", "P2022-168-T001"},
		"/api/v1/targets":       {"PB2022-194-T001", "P2022-168-T003"},
		"/api/v1/conflicts":     {"", "CF-168-1"},
	} {
		h.has(free.get(path, http.StatusOK), texts[0], texts[1])
		got := health.get(path, http.StatusOK)
		h.has(got, texts[0])
		h.lacks(got, `"`+texts[1]+`"`)
	}
	for _, path := range []string{"/tasks", "/projects"} {
		h.has(health.get(path, http.StatusOK), map[string]string{"/tasks": "编制风电方案", "/projects": "甲项目"}[path])
	}
}

// The series that an indicator opens with is the energy bureau's; the health commission
// gets its own, and no target of the other.
func TestAnIndicatorAnswersTheSeriesInScope(t *testing.T) {
	h := scopedHouse(t)
	const path = "/api/v1/indicators/NEW-ENERGY-CAPACITY"
	var answer struct {
		Area    string
		Target  string
		Targets []metrics.Target
	}
	if err := json.Unmarshal([]byte(h.enter("health").get(path, http.StatusOK).body), &answer); err != nil {
		t.Fatal(err)
	}
	if answer.Area != "150602" || answer.Target != "P2022-168-T099" || len(answer.Targets) != 1 {
		t.Errorf("%+v", answer)
	}
	health := h.enter("health")
	h.has(health.get(path+"?area=150600", http.StatusForbidden), "scope.indicator")
	h.has(health.get(path+"?target=P2022-168-T001", http.StatusForbidden), "scope.indicator")
	h.has(health.get("/api/v1/indicators/HYDROGEN-OUTPUT", http.StatusForbidden), "scope.indicator")
	if err := json.Unmarshal([]byte(h.enter("energy").get(path, http.StatusOK).body), &answer); err != nil || answer.Target != "P2022-168-T001" {
		t.Errorf("the energy bureau gets %+v, %v", answer, err)
	}
}

// A kept report goes to who issued it, to who is bound to the same or more organisations,
// and to who is bound to none.
func TestKeptReportsKeepToTheScope(t *testing.T) {
	h := scopedHouse(t)
	numbers := map[string]string{}
	for _, code := range []string{"health", "energy", "both", "free"} {
		numbers[code] = h.enter(code).get("/indicators.xlsx", http.StatusOK).header.Get("Zhibiao-Report")
	}
	may := map[string]string{"health": "health", "health2": "health", "energy": "energy", "both": "health energy both", "free": "health energy both free"}
	for _, reader := range []string{"health", "health2", "energy", "both", "free"} {
		person := h.enter(reader)
		list := person.get("/reports", http.StatusOK)
		for issuer, number := range numbers {
			status := http.StatusForbidden
			if strings.Contains(" "+may[reader]+" ", " "+issuer+" ") {
				status = http.StatusOK
			}
			person.get("/reports/"+number, status)
			person.get("/reports/"+number+".xlsx", status)
			if listed := strings.Contains(list.body, number); listed != (status == http.StatusOK) {
				t.Errorf("%s finds the report of %s in the list: %t", reader, issuer, listed)
			}
			if status == http.StatusForbidden {
				h.has(person.get("/reports/"+number, status), "超出您账号的单位范围")
				person.post("/reports/"+number+"/check", status)
			} else if reader != "health2" { // made again by whoever may have it, it is the same
				h.has(person.post("/reports/"+number+"/check", status), "逐字节相同")
			}
		}
	}
	h.lacks(h.enter("health").get("/api/v1/reports", http.StatusOK), numbers["energy"], numbers["both"], numbers["free"])
	h.enter("health").get("/api/v1/reports/"+numbers["free"]+"/file", http.StatusForbidden)
	h.has(h.enter("free").get("/reports/"+numbers["health"], http.StatusOK), "导出范围", "市卫生健康委员会")
	if got := strings.Join(h.audited("denied"), "\n"); !strings.Contains(got, "health2 denied GET /reports/"+numbers["free"]) {
		t.Errorf("audit of refusals: %.400s", got)
	}
}

// Differences leave under a number, come out the same again, and keep to the scope: the
// values that were revised are of the health commission.
func TestDifferencesAreKeptAndScoped(t *testing.T) {
	energy, free := account("energy", metrics.RoleStatistician), account("free", metrics.RoleStatistician)
	energy.Organisations = []string{"O-ENERGY"}
	hash, err := passwordHash()
	if err != nil {
		t.Fatal(err)
	}
	energy.PasswordHash, free.PasswordHash = hash, hash
	accounts, revisions := dashboardtest.NewAccounts(energy, free), &dashboardtest.Revisions{}
	site, ledger := importSite(t, t.TempDir(), func(d *dashboard.Dependencies, options *ingest.Options) {
		d.Accounts, d.Audit, d.Revisions, revisions.Now = accounts, accounts, revisions, options.Now
		d.Reports, d.ReportFiles = &dashboardtest.Reports{}, ingest.NewOriginals(t.TempDir())
	})
	revisions.Ledger = ledger
	h := &house{site: site, accounts: accounts}
	person := h.enter("free")
	person.get("/imports", http.StatusOK)
	run := strings.TrimPrefix(handIn(t, person, "published-actuals", "a.csv", goodFile), "/runs/")
	for _, c := range [][2]string{{"?run=" + run, "2.57"}, {"?from=2023-01-01&indicator=CHILDCARE-PLACES-PER-1000", "2.58"}} { // revised after the first
		question, value := c[0], c[1]
		got := person.get("/differences.xlsx"+question, http.StatusOK)
		number := got.header.Get("Zhibiao-Report")
		if texts := workbookTexts(t, got.body); number == "" || !strings.Contains(texts, value) || !strings.Contains(texts, "编号："+number) {
			t.Errorf("%s: number %q", question, number)
		}
		handIn(t, person, "published-actuals", "b.csv", revisedFile) // what comes later changes nothing
		h.has(person.post("/reports/"+number+"/check", http.StatusOK), "逐字节相同")
		if again := person.get("/reports/"+number+".xlsx", http.StatusOK); again.body != got.body {
			t.Errorf("%s: the kept bytes differ", question)
		}
		bound := h.enter("energy")
		if texts := workbookTexts(t, bound.get("/differences.xlsx"+question, http.StatusOK).body); strings.Contains(texts, value) || !strings.Contains(texts, "市能源局") {
			t.Errorf("%s does not keep to the scope: %.300s", question, texts)
		}
		h.lacks(bound.get("/differences.csv"+question, http.StatusOK), value)
		bound.get("/reports/"+number, http.StatusForbidden)
	}
}
