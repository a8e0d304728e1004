package dashboard_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"zhibiao/metrics"
)

// cutOffForm is the form of the cut-offs as the page offers it, with changes.
func cutOffForm(changes ...string) []string {
	return append([]string{"base", "default-1", "ahead", "1.05", "on_schedule", "0.95", "far_behind", "0.6",
		"approximate_tolerance", "0.05", "reason", "依据某号文件"}, changes...)
}

func TestPolicyPageShowsTheRulesInForce(t *testing.T) {
	site := newSite(t)
	site.has(site.get("/policy", http.StatusOK), "系统自带的规则", "default-1", "0.95 ≤ 进度比 &lt; 1.05", `name="ahead" value="1.05"`,
		`name="far_behind" value="0.6"`, "没有目标另选方法", `class="policy-scale"`)
	site.has(site.get("/about", http.StatusOK), `href="/policy"`)
}

// The pace of the places is (0.77 ÷ 2.7) ÷ 0.4 = 0.713: behind by the default 0.6, far
// behind from a cut-off of 0.8 on. No other target in force of the seven has a pace
// below 1: capacity 1.0007, hydrogen 1.2 twice, rank 1.33, the hostile name 2.
func TestPolicyPreviewListsTheLightsThatChange(t *testing.T) {
	site := newSite(t)
	visitor := visit(site, "/policy")
	page := visitor.post("/policy/preview", http.StatusOK, cutOffForm("far_behind", "８０％", "reason", "")...)
	site.has(page, "7 条有效目标中，1 条的灯变了", "每千常住人口托位数", "</svg>严重滞后", "0.713", `value="８０％"`)
	_, shown, _ := strings.Cut(page.body, `class="preview effect"`)
	shown, _, _ = strings.Cut(shown, "</section>")
	if strings.Contains(shown, "绿氢产量") {
		t.Error("a light that stays is listed")
	}
	if len(site.store.PolicyList) != 0 {
		t.Error("the preview saved")
	}
	// both targets of hydrogen have the pace 1.2
	site.has(visitor.post("/policy/preview", http.StatusOK, cutOffForm("ahead", "1.25")...), "7 条有效目标中，2 条的灯变了")
	site.has(visitor.post("/policy/preview", http.StatusOK, cutOffForm("ahead", "1.2")...), "7 条有效目标的灯都不变") // the edge is the better side
}

func TestPolicyIsSavedAndUndone(t *testing.T) {
	site := newSite(t)
	visitor := visit(site, "/policy")
	saved := visitor.post("/policy", http.StatusSeeOther, cutOffForm("far_behind", "0.8")...)
	if saved.header.Get("Location") != "/policy?saved=policy-1" {
		t.Fatalf("goes to %q", saved.header.Get("Location"))
	}
	policy := site.store.PolicyList[0]
	if policy.Settings.FarBehind != 0.8 || policy.Reason != "依据某号文件" || !strings.HasPrefix(policy.SavedBy, "web ") {
		t.Errorf("saved %+v", policy)
	}
	page := site.get("/policy?saved=policy-1", http.StatusOK)
	site.has(page, "已保存，从现在起生效", "1 条的灯变了", "撤销", "严重滞后线 0.6 → <b>0.8</b>", "依据某号文件")
	site.has(site.get("/", http.StatusOK), "</svg>严重滞后</span>")
	visitor.post("/policy/restore", http.StatusSeeOther, "version", "default-1", "base", "policy-1", "reason", "撤销")
	if back := site.store.PolicyList[0]; back.Settings.FarBehind != 0.6 || back.Reason != "撤销" || len(site.store.PolicyList) != 2 {
		t.Errorf("undone to %+v", back)
	}
	// what was undone is not offered to be undone once more, what is in force cannot be put back
	site.lacks(site.get("/policy?saved=policy-1", http.StatusOK), "撤销上一次修改")
	site.has(visitor.post("/policy/restore", http.StatusUnprocessableEntity, "version", "default-1", "base", "policy-2", "reason", "x"), "与现行规则相同")
	site.has(visitor.post("/policy/restore", http.StatusNotFound, "version", "nix", "base", "policy-2", "reason", "x"), "没有版本为“nix”")
}

// What contradicts itself is refused with one sentence beside its field, and nothing
// that was typed is lost.
func TestContradictingCutOffsAreRefused(t *testing.T) {
	site := newSite(t)
	visitor := visit(site, "/policy")
	cases := []struct{ field, value, says string }{
		{"far_behind", "0.95", "严重滞后线（0.95）必须低于基本符合线（0.95）"},
		{"far_behind", "0", "必须大于 0"},
		{"far_behind", "-0.1", "必须大于 0"},
		{"on_schedule", "1.01", "不能高于 1"},
		{"ahead", "0.99", "不能低于 1"},
		{"ahead", "", "请填一个数"},
		{"ahead", "很高", "“很高”不是数"},
		{"ahead", "1e1", "“1e1”不是数"},
		{"ahead", "NaN", "“NaN”不是数"},
		{"ahead", "1.00000001", "位数太多"},
		{"approximate_tolerance", "1", "不小于 0 且小于 1"},
		{"germany_sun", "0.3", "“德国天气符号”的各条分界应当逐级递减"},
		{"reason", "", "请写明理由"},
		{"reason", strings.Repeat("长", 501), "超过 500 个字"},
	}
	for _, c := range cases {
		page := visitor.post("/policy", http.StatusUnprocessableEntity, cutOffForm(c.field, c.value)...)
		site.has(page, c.says, "没有保存")
		if c.field != "reason" {
			site.has(page, `name="`+c.field+`" value="`+c.value+`"`, `value="依据某号文件"`)
		}
	}
	both := visitor.post("/policy", http.StatusUnprocessableEntity, cutOffForm("ahead", "1", "on_schedule", "1")...)
	site.has(both, "快于预期线（1）必须高于基本符合线（1）")
	site.has(visitor.post("/policy", http.StatusUnprocessableEntity, cutOffForm()...), "与现行规则相同")
	if len(site.store.PolicyList) != 0 {
		t.Error("something was saved")
	}
}

func TestPolicySavedByAnotherMeanwhile(t *testing.T) {
	site := newSite(t)
	visitor := visit(site, "/policy")
	visitor.post("/policy", http.StatusSeeOther, cutOffForm("far_behind", "0.8")...)
	page := visitor.post("/policy", http.StatusUnprocessableEntity, cutOffForm("far_behind", "0.7")...)
	site.has(page, "已保存了新的规则（依据某号文件）", `name="base" value="policy-1"`, `name="far_behind" value="0.7"`)
	visitor.post("/policy", http.StatusSeeOther, cutOffForm("far_behind", "0.7", "base", "policy-1")...)
}

func TestRulesOfThePastCannotBeChanged(t *testing.T) {
	site := newSite(t)
	visitor := visit(site, "/policy")
	visitor.post("/policy", http.StatusSeeOther, cutOffForm("far_behind", "0.8")...)
	past := site.get("/policy?as_of=2023-06-30", http.StatusOK)
	site.has(past, "进度比 &lt; 0.6", "正在看过去的规则")
	site.lacks(past, "policy-1", `name="ahead"`)
	visitor.post("/policy?as_of=2023-06-30", http.StatusBadRequest, cutOffForm("far_behind", "0.7", "base", "policy-1")...)
}

func TestPolicyCheckWhileTyping(t *testing.T) {
	site := newSite(t)
	check := func(pairs ...string) string {
		query := url.Values{}
		for i, form := 0, cutOffForm(pairs...); i+1 < len(form); i += 2 {
			query.Set(form[i], form[i+1])
		}
		return site.get("/policy/check?"+query.Encode(), http.StatusOK).body
	}
	if got := check("far_behind", "0.7"); !strings.Contains(got, `policy-scale`) || strings.Contains(got, "problems") {
		t.Errorf("a right form gives %s", got)
	}
	if got := check("far_behind", "0.96"); !strings.Contains(got, `"far_behind":"严重滞后线（0.96）`) {
		t.Errorf("an overlap gives %s", got)
	}
	if got := check("ahead", "x", "approximate_tolerance", "2"); !strings.Contains(got, `"ahead":"“x”不是数`) || !strings.Contains(got, `"approximate_tolerance"`) {
		t.Errorf("two mistakes give %s", got)
	}
}

func TestPoliciesForPrograms(t *testing.T) {
	site := newSite(t)
	visitor := visit(site, "/policy")
	visitor.post("/policy", http.StatusSeeOther, cutOffForm("far_behind", "0.8")...)
	site.has(site.get("/api/v1/policies", http.StatusOK), `"version":"policy-1"`, `"far_behind":0.8`, `"in_force":true`, `"version":"default-1"`,
		`"policy":"policy-1"`)
	site.has(site.get("/api/v1/indicators", http.StatusOK), `"policy":"policy-1"`)
	past := site.get("/api/v1/policies?as_of=2023-06-30", http.StatusOK)
	site.has(past, `"policy":"default-1"`)
	site.lacks(past, "policy-1")
}

func TestPolicyFormsNeedAToken(t *testing.T) {
	site := newSite(t)
	for _, path := range []string{"/policy", "/policy/preview", "/policy/restore"} {
		request := httptest.NewRequest(http.MethodPost, path, strings.NewReader("ahead=2"))
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		if got := site.send(request); got.status < 400 {
			t.Errorf("%s without a token gave %d", path, got.status)
		}
	}
}

// A choice whose target the catalogue has lost is still told.
func TestChoicesOfLostTargetsAreTold(t *testing.T) {
	site := newSite(t)
	site.store.PolicyList = []metrics.Policy{{Version: "policy-1", Settings: metrics.DefaultSettings(), SavedAt: time.Date(2023, 4, 1, 0, 0, 0, 0, time.UTC),
		Choices: []metrics.MethodChoice{{Target: "GONE-T001", Method: "compound", Reason: "旧规划"}}}}
	site.has(site.get("/policy", http.StatusOK), "GONE-T001", "目录中已没有这个目标", "旧规划")
}
