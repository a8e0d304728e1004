package dashboard_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"zhibiao/dashboard"
	"zhibiao/dashboard/dashboardtest"
	"zhibiao/metrics"
)

var accessToken = regexp.MustCompile(`zb_[a-z2-7]{52}`)

// tokenHouse is a house with tokens: a statistician bound to two areas, and an administrator.
func tokenHouse(t *testing.T) (*house, *dashboardtest.Tokens) {
	t.Helper()
	tokens := &dashboardtest.Tokens{}
	bound := account("tong", metrics.RoleStatistician)
	bound.Areas = []string{"150600", "150602"}
	return newHouse(t, func(d *dashboard.Dependencies) { d.Tokens = tokens }, bound, account("guan", metrics.RoleAdministrator)), tokens
}

// makeToken fills in the form of a person and returns the key that the page shows.
func makeToken(person *visitor, lastDay string, rights ...string) string {
	person.t.Helper()
	form := url.Values{"_csrf": {person.token}, "name": {"月报 <script>alert(1)</script>"}, "rights": rights, "areas": {"150602"}, "last_day": {lastDay}}
	request := httptest.NewRequest(http.MethodPost, "/account/tokens", strings.NewReader(form.Encode()))
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	got := person.send(person.carry(request))
	key := accessToken.FindString(got.body)
	if got.status != http.StatusOK || key == "" || got.header.Get("Cache-Control") != "no-store" {
		person.t.Fatalf("status %d, cache %q: %.400s", got.status, got.header.Get("Cache-Control"), got.body)
	}
	person.lacks(got, "<script>alert")
	return key
}

// ask calls an address with a token and returns the answer.
func (h *house) ask(method, path, key string) answer {
	h.t.Helper()
	request := httptest.NewRequest(method, path, nil)
	if key != "" {
		request.Header.Set("Authorization", "Bearer "+key)
	}
	return h.send(request)
}

func (h *house) refused() int {
	h.t.Helper()
	entries, err := h.accounts.AuditEntries(h.t.Context(), metrics.AuditQuery{Action: "token.refused"})
	if err != nil {
		h.t.Fatal(err)
	}
	return len(entries)
}

func TestTokenOpensTheInterfaceOnly(t *testing.T) {
	h, tokens := tokenHouse(t)
	person := h.enter("tong")
	key := makeToken(person, "2023-08-31", "look")
	person.lacks(person.get("/account/tokens", http.StatusOK), key, key[3:])
	if got := h.ask(http.MethodGet, "/api/v1/indicators", key); got.status != http.StatusOK || len(got.header.Values("Set-Cookie")) > 0 {
		t.Errorf("with a token: %d, cookies %v", got.status, got.header.Values("Set-Cookie"))
	}
	h.ask(http.MethodGet, "/api/v1/indicators", key)
	if tokens.UseWrites != 1 {
		t.Errorf("the day of use was written %d times, want once", tokens.UseWrites)
	}
	person.has(person.get("/account/tokens", http.StatusOK), "2023-07-31")
	if got := h.ask(http.MethodGet, "/indicators", key); got.status != http.StatusSeeOther {
		t.Errorf("a page with a token: %d, want to be led to the sign-in page", got.status)
	}
	if got := h.ask(http.MethodGet, "/api/v1/indicators?token="+key, ""); got.status != http.StatusUnauthorized {
		t.Errorf("a token in the address: %d, want 401", got.status)
	}
	kept, err := tokens.Tokens(t.Context())
	if err != nil || len(kept) != 1 || strings.Contains(kept[0].Digest, key) || len(kept[0].Digest) != 64 {
		t.Errorf("kept %+v, %v", kept, err)
	}
	entries, err := h.accounts.AuditEntries(t.Context(), metrics.AuditQuery{})
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		if accessToken.MatchString(entry.Subject) {
			t.Errorf("the audit holds the token: %+v", entry)
		}
		for _, value := range entry.Arguments {
			if accessToken.MatchString(value) {
				t.Errorf("the audit holds the token: %+v", entry)
			}
		}
	}
}

// Each way in which a token fails has its key, answers 401 and stands in the audit, once a
// minute for an address.
func TestBadTokensAreRefusedInWords(t *testing.T) {
	h, tokens := tokenHouse(t)
	person, admin := h.enter("tong"), h.enter("guan")
	key := makeToken(person, "2023-08-31", "look")
	want := func(key, problem string) {
		t.Helper()
		h.ahead.Add(int64(2 * time.Minute))
		before := h.refused()
		for range 3 {
			got := h.ask(http.MethodGet, "/api/v1/indicators", key)
			if got.status != http.StatusUnauthorized || !strings.Contains(got.body, `"key":"`+problem+`"`) || !strings.Contains(got.header.Get("WWW-Authenticate"), "Bearer") {
				t.Errorf("%s: %d %s", problem, got.status, got.body)
			}
		}
		if kept := h.refused() - before; kept != 1 {
			t.Errorf("%s: %d audit entries for three refusals in a moment, want 1", problem, kept)
		}
	}
	want("zb_"+strings.Repeat("a", 52), "token.unknown")
	want("zb_short", "token.unknown")
	want(strings.ToUpper(key), "token.unknown")

	kept, err := tokens.Tokens(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	own, all := "/account/tokens/"+kept[0].Code, "/accounts/tokens/"+kept[0].Code
	person.has(person.get(person.post(own+"/revoke", http.StatusSeeOther).header.Get("Location"), http.StatusOK), "已撤销", own+"/restore")
	want(key, "token.revoked")
	person.post(own+"/restore", http.StatusSeeOther)
	if got := h.ask(http.MethodGet, "/api/v1/indicators", key); got.status != http.StatusOK {
		t.Errorf("restored: %d", got.status)
	}
	admin.has(admin.get("/accounts/tokens", http.StatusOK), "姓名tong")
	admin.post(all+"/revoke", http.StatusSeeOther)
	person.post(own+"/restore", http.StatusForbidden) // what an administrator took the owner does not give back
	want(key, "token.revoked")
	admin.post(all+"/restore", http.StatusSeeOther)
	admin.post("/account/tokens/"+kept[0].Code+"/revoke", http.StatusNotFound) // not the administrator's own

	h.change("tong", func(a *metrics.Account) { a.Areas = []string{"150600"} })
	want(key, "token.no_scope")
	h.change("tong", func(a *metrics.Account) { a.Areas, a.Disabled = nil, true })
	want(key, "token.account_disabled")
	h.change("tong", func(a *metrics.Account) { a.Disabled = false })
	h.ahead.Store(int64(time.Date(2023, 9, 1, 0, 0, 0, 0, dashboardtest.Now().Location()).Add(-time.Second).Sub(dashboardtest.Now())))
	if got := h.ask(http.MethodGet, "/api/v1/indicators", key); got.status != http.StatusOK {
		t.Errorf("in the last second of its last day: %d", got.status)
	}
	h.ahead.Store(int64(time.Date(2023, 9, 1, 0, 0, 0, 0, dashboardtest.Now().Location()).Sub(dashboardtest.Now())))
	if got := h.ask(http.MethodGet, "/api/v1/indicators", key); !strings.Contains(got.body, "token.expired") {
		t.Errorf("at the end of its last day: %d %s", got.status, got.body)
	}
}

func (h *house) change(code string, change func(*metrics.Account)) {
	h.t.Helper()
	found, err := h.accounts.Account(h.t.Context(), code)
	if err != nil || found == nil {
		h.t.Fatal(found, err)
	}
	change(found)
	if _, err := h.accounts.SaveAccount(h.t.Context(), *found); err != nil {
		h.t.Fatal(err)
	}
}

// A token has what it was given and what its person still has.
func TestTokenNeedsItsRight(t *testing.T) {
	h, _ := tokenHouse(t)
	person := h.enter("tong")
	look, inspect := makeToken(person, "2023-08-31", "look"), makeToken(person, "2023-08-31", "look", "inspect")
	if got := h.ask(http.MethodGet, "/api/v1/runs", look); got.status != http.StatusForbidden || !strings.Contains(got.body, "token.right_missing") {
		t.Errorf("without the right: %d %s", got.status, got.body)
	}
	if got := h.ask(http.MethodGet, "/api/v1/runs", inspect); got.status != http.StatusOK {
		t.Errorf("with the right: %d %s", got.status, got.body)
	}
	h.change("tong", func(a *metrics.Account) { a.Roles = []metrics.Role{metrics.RoleLeader} })
	if got := h.ask(http.MethodGet, "/api/v1/runs", inspect); got.status != http.StatusForbidden || !strings.Contains(got.body, "right.missing") {
		t.Errorf("the person has lost the right: %d %s", got.status, got.body)
	}
}

func TestTokenFormTellsWhatIsWrong(t *testing.T) {
	h, tokens := tokenHouse(t)
	person := h.enter("tong")
	for field, pairs := range map[string][]string{
		"请填写名称":                      {"name", "", "rights", "look", "last_day", "2023-08-31"},
		"请至少选择一项":                    {"name", "x", "rights", "administer", "last_day", "2023-08-31"},
		"不在您的范围内":                    {"name", "x", "rights", "look", "areas", "150621", "last_day", "2023-08-31"},
		"须在 2023-08-01 至 2024-07-30": {"name", "x", "rights", "look", "last_day", "2024-07-31"},
		"有效期须在":                      {"name", "x", "rights", "look", "last_day", "2023-07-31"},
	} {
		person.has(person.post("/account/tokens", http.StatusUnprocessableEntity, pairs...), field)
	}
	if kept, _ := tokens.Tokens(t.Context()); len(kept) != 0 {
		t.Errorf("%d tokens were made", len(kept))
	}
}
