package dashboard_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"zhibiao/metrics"
)

var oneTimeShown = regexp.MustCompile(`one-time-word code">([A-Z2-7-]{19})<`)

func TestAnAccountFromTheFirstDayToTheLast(t *testing.T) {
	h := newHouse(t, nil, account("keeper", metrics.RoleAdministrator))
	root := h.enter("keeper")
	root.get("/accounts/new", http.StatusOK)
	made := root.post("/accounts", http.StatusOK, "code", "Wang.li", "name_zh", "王力", "roles", "planner")
	shown := oneTimeShown.FindStringSubmatch(made.body)
	if shown == nil {
		t.Fatalf("no one-time password: %.800s", made.body)
	}
	oneTime := shown[1]
	for _, path := range []string{"/accounts", "/accounts/wang.li", "/audit", "/audit.csv"} {
		h.lacks(root.get(path, http.StatusOK), oneTime, "argon2")
	}

	// The first way of the new person leads to a password of their own.
	v := visit(h.site, "/sign-in")
	v.post("/sign-in", http.StatusSeeOther, "code", "wang.li", "password", oneTime)
	if got := v.get("/plans", http.StatusSeeOther).header.Get("Location"); !strings.HasPrefix(got, "/account/password") {
		t.Errorf("with a one-time password /plans leads to %s", got)
	}
	h.has(v.get("/api/v1/overview", http.StatusForbidden), "sign_in.must_change")
	const own = "夜里听见羊圈的铃声"
	for _, c := range []struct{ present, chosen, again, want string }{
		{"wrong", own + "响", own + "响", "现在的口令不正确"}, {oneTime, "短", "短", "至少 10 个字符"}, {oneTime, own + "响", own + "了", "两次输入不一致"},
		{oneTime, "my wang.li password", "my wang.li password", "口令不能包含账号"}, {oneTime, oneTime, oneTime, "不能与现在的相同"},
	} {
		h.has(v.post("/account/password", http.StatusUnprocessableEntity, "present", c.present, "password", c.chosen, "again", c.again), c.want)
	}
	elsewhere := visit(h.site, "/sign-in")
	elsewhere.post("/sign-in", http.StatusSeeOther, "code", "wang.li", "password", oneTime)
	v.post("/account/password", http.StatusSeeOther, "present", oneTime, "password", own+"响", "again", own+"响")
	h.has(v.get("/account", http.StatusOK), "王力", "规划", "本设备")
	elsewhere.get("/account", http.StatusSeeOther) // signed out by the change
	v.get("/plans", http.StatusOK)

	// Rights that change count at once; what is taken is refused and kept.
	v.get("/runs", http.StatusForbidden)
	root.post("/accounts/wang.li", http.StatusSeeOther, "name_zh", "王力", "roles", "statistician")
	v.get("/runs", http.StatusOK)
	h.has(root.get("/accounts/wang.li", http.StatusOK), "角色", "建立", "keeper")
	root.post("/accounts/wang.li/disable", http.StatusSeeOther)
	h.has(root.get("/accounts?done=disabled&account=wang.li", http.StatusOK), "账号 wang.li 已停用", `action="/accounts/wang.li/enable"`)
	v.get("/plans", http.StatusSeeOther)
	root.post("/accounts/wang.li/enable", http.StatusSeeOther)
	reset := root.post("/accounts/wang.li/reset", http.StatusOK)
	if again := oneTimeShown.FindStringSubmatch(reset.body); again == nil || again[1] == oneTime {
		t.Error("a reset shows no new one-time password")
	}

	page := root.get("/audit", http.StatusOK)
	h.has(page, "建立账号 王力（wang.li）", "修改账号 王力（wang.li）", "原角色：规划", "停用账号", "启用账号", "重置 王力（wang.li） 的口令", "无权访问 GET /runs", "修改本人口令")
	h.has(root.get("/audit?action=account.&person=keeper&outcome=done", http.StatusOK), "建立账号")
	h.lacks(root.get("/audit?action=account.", http.StatusOK), "无权访问")
	h.has(root.get("/audit?subject=nothing-like-it", http.StatusOK), "没有符合条件的记录")
	root.get("/audit?outcome=gossip", http.StatusBadRequest)
	root.get("/audit?from=yesterday", http.StatusBadRequest)
	root.get("/audit?before=x", http.StatusBadRequest)
}

func TestTheLastAdministratorStays(t *testing.T) {
	disabled := account("old", metrics.RoleAdministrator)
	disabled.Disabled = true
	h := newHouse(t, nil, account("keeper", metrics.RoleAdministrator), account("wang", metrics.RoleLeader), disabled)
	root := h.enter("keeper")
	h.has(root.post("/accounts/keeper/disable", http.StatusConflict), "最后一个可用的管理员")
	h.has(root.post("/accounts/keeper", http.StatusUnprocessableEntity, "name_zh", "根", "roles", "leader"), "最后一个可用的管理员")
	root.post("/accounts/old/enable", http.StatusSeeOther)
	root.post("/accounts/keeper/disable", http.StatusSeeOther)
	root.get("/accounts", http.StatusSeeOther)
}

func TestAccountsThatMakeNoSense(t *testing.T) {
	h := newHouse(t, nil, account("keeper", metrics.RoleAdministrator))
	root := h.enter("keeper")
	for _, c := range []struct {
		want  string
		pairs []string
	}{
		{"账号“keeper”已经有了", []string{"code", "keeper", "name_zh", "x", "roles", "leader"}},
		{"账号只能用小写字母", []string{"code", "王", "name_zh", "x", "roles", "leader"}},
		{"账号只能用小写字母", []string{"code", "new", "name_zh", "x", "roles", "leader"}},
		{"请填写姓名", []string{"code", "li", "name_zh", " ", "roles", "leader"}},
		{"请至少选一个角色", []string{"code", "li", "name_zh", "x", "roles", "king"}},
		{"没有区域“999”", []string{"code", "li", "name_zh", "x", "roles", "leader", "areas", "999"}},
		{"没有单位“x”", []string{"code", "li", "name_zh", "x", "roles", "leader", "organisations", "x"}},
	} {
		h.has(root.post("/accounts", http.StatusUnprocessableEntity, c.pairs...), c.want, "没有保存")
	}
	root.get("/accounts/nobody", http.StatusNotFound)
	h.has(root.post("/accounts", http.StatusOK, "code", "li", "name_zh", `<script>alert(1)</script>`, "roles", "leader"), "&lt;script&gt;")
}

func TestSignOutElsewhere(t *testing.T) {
	h := newHouse(t, nil, account("wang", metrics.RoleLeader))
	one, other := h.enter("wang"), h.enter("wang")
	page := one.get("/account", http.StatusOK)
	if got := strings.Count(page.body, `class="headline agent"`); got != 2 {
		t.Errorf("%d sessions, want 2", got)
	}
	one.post("/account/sessions/end", http.StatusSeeOther)
	one.get("/account", http.StatusOK)
	other.get("/account", http.StatusSeeOther)
}

func TestTheAuditLeavesAsAFile(t *testing.T) {
	h := newHouse(t, nil, account("keeper", metrics.RoleAdministrator), account("wang", metrics.RoleLeader))
	root := h.enter("keeper")
	h.enter("wang").get("/accounts", http.StatusForbidden)
	csv := root.get("/audit.csv?person=wang", http.StatusOK)
	if !strings.HasPrefix(csv.body, "\ufeff时间,谁,做了什么") || strings.Count(csv.body, "\n") != 3 {
		t.Errorf("want the titles and two lines of wang, not %q", csv.body)
	}
	h.has(csv, "无权访问 GET /accounts", "姓名wang（wang）")
	workbook := root.get("/audit.xlsx?lang=en", http.StatusOK)
	if !strings.HasPrefix(workbook.body, "PK") || !strings.Contains(workbook.header.Get("Content-Disposition"), "audit-") {
		t.Error("no workbook")
	}
	if got := strings.Join(h.audited("export"), "\n"); strings.Count(got, "keeper export /audit.") != 2 {
		t.Errorf("audit of the exports: %q", got)
	}
}

// What forms of other rooms do is kept without their help.
func TestChangesOfOtherRoomsAreKept(t *testing.T) {
	h := newHouse(t, nil, account("judge", metrics.RoleReviewer))
	judge := h.enter("judge")
	judge.get("/policy", http.StatusOK)
	judge.post("/policy", http.StatusUnprocessableEntity, "ahead", "nonsense") // shown again: nothing is changed
	judge.post("/policy/restore", http.StatusNotFound, "version", "none")
	if got := h.audited("policy."); len(got) != 1 || got[0] != "judge policy.restore /policy/restore failed" {
		t.Errorf("audit %q, want the one attempt that failed", got)
	}
}
