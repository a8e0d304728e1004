package dashboard

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"zhibiao/dashboard/dashboardtest"
	"zhibiao/metrics"
)

// Rooms that are there and do nothing: what a route does is not asked here, only whether
// it is reached.
type (
	noImporter  struct{ Importer }
	noScheduler struct{ Scheduler }
	noChecks    struct{ CheckStore }
	anyNotices  interface{ Notices } // its own name, because the method has the other one
	noNotices   struct{ anyNotices }
	noOriginals struct{ Originals }
	noRevisions struct{ RevisionStore }
)

// everyRoom is a server with every room, and the accounts of one person for each role.
func everyRoom(t *testing.T) (*Server, map[metrics.Role]string) {
	t.Helper()
	accounts := dashboardtest.NewAccounts()
	store := dashboardtest.New()
	dependencies := Dependencies{Store: store, Values: store, Changes: store, Tokens: &dashboardtest.Tokens{},
		Forms: &dashboardtest.Forms{}, Reminders: struct{ Reminders }{}, Coverage: struct{ Coverage }{}, Feeds: noFeeds{}, Revisions: noRevisions{}, Decisions: &dashboardtest.ConflictDecisions{}, Reports: &dashboardtest.Reports{}, ReportFiles: noFiles{},
		Progress: &dashboardtest.Progress{}, Reporting: store, Importer: noImporter{}, Scheduler: noScheduler{}, Checks: noChecks{},
		Notices: noNotices{}, Originals: noOriginals{}, UploadFolder: t.TempDir(), Accounts: accounts, Audit: accounts, Now: dashboardtest.Now,
		SignIn: SignIn{Demonstration: true, Provider: &IdentityProvider{Issuer: "http://127.0.0.1:1", ClientID: "x"}}}
	// A room that is forgotten here would have its routes walked by nobody.
	for i, fields := 0, reflect.ValueOf(dependencies); i < fields.NumField(); i++ {
		if field := fields.Field(i); field.Kind() == reflect.Interface && field.IsNil() {
			t.Fatalf("the room %s is missing", fields.Type().Field(i).Name)
		}
	}
	server, err := New(dependencies)
	if err != nil {
		t.Fatal(err)
	}
	tokens := map[metrics.Role]string{}
	for _, role := range metrics.Roles() {
		if _, err := accounts.SaveAccount(t.Context(), metrics.Account{Code: string(role), NameZh: string(role), Roles: []metrics.Role{role}}); err != nil {
			t.Fatal(err)
		}
		if tokens[role], err = server.gate.begin(t.Context(), metrics.Session{Account: string(role)}); err != nil {
			t.Fatal(err)
		}
	}
	return server, tokens
}

// goodToken is the token of a form that the cookie of the browser knows.
var goodToken = strings.Repeat("t", 32)

// call asks for a route as the owner of a session, with the token of a form.
func (s *Server) call(t *testing.T, to route, session, formToken string) *httptest.ResponseRecorder {
	t.Helper()
	path := strings.NewReplacer(":code", "x", ":id", "00000000-0000-7000-8000-000000000000", ":name", "x", "*", "x").Replace(to.path)
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
	defer cancel()
	request := httptest.NewRequestWithContext(ctx, to.method, path, nil)
	request.Header.Set("Accept", "application/json")
	if session != "" {
		request.AddCookie(&http.Cookie{Name: sessionCookie, Value: session})
	}
	if formToken != "" {
		request.AddCookie(&http.Cookie{Name: "zhibiao_csrf", Value: goodToken})
		request.Header.Set("X-CSRF-Token", formToken)
	}
	answer := httptest.NewRecorder()
	s.Handler().ServeHTTP(answer, request)
	return answer
}

// keyOf is the key of the error that a program is told, or an empty text.
func keyOf(answer *httptest.ResponseRecorder) string {
	var told errorAnswer
	_ = json.Unmarshal(answer.Body.Bytes(), &told)
	return told.Key
}

// Every route of the table is asked for by nobody and by every role. Who may is worked
// out from the words of the roles in rightsInWords, not from the program.
func TestEveryRouteAsEveryRole(t *testing.T) {
	server, tokens := everyRoom(t)
	routes := append(server.routes(), route{method: http.MethodGet, path: metricsPath, right: open})
	if len(routes) < 80 {
		t.Fatalf("only %d routes: is a room missing?", len(routes))
	}
	known := append(slices.Concat(rightsInWords()[metrics.RoleLeader], rightsInWords()[metrics.RolePlanner], rightsInWords()[metrics.RoleStatistician],
		rightsInWords()[metrics.RoleReviewer], rightsInWords()[metrics.RoleAdministrator]), open)
	for _, to := range routes {
		if !slices.Contains(known, to.right) {
			t.Errorf("%s %s asks for the right %q, which nobody has", to.method, to.path, to.right)
			continue
		}
		isOpen := to.right == open
		if answer := server.call(t, to, "", goodToken); (keyOf(answer) == "sign_in.needed") == isOpen || !isOpen && answer.Code != http.StatusUnauthorized {
			t.Errorf("%s %s as nobody: %d %s", to.method, to.path, answer.Code, keyOf(answer))
		}
		for _, role := range metrics.Roles() {
			if to.path == signOutPath {
				continue // would end the session; it asks for what everybody may
			}
			may := isOpen || slices.Contains(rightsInWords()[role], to.right)
			answer := server.call(t, to, tokens[role], goodToken)
			refused := keyOf(answer) == "right.missing"
			if refused == may || refused && answer.Code != http.StatusForbidden || keyOf(answer) == "sign_in.needed" {
				t.Errorf("%s %s as %s: %d %s, allowed: %t", to.method, to.path, role, answer.Code, keyOf(answer), may)
			}
		}
	}
}

// What changes something is not among what everybody may, and needs the token of a form.
func TestEveryChangeNeedsARightAndAToken(t *testing.T) {
	server, tokens := everyRoom(t)
	mild := []right{open, mayLook, mayInspect, mayExport}
	for _, to := range server.routes() {
		if to.method == http.MethodGet {
			continue
		}
		action, known := server.audited[to.method+" "+to.path]
		if slices.Contains(mild, to.right) && (!known || action != "") && !strings.HasPrefix(to.path, signInPath) {
			t.Errorf("%s %s changes something with the right %q", to.method, to.path, to.right)
		}
		for role, token := range tokens {
			for formToken, status := range map[string]int{"": http.StatusBadRequest, strings.Repeat("u", 32): http.StatusForbidden} {
				if answer := server.call(t, to, token, formToken); answer.Code != status || keyOf(answer) != "error.form_expired" {
					t.Errorf("%s %s as %s with the token %q: %d %s, want %d", to.method, to.path, role, formToken, answer.Code, keyOf(answer), status)
				}
			}
		}
	}
}

// The rights of routes that do harm in the wrong hands, written down a second time.
func TestRoutesThatDoHarmAskForTheirRight(t *testing.T) {
	server, _ := everyRoom(t)
	want := map[string]right{
		"POST /runs/:id/approve": mayReview, "POST /runs/:id/return": mayReview, "POST /runs/:id/withdraw": mayReview,
		"POST /imports": maySubmit, "POST /feeds": maySubmit, "POST /feeds/secrets": mayAdminister, "POST /locks": mayDecide, "GET /reports/:number": mayExport, "POST /imports/:id/import": maySubmit, "GET /imports/:id": maySubmit,
		"POST /schedules": maySchedule, "POST /schedules/:name/run": maySchedule, "POST /policy": mayDecide, "POST /checks/:code": mayDecide,
		"POST /notices/recipients": mayNotify, "GET /runs/:id/original": mayInspect, "GET /indicators.xlsx": mayExport,
		"GET /accounts": mayAdminister, "POST /accounts": mayAdminister, "POST /accounts/:code": mayAdminister, "POST /accounts/:code/reset": mayAdminister,
		"GET /audit": mayAdminister, "GET /audit.csv": mayAdminister, "GET /audit.xlsx": mayAdminister,
	}
	for _, to := range server.routes() {
		if asked, listed := want[to.method+" "+to.path]; listed {
			delete(want, to.method+" "+to.path)
			if asked != to.right {
				t.Errorf("%s %s asks for %q, want %q", to.method, to.path, to.right, asked)
			}
		}
	}
	for missing := range want {
		t.Errorf("there is no route %s", missing)
	}
}

// The audit has no route that changes it.
func TestTheAuditCannotBeChanged(t *testing.T) {
	server, _ := everyRoom(t)
	for _, to := range server.routes() {
		if strings.HasPrefix(to.path, auditPath) && to.method != http.MethodGet {
			t.Errorf("%s %s", to.method, to.path)
		}
	}
}

// Every change has its sentence in the audit.
func TestEveryChangeHasASentence(t *testing.T) {
	server, _ := everyRoom(t)
	for key := range auditedRoutes() {
		if !slices.ContainsFunc(server.routes(), func(to route) bool { return to.method+" "+to.path == key }) {
			t.Errorf("%s is no route", key)
		}
	}
	said := map[string]bool{"POST /sign-in": true, "POST /sign-in/demonstration": true, "POST /sign-in/provider": true, "POST /sign-out": true,
		"POST /account/password": true, "POST /account/sessions/end": true, "POST /accounts": true, "POST /accounts/:code": true,
		"POST /accounts/:code/reset": true, "POST /accounts/:code/disable": true, "POST /accounts/:code/enable": true} // their handlers say it themselves
	for _, to := range server.routes() {
		if to.method == http.MethodGet || said[to.method+" "+to.path] {
			continue
		}
		action, known := server.audited[to.method+" "+to.path]
		if !known {
			t.Errorf("%s %s: name its action in auditedRoutes", to.method, to.path)
		} else if action != "" && !server.texts.Has("zh", "audit.action."+action) {
			t.Errorf("%s %s: the audit has no sentence for %s", to.method, to.path, action)
		}
	}
	for _, action := range []string{"token.create", "token.revoke", "token.restore", "form.create", "form.closed", "form.reopened", "form.moved", "form.reminded"} {
		if !server.texts.Has("zh", "audit.action."+action) {
			t.Errorf("the audit has no sentence for %s", action)
		}
	}
	for _, group := range auditGroups() {
		if !server.texts.Has("zh", "audit.group."+group) {
			t.Errorf("no words for the group %s", group)
		}
	}
	for _, role := range metrics.Roles() {
		for _, asked := range append(rightsOf(role), mayDesign) {
			if !server.texts.Has("zh", "right."+string(asked)) || !server.texts.Has("zh", "role."+string(role)+".text") {
				t.Errorf("no words for the right %s or the role %s", asked, role)
			}
		}
	}
}
