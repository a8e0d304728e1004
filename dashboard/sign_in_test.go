package dashboard_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"zhibiao/dashboard"
	"zhibiao/dashboard/auth"
	"zhibiao/dashboard/dashboardtest"
	"zhibiao/metrics"
)

// password is that of every account of these tests.
const password = "三十只白羊过河"

// passwordHash is the hash of password, worked out once for all tests.
var passwordHash = sync.OnceValues(func() (string, error) {
	passwords, err := auth.NewPasswords()
	if err != nil {
		return "", err
	}
	return passwords.Hash(context.Background(), password)
})

// house is a site with accounts, and a clock that the test turns.
type house struct {
	*site
	accounts *dashboardtest.Accounts
	ahead    atomic.Int64 // nanoseconds
}

func account(code string, roles ...metrics.Role) metrics.Account {
	return metrics.Account{Code: code, NameZh: "姓名" + code, NameEn: "Name " + code, Roles: roles, SavedBy: "test"}
}

// newHouse has an account with the password for each of the given ones; those of
// demonstrations have none.
func newHouse(t *testing.T, change func(*dashboard.Dependencies), accounts ...metrics.Account) *house {
	t.Helper()
	hash, err := passwordHash()
	if err != nil {
		t.Fatal(err)
	}
	for i := range accounts {
		if !accounts[i].Demonstration {
			accounts[i].PasswordHash = hash
		}
	}
	h := &house{accounts: dashboardtest.NewAccounts(accounts...)}
	h.site = newSite(t, func(d *dashboard.Dependencies) {
		d.Accounts, d.Audit = h.accounts, h.accounts
		d.Now = func() time.Time { return dashboardtest.Now().Add(time.Duration(h.ahead.Load())) }
		if change != nil {
			change(d)
		}
	})
	return h
}

func (h *house) advance(by time.Duration) { h.ahead.Add(int64(by)) }

// enter signs somebody in.
func (h *house) enter(code string) *visitor {
	h.t.Helper()
	v := visit(h.site, "/sign-in")
	v.post("/sign-in", http.StatusSeeOther, "code", code, "password", password)
	return v
}

// audited lists the actions and outcomes of the audit, the oldest first.
func (h *house) audited(action string) []string {
	h.t.Helper()
	entries, err := h.accounts.AuditEntries(context.Background(), metrics.AuditQuery{Action: action})
	if err != nil {
		h.t.Fatal(err)
	}
	var list []string
	for _, entry := range entries {
		list = append([]string{entry.Actor + " " + entry.Action + " " + entry.Subject + " " + string(entry.Outcome)}, list...)
	}
	return list
}

func TestPagesLeadToSignInAndBack(t *testing.T) {
	h := newHouse(t, nil, account("wang", metrics.RoleLeader))
	first := h.get("/indicators?q=%E7%85%A4&lang=en", http.StatusSeeOther)
	if got, want := first.header.Get("Location"), "/sign-in?next="+url.QueryEscape("/indicators?q=%E7%85%A4&lang=en"); got != want {
		t.Fatalf("redirect to %s, want %s", got, want)
	}
	v := visit(h.site, first.header.Get("Location"))
	page := v.get(first.header.Get("Location"), http.StatusOK)
	h.has(page, `autocomplete="username"`, `autocomplete="current-password"`, `action="/sign-in?next=%2Findicators`)
	h.lacks(page, `class="search"`, `class="bell"`, "menu-button")
	answer := v.post(first.header.Get("Location"), http.StatusSeeOther, "code", " Wang ", "password", password)
	if got := answer.header.Get("Location"); got != "/indicators?q=%E7%85%A4&lang=en" {
		t.Errorf("after signing in the way leads to %s", got)
	}
	cookie := answer.header.Values("Set-Cookie")
	if text := strings.Join(cookie, "\n"); !strings.Contains(text, "zhibiao_session=") || strings.Count(text, "HttpOnly; SameSite=Lax") != 3 || strings.Contains(text, "Secure") {
		t.Errorf("cookies %q, want two that no script reads, without Secure over plain HTTP", text)
	}
	h.has(v.get("/", http.StatusOK), "姓名wang", "退出登录")
	v.get("/sign-in", http.StatusSeeOther) // who is signed in needs no form
}

// The address to come back to stays on this host.
func TestNobodyIsLedAway(t *testing.T) {
	h := newHouse(t, nil, account("wang", metrics.RoleLeader))
	for _, next := range []string{"https://evil.example/", "//evil.example", `/\evil.example`, "/sign-in?next=%2F", "javascript:alert(1)", "evil", "/%0d%0aX: y", "///evil.example", "/sign-out"} {
		v := visit(h.site, "/sign-in")
		answer := v.post("/sign-in?next="+url.QueryEscape(next), http.StatusSeeOther, "code", "wang", "password", password)
		if got := answer.header.Get("Location"); got != "/" && got != "/%0D%0AX:%20y" {
			t.Errorf("next=%s leads to %s", next, got)
		}
	}
}

func TestProgramsAreToldInTheirForm(t *testing.T) {
	h := newHouse(t, nil, account("wang", metrics.RoleLeader))
	h.has(h.get("/api/v1/overview", http.StatusUnauthorized), `"key":"sign_in.needed"`, `"request_id":"`)
	h.get("/healthz", http.StatusOK)
	h.get("/readyz", http.StatusOK)
	h.get("/metrics", http.StatusOK)
}

// Whatever is wrong, the answer is the same to the letter, but for the name that was typed.
func TestAnswersDoNotTellWhichAccountsThereAre(t *testing.T) {
	disabled := account("zhao", metrics.RoleLeader)
	disabled.Disabled = true
	demo := account("demo-leader", metrics.RoleLeader)
	demo.Demonstration = true
	h := newHouse(t, nil, account("wang", metrics.RoleLeader), disabled, demo)
	try := func(code, password string) string {
		v := visit(h.site, "/sign-in")
		body := v.post("/sign-in", http.StatusUnauthorized, "code", code, "password", password).body
		for _, part := range []string{code, v.token} {
			body = strings.ReplaceAll(body, part, "")
		}
		return body
	}
	want := try("wang", "not the password")
	for _, c := range [][2]string{{"nobody", "not the password"}, {"zhao", password}, {"demo-leader", "x"}, {"demo-leader", password}} {
		if got := try(c[0], c[1]); got != want {
			t.Errorf("%s is answered differently from a wrong password", c[0])
		}
	}
	if got := strings.Join(h.audited("sign_in"), "\n"); strings.Contains(got, "nobody") || strings.Count(got, "refused") != 5 {
		t.Errorf("the audit holds %q: want five refusals, and nothing that was typed for no account", got)
	}
}

func TestGuessingSlowsDownAndLocksNobodyOut(t *testing.T) {
	h := newHouse(t, nil, account("wang", metrics.RoleLeader), account("li", metrics.RoleLeader))
	known := h.enter("wang") // leaves the cookie by which the browser is known
	known.post("/sign-out", http.StatusSeeOther)

	attack := visit(h.site, "/sign-in")
	for range 10 {
		attack.post("/sign-in", http.StatusUnauthorized, "code", "wang", "password", "guess")
	}
	attack.post("/sign-in", http.StatusUnauthorized, "code", "wang", "password", "guess") // after the free ones come delays
	late := attack.post("/sign-in", http.StatusTooManyRequests, "code", "wang", "password", password)
	if late.header.Get("Retry-After") != "2" {
		t.Errorf("Retry-After %s, want 2", late.header.Get("Retry-After"))
	}
	h.has(late, "请在 2 秒后再试")
	attack.post("/sign-in", http.StatusTooManyRequests, "code", "wang", "password", "guess")
	if got := h.audited("sign_in"); strings.Count(strings.Join(got, "\n"), "limited") != 1 {
		t.Errorf("audit %q: want one entry of the limit", got)
	}
	// A stranger to wang's account waits, wang's own browser does not, nor does li.
	known.token = formToken.FindStringSubmatch(known.get("/sign-in", http.StatusOK).body)[1]
	known.post("/sign-in", http.StatusSeeOther, "code", "wang", "password", password)
	h.enter("li")
	h.advance(3 * time.Second)
	attack.post("/sign-in", http.StatusUnauthorized, "code", "wang", "password", "guess")
}

// Two instances on one store together allow a stranger what one allows, and so does one
// that was started anew: after ten free attempts and the eleventh comes the delay of two
// seconds, wherever they were made. It is the same for a name that belongs to nobody.
func TestInstancesCountAttemptsTogether(t *testing.T) {
	for _, code := range []string{"wang", "nobody"} {
		one := newHouse(t, nil, account("wang", metrics.RoleLeader))
		known := one.enter("wang")
		known.post("/sign-out", http.StatusSeeOther)
		beside := func() *house {
			other := newHouse(t, func(d *dashboard.Dependencies) { d.Accounts, d.Audit = one.accounts, one.accounts })
			other.ahead.Store(one.ahead.Load())
			return other
		}
		two := beside()
		for n := range 11 {
			at := []*house{one, two}[n%2]
			visit(at.site, "/sign-in").post("/sign-in", http.StatusUnauthorized, "code", code, "password", "guess")
		}
		for name, house := range map[string]*house{"the first": one, "the second": two, "a new one": beside()} {
			late := visit(house.site, "/sign-in").post("/sign-in", http.StatusTooManyRequests, "code", code, "password", password)
			if late.header.Get("Retry-After") != "2" {
				t.Errorf("%s: %s has strangers wait %s seconds, want 2", code, name, late.header.Get("Retry-After"))
			}
		}
		// Another account, and a name that nobody has tried, do not wait; nor does the browser
		// that is known, and that it is let in does not give the stranger new attempts.
		visit(two.site, "/sign-in").post("/sign-in", http.StatusUnauthorized, "code", "somebody", "password", "guess")
		known.site = two.site
		known.token = formToken.FindStringSubmatch(known.get("/sign-in", http.StatusOK).body)[1]
		known.post("/sign-in", http.StatusSeeOther, "code", "wang", "password", password)
		visit(two.site, "/sign-in").post("/sign-in", http.StatusTooManyRequests, "code", code, "password", "guess")
		if code != "wang" {
			continue
		}
		// A stranger who knows the password takes back what was counted, everywhere.
		for _, house := range []*house{one, two} {
			house.advance(3 * time.Second)
		}
		two.enter("wang")
		for range 10 {
			visit(one.site, "/sign-in").post("/sign-in", http.StatusUnauthorized, "code", "wang", "password", "guess")
		}
	}
}

func TestASessionEnds(t *testing.T) {
	h := newHouse(t, nil, account("wang", metrics.RoleLeader))
	v := h.enter("wang")
	writes := h.accounts.SessionWrites
	for range 50 {
		v.get("/about", http.StatusOK)
	}
	if h.accounts.SessionWrites != writes {
		t.Errorf("%d writes for fifty pages", h.accounts.SessionWrites-writes)
	}
	h.advance(11 * time.Hour)
	v.get("/about", http.StatusOK) // renews it
	h.advance(11 * time.Hour)
	v.get("/about", http.StatusOK)
	if got := h.accounts.SessionWrites - writes; got != 2 {
		t.Errorf("%d renewals, want 2", got)
	}
	h.advance(12*time.Hour + time.Second)
	v.get("/about", http.StatusSeeOther)

	v = h.enter("wang")
	for range 14 { // used every half day, it ends after a week all the same
		v.get("/about", http.StatusOK)
		h.advance(12 * time.Hour)
	}
	h.advance(time.Minute)
	v.get("/about", http.StatusSeeOther)
}

func TestSignOutEndsTheSessionNotOnlyTheCookie(t *testing.T) {
	h := newHouse(t, nil, account("wang", metrics.RoleLeader))
	v := h.enter("wang")
	v.get("/about", http.StatusOK)
	stolen := &visitor{site: v.site, cookies: append([]*http.Cookie{}, v.cookies...), token: v.token}
	v.post("/sign-out", http.StatusSeeOther)
	stolen.get("/about", http.StatusSeeOther)
	if got := strings.Join(h.audited("sign_out"), "\n"); got != "wang sign_out wang done" {
		t.Errorf("audit %q", got)
	}
}

// A token that somebody else laid into the browser before is worth nothing afterwards.
func TestSigningInGivesANewToken(t *testing.T) {
	h := newHouse(t, nil, account("wang", metrics.RoleLeader), account("li", metrics.RoleLeader))
	v := h.enter("wang")
	planted := &visitor{site: v.site, cookies: append([]*http.Cookie{}, v.cookies...)}
	v.post("/sign-in", http.StatusSeeOther, "code", "li", "password", password)
	h.has(v.get("/account", http.StatusOK), "姓名li")
	planted.get("/account", http.StatusSeeOther)
}

func TestACookieOverTLSIsSecure(t *testing.T) {
	h := newHouse(t, nil, account("wang", metrics.RoleLeader))
	request := httptest.NewRequest(http.MethodGet, "https://zhibiao.example/sign-in", nil)
	page := h.send(request)
	response := http.Response{Header: page.header}
	form := url.Values{"_csrf": {formToken.FindStringSubmatch(page.body)[1]}, "code": {"wang"}, "password": {password}}
	post := httptest.NewRequest(http.MethodPost, "https://zhibiao.example/sign-in", strings.NewReader(form.Encode()))
	post.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	for _, cookie := range response.Cookies() {
		post.AddCookie(cookie)
	}
	cookies := strings.Join(h.send(post).header.Values("Set-Cookie"), "\n")
	if strings.Count(cookies, "Secure") != 2 {
		t.Errorf("cookies %q, want both Secure", cookies)
	}
}

func TestDemonstrationDoorsOpenOnThisMachineOnly(t *testing.T) {
	demo := account("demo-leader", metrics.RoleLeader)
	demo.Demonstration = true
	h := newHouse(t, func(d *dashboard.Dependencies) { d.SignIn.Demonstration = true }, demo, account("wang", metrics.RoleAdministrator))
	ask := func(host, forwarded string) answer {
		request := httptest.NewRequest(http.MethodGet, "/sign-in", nil)
		request.Host = host
		if forwarded != "" {
			request.Header.Set("X-Forwarded-For", forwarded)
		}
		return h.send(request)
	}
	h.has(ask("127.0.0.1:8080", ""), "演示账号", "姓名demo-leader")
	h.has(ask("localhost:8080", ""), "姓名demo-leader")
	h.has(ask("[::1]:8080", ""), "姓名demo-leader")
	h.lacks(ask("zhibiao.example", ""), "姓名demo-leader")
	h.lacks(ask("127.0.0.1.evil.example", ""), "姓名demo-leader")
	h.lacks(ask("127.0.0.1:8080", "203.0.113.9"), "姓名demo-leader")

	page := ask("localhost", "")
	response := http.Response{Header: page.header}
	press := func(code, host string) answer {
		form := url.Values{"_csrf": {formToken.FindStringSubmatch(page.body)[1]}, "code": {code}}
		request := httptest.NewRequest(http.MethodPost, "/sign-in/demonstration", strings.NewReader(form.Encode()))
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		request.Host = host
		for _, cookie := range response.Cookies() {
			request.AddCookie(cookie)
		}
		return h.send(request)
	}
	for _, c := range []struct {
		code, host string
		status     int
	}{{"demo-leader", "localhost", http.StatusSeeOther}, {"wang", "localhost", http.StatusNotFound}, {"demo-leader", "zhibiao.example", http.StatusNotFound}} {
		if got := press(c.code, c.host); got.status != c.status {
			t.Errorf("%s at %s: status %d, want %d", c.code, c.host, got.status, c.status)
		}
	}
}

func TestAStoreThatFailsLetsNobodyIn(t *testing.T) {
	h := newHouse(t, nil, account("wang", metrics.RoleLeader))
	v := h.enter("wang")
	h.accounts.Failure = metrics.NewProblem("store.unreachable", "address", "x")
	h.advance(time.Minute)
	if got := v.get("/about", http.StatusServiceUnavailable); strings.Contains(got.body, "姓名wang") {
		t.Error("the error page shows the account")
	}
	v.get("/healthz", http.StatusOK)
}
