package dashboard_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"zhibiao/dashboard"
	"zhibiao/dashboard/dashboardtest"
	"zhibiao/metrics"
)

// 托位数 by three methods. The yearly growth is (2.57 ÷ 1.8)^½ − 1 = 0.1949 against (4.5 ÷
// 1.8)^⅕ − 1 = 0.2011, a ratio of 0.969: on schedule by a cut-off of 0.95, where the
// straight line, 0.285 ÷ 0.4 = 0.713, is behind. At that growth 2025 would bring 2.57 ×
// (2.57 ÷ 1.8)^(3/2) = 4.3845, and (4.3845 − 1.8) ÷ 2.7 = 0.957.
func TestMethodsSideBySide(t *testing.T) {
	site := newExplainedSite(t)
	page := site.get(childcare, http.StatusOK)
	site.has(page, "各种方法并列", "标明“采用”的方法给出上面的状态", "直线进度", "0.713", "年均增速法", "0.969", "联合国进展图 2023", "0.957", "不适用或得不出结果的方法")
	if marked := strings.Count(page.body, `<tr class="gives">`); marked != 1 {
		t.Errorf("%d methods are marked as giving the light, want 1", marked)
	}
	site.has(site.get(childcare+"?lang=en", http.StatusOK), "Methods side by side", "gives the light")
	site.lacks(site.get("/indicators/PARK-BUILT", http.StatusOK), "各种方法并列") // a date is no case for them
}

// A method that was chosen for the target stands as it was chosen.
func TestChosenMethodIsMarked(t *testing.T) {
	store := dashboardtest.NewExplained()
	policy := metrics.DefaultPolicy()
	policy.Version, policy.Choices = "policy-1", []metrics.MethodChoice{{Target: "PB2022-194-T001", Method: "compound"}}
	store.PolicyList = []metrics.Policy{policy}
	site := newSite(t, func(dependencies *dashboard.Dependencies) { dependencies.Store = store })
	var answer struct {
		Methods []struct {
			Method, Status string
			GivesLight     bool `json:"gives_light"`
			Applicable     bool
			Ratio          *float64
			Sentence       string
		}
	}
	if err := json.Unmarshal([]byte(site.get("/api/v1"+childcare, http.StatusOK).body), &answer); err != nil {
		t.Fatal(err)
	}
	if len(answer.Methods) != len(metrics.StatusMethods()) {
		t.Errorf("%d methods, want all %d", len(answer.Methods), len(metrics.StatusMethods()))
	}
	for _, method := range answer.Methods {
		if method.Sentence == "" {
			t.Errorf("%s says nothing", method.Method)
		}
		if method.Method == "compound/1" && (!method.Applicable || method.Ratio == nil || *method.Ratio < 0.968 || *method.Ratio > 0.970) {
			t.Errorf("compound: %+v, want a ratio of 0.969", method)
		}
	}
}
