package dashboard_test

import (
	"net/http"
	"testing"

	"zhibiao/dashboard"
	"zhibiao/metrics"
)

// Who may not decide on rules reads them, and finds no form that its route would refuse.
func TestRulesOfferWhatTheReaderMayDo(t *testing.T) {
	h := newHouse(t, func(d *dashboard.Dependencies) { d.Checks = &keptChecks{} },
		account("chen", metrics.RoleReviewer), account("li", metrics.RoleStatistician), account("wang", metrics.RoleLeader))
	reviewer, statistician, leader := h.enter("chen"), h.enter("li"), h.enter("wang")
	const target = childcareTarget

	h.has(reviewer.get("/policy", http.StatusOK), `action="/policy"`, `name="ahead"`)
	h.has(reviewer.get(target, http.StatusOK), "/preview", `name="method"`)
	for _, person := range []*visitor{statistician, leader} {
		policy := person.get("/policy", http.StatusOK)
		h.has(policy, "0.95 ≤ 进度比 &lt; 1.05")
		h.lacks(policy, `action="/policy`, `name="ahead"`, "请先回到今天")
		h.lacks(person.get(target, http.StatusOK), "/preview", `name="method"`, "请先回到今天")
	}

	h.has(reviewer.get("/checks", http.StatusOK), "/checks/jump/switch", "/checks/new")
	h.has(reviewer.get("/checks/jump", http.StatusOK), "/checks/jump/try", `<fieldset class="stack as-read">`)
	rules := statistician.get("/checks", http.StatusOK)
	h.has(rules, "与历年同期相比突变", "查看")
	h.lacks(rules, "/switch", "/checks/new")
	rule := statistician.get("/checks/jump", http.StatusOK)
	h.has(rule, `<fieldset class="stack as-read" disabled>`)
	h.lacks(rule, "/checks/jump/try", "checks.save")
}
