package dashboard_test

import (
	"net/http"
	"strings"
	"testing"

	"zhibiao/dashboard"
	"zhibiao/dashboard/dashboardtest"
	"zhibiao/metrics"
)

// Closing and opening periods, and what names stand for, are audited with what was
// decided; what is refused changes nothing and leaves no entry of it.
func TestLocksAndNamesAreAudited(t *testing.T) {
	revisions := &dashboardtest.Revisions{Now: dashboardtest.Now}
	h := newHouse(t, func(d *dashboard.Dependencies) { d.Revisions = revisions }, account("chen", metrics.RoleReviewer), account("li", metrics.RoleStatistician))
	chen, li := h.enter("chen"), h.enter("li")
	chen.post("/locks", http.StatusUnprocessableEntity, "until", "2022-12-31")
	chen.post("/locks", http.StatusSeeOther, "until", "2022-12-31", "theme", "CHILDREN", "reason", "年报已公布")
	chen.post("/locks/lock-1/lift", http.StatusSeeOther, "reason", "数据更正")
	li.post("/names", http.StatusSeeOther, "kind", "indicator", "name", "托位", "code", "CHILDCARE-PLACES-PER-1000")
	li.post("/names/remove", http.StatusSeeOther, "kind", "indicator", "name", "托位")
	want := "chen lock.set lock-1 done, chen lock.lift lock-1 done, li name.choose 托位 done, li name.remove 托位 done"
	var got []string
	for _, line := range h.audited("") {
		if strings.Contains(line, " lock.") || strings.Contains(line, " name.") {
			got = append(got, line)
		}
	}
	if strings.Join(got, ", ") != want {
		t.Errorf("audit %q, want %q", got, want)
	}
	entries, err := h.accounts.AuditEntries(t.Context(), metrics.AuditQuery{Action: "lock.set"})
	if err != nil || len(entries) != 1 || entries[0].Arguments["closed_until"] != "2022-12-31" || entries[0].Arguments["theme"] != "CHILDREN" || entries[0].Arguments["reason"] != "年报已公布" {
		t.Errorf("%+v, %v", entries, err)
	}
}
