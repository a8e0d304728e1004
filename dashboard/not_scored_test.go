package dashboard_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"zhibiao/metrics"
)

// What a rule asks in each case is printed with its plan, but nobody is behind with it:
// ≤ 2 places with 2.57 would be missed.
func TestWhatIsNotScoredIsNotBehind(t *testing.T) {
	site := newSite(t)
	plan := overviewStanding(t, site, "?plan=PB2022-194")
	addTargets(site.store, func(target *metrics.Target) {
		target.Code, target.Item, target.Period, target.Comparator, target.Value = "PB2022-194-T008", "9", "2022", metrics.AtMost, number("2")
		target.Scored, target.NotScoredReason = false, "逐案适用"
	})
	if got := overviewStanding(t, site, "?plan=PB2022-194"); got != plan {
		t.Errorf("the plan counts %v, want %v", got, plan)
	}
	page := site.get("/plans/PB2022-194", http.StatusOK)
	site.has(page, "≤ 2.00", "不评价", "逐案适用", "本规划 2 项指标中", "共 3 行")
	site.lacks(page, "#icon-missed")
	chosen := site.get("/indicators/CHILDCARE-PLACES-PER-1000?target=PB2022-194-T008", http.StatusOK)
	site.has(chosen, "不评价", "逐案适用")
	site.lacks(chosen, "#icon-missed")
	rows := rowsOf(t, workbook(t, site, "/plans/PB2022-194.xlsx"), "监测表")
	found := false
	for _, row := range rows {
		found = found || slices.Contains(row, "不评价")
		if strings.Contains(strings.Join(row, " "), "未达标") {
			t.Errorf("the table calls it missed: %q", row)
		}
	}
	if !found {
		t.Errorf("the table does not say that it is not scored: %q", rows)
	}
}
