package dashboard_test

import (
	"net/http"
	"slices"
	"testing"

	"zhibiao/dashboard"
	"zhibiao/dashboard/dashboardtest"
	"zhibiao/metrics"
)

// The one conflict of the catalogue is settled by a rule. A reviewer objects, so it is open
// and names the reviewer; then confirms, so it is settled again, and both words stay. A form
// without a reason changes nothing, and whoever may not decide is offered no form.
func TestConflictIsDecidedByPeople(t *testing.T) {
	banner := account("bai", metrics.RoleReviewer)
	banner.Areas = []string{"150602"}
	h := newHouse(t, func(d *dashboard.Dependencies) { d.Decisions = &dashboardtest.ConflictDecisions{} },
		account("chen", metrics.RoleReviewer), account("li", metrics.RoleLeader), banner)
	chen, li, bai := h.enter("chen"), h.enter("li"), h.enter("bai")
	chen.has(chen.get("/conflicts/CF-168-1", http.StatusOK), "还没有人认定", `action="/conflicts/CF-168-1"`)
	chen.has(chen.post("/conflicts/CF-168-1", http.StatusUnprocessableEntity, "word", "disputed"), "请写明理由")
	chen.has(chen.post("/conflicts/CF-168-1", http.StatusUnprocessableEntity, "word", "nonsense", "reason", "x"), "请选择确认或有异议")
	chen.has(chen.get("/conflicts", http.StatusOK), "已认定 1", "待确认 0")
	chen.post("/conflicts/CF-168-1", http.StatusSeeOther, "word", "disputed", "reason", "两份原件待查")
	open := li.get("/conflicts", http.StatusOK)
	li.has(open, "已认定 0", "待确认 1", "chen")
	li.has(li.get("/api/v1/conflicts", http.StatusOK), `"status":"open"`, `"decided_by":"chen"`)
	page := li.get("/conflicts/CF-168-1", http.StatusOK)
	li.has(page, "两份原件待查", "有异议")
	li.lacks(page, `action="/conflicts/CF-168-1"`)
	li.post("/conflicts/CF-168-1", http.StatusForbidden, "word", "confirmed", "reason", "x")
	bai.lacks(bai.get("/conflicts/CF-168-1", http.StatusOK), `action="/conflicts/CF-168-1"`)
	bai.has(bai.post("/conflicts/CF-168-1", http.StatusForbidden, "word", "confirmed", "reason", "x"), "您的账号只管部分区域")
	chen.post("/conflicts/CF-168-1", http.StatusSeeOther, "word", "confirmed", "reason", "已查对原件")
	chen.has(chen.get("/conflicts/CF-168-1", http.StatusOK), "已认定", "已查对原件", "两份原件待查")
	chen.post("/conflicts/NOPE", http.StatusNotFound, "word", "confirmed", "reason", "x")
	lines := h.audited("")
	for _, want := range []string{"chen conflict.decide CF-168-1 done"} {
		if !slices.Contains(lines, want) {
			t.Errorf("audit lacks %q: %q", want, lines)
		}
	}
}
