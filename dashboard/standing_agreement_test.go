package dashboard_test

import (
	"encoding/json"
	"net/http"
	"testing"

	"github.com/shopspring/decimal"

	"zhibiao/dashboard/dashboardtest"
	"zhibiao/metrics"
)

// addTargets gives the store further targets, made from that of childcare places of the
// health commission.
func addTargets(store *dashboardtest.Store, changes ...func(*metrics.Target)) {
	content := *store.Content
	content.Targets = append([]metrics.Target{}, content.Targets...)
	for _, change := range changes {
		target := content.Targets[0]
		target.BasePeriod, target.BaseValue, target.Attribute = "", decimal.NullDecimal{}, metrics.Expected
		change(&target)
		content.Targets = append(content.Targets, target)
	}
	store.Content = content.Index()
}

// standing are the numbers that pages share.
type standing struct{ total, behind int }

func overviewStanding(t *testing.T, site *site, query string) standing {
	t.Helper()
	var answer struct{ Total, Attention int }
	if err := json.Unmarshal([]byte(site.get("/api/v1/overview"+query, http.StatusOK).body), &answer); err != nil {
		t.Fatal(err)
	}
	return standing{answer.Total, answer.Attention}
}

func rolledUp(t *testing.T, site *site, by string) (rows map[string]standing, all standing) {
	t.Helper()
	var answer struct {
		Rows []struct {
			Key             string
			Targets, Behind int
		}
	}
	if err := json.Unmarshal([]byte(site.get("/api/v1/roll-up?by="+by, http.StatusOK).body), &answer); err != nil {
		t.Fatal(err)
	}
	rows = map[string]standing{}
	for _, row := range answer.Rows {
		rows[row.Key] = standing{row.Targets, row.Behind}
		all.total, all.behind = all.total+row.Targets, all.behind+row.Behind
	}
	return rows, all
}

// A plan asks one banner, 东胜区, for at least 4 places by 2022; it had 3.05. That is one
// target more and one more behind, on every page that counts.
func TestTargetsOfOneBannerCountEverywhere(t *testing.T) {
	site := newSite(t)
	before, plan := overviewStanding(t, site, ""), overviewStanding(t, site, "?plan=PB2022-194")
	addTargets(site.store, func(target *metrics.Target) {
		target.Code, target.Area, target.Item, target.Period, target.Value = "PB2022-194-T008", "150602", "9", "2022", number("4")
	})
	want := standing{before.total + 1, before.behind + 1}
	if got := overviewStanding(t, site, ""); got != want {
		t.Errorf("the overview counts %v, want %v", got, want)
	}
	if got, want := overviewStanding(t, site, "?plan=PB2022-194"), (standing{plan.total + 1, plan.behind + 1}); got != want {
		t.Errorf("the overview of the plan counts %v, want %v", got, want)
	}
	for _, by := range []string{"theme", "area"} {
		rows, all := rolledUp(t, site, by)
		if all != want {
			t.Errorf("rolled up by %s: %v, want %v", by, all, want)
		}
		if got, want := rows["150602"], (standing{1, 1}); by == "area" && got != want {
			t.Errorf("the banner stands %v, want %v", got, want)
		}
	}
	site.has(site.get("/?deadline=passed", http.StatusOK), "PB2022-194-T008")
	site.has(site.get("/indicators?organisation=O-HEALTH&role=lead", http.StatusOK), "其中有目标 2 项")
	site.has(site.get("/plans/PB2022-194", http.StatusOK), "东胜区", "未达标", "本规划 3 项指标中")
}
