package dashboard_test

import (
	"context"
	"net/http"
	"strings"
	"testing"

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
	h.has(person.get(upload, http.StatusOK), "“鄂尔多斯市”不在您的地区范围内", "东胜区", "将新增 1 个值")
	person.post(upload+"/import", http.StatusSeeOther)
	page := person.get(upload, http.StatusOK)
	run := runLink.FindStringSubmatch(page.body)[1]
	h.lacks(person.get(run, http.StatusOK), run+"/approve") // who submits does not approve
	person.post(run+"/approve", http.StatusForbidden)

	stranger := h.enter("other")
	h.lacks(stranger.get(run, http.StatusOK), run+"/approve", run+"/return")
	h.has(stranger.post(run+"/approve", http.StatusForbidden), "范围以外的地区：东胜区")
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
