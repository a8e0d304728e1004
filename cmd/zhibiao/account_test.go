package main

import (
	"path/filepath"
	"strings"
	"testing"
)

// The first start makes an administrator whose password is told once. A restart tells
// none and ends no session. What was signed in before stays signed in, because sessions
// are in the database.
func TestFirstStartMakesAnAdministrator(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	server, address, oneTime := serve(t, data)
	if oneTime == "" {
		t.Fatal("the first start tells no one-time password")
	}
	browser := newVisitor(t, address)
	if page := browser.get("/accounts"); !strings.Contains(page, `name="password"`) {
		t.Error("accounts are shown to whoever asks")
	}
	browser.signIn("admin", oneTime)
	if page := browser.get("/accounts"); !strings.Contains(page, "系统管理员") || strings.Contains(page, "argon2") {
		t.Errorf("the list of accounts lacks the administrator or shows a hash")
	}
	if page := browser.get("/audit"); !strings.Contains(page, "修改本人口令") || strings.Contains(page, oneTime) || strings.Contains(page, ownPassword) {
		t.Error("the audit lacks the change of the password, or holds one")
	}
	must(t, stop(t, server))

	again, address, oneTime := serve(t, data)
	if oneTime != "" {
		t.Error("the second start tells a password again")
	}
	browser.address = address
	if page := browser.get("/account"); !strings.Contains(page, "系统管理员") {
		t.Error("the session is lost with the restart")
	}
	must(t, stop(t, again))
}
