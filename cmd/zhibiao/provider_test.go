package main

import (
	"bufio"
	"bytes"
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
)

// startProvider starts the identity provider in a process of its own.
func startProvider(t *testing.T) (issuer string) {
	t.Helper()
	command := process(t, "companion", "provider")
	input, err := command.StdinPipe()
	must(t, err)
	output, err := command.StdoutPipe()
	must(t, err)
	must(t, command.Start())
	t.Cleanup(func() {
		_ = input.Close()
		_ = command.Wait()
	})
	line, err := bufio.NewReader(output).ReadString('\n')
	must(t, err)
	return strings.TrimSpace(line)
}

// signInAt goes to the identity provider and back as somebody, with what is wrong with
// the proof, and returns the status and the text of the page at the end.
func (v *visitor) signInAt(as, name, fault string) (status int, page, answerAddress string) {
	v.Helper()
	v.client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	defer func() { v.client.CheckRedirect = nil }()
	token := formToken.FindStringSubmatch(v.get("/sign-in"))
	if token == nil {
		v.Fatal("no form to sign in")
	}
	follow := func(send func() (*http.Response, error)) *url.URL {
		v.Helper()
		answer, err := send()
		must(v.T, err)
		defer func() { _ = answer.Body.Close() }()
		next, err := answer.Location()
		if err != nil {
			v.Fatalf("%s leads nowhere: %s", answer.Request.URL, answer.Status)
		}
		return next
	}
	ask := follow(func() (*http.Response, error) {
		return v.client.PostForm(v.address+"/sign-in/provider", url.Values{"_csrf": {token[1]}})
	})
	query := ask.Query()
	for key, value := range map[string]string{"as": as, "name": name, "fault": fault} {
		query.Set(key, value)
	}
	ask.RawQuery = query.Encode()
	back := follow(func() (*http.Response, error) { return v.client.Get(ask.String()) })
	answer, err := v.client.Get(back.String())
	must(v.T, err)
	defer func() { _ = answer.Body.Close() }()
	var body bytes.Buffer
	_, err = body.ReadFrom(answer.Body)
	must(v.T, err)
	return answer.StatusCode, body.String(), back.String()
}

// TestIdentityProvider signs people in at a provider in another process, and holds every
// proof of identity that is not one against it.
func TestIdentityProvider(t *testing.T) {
	issuer := startProvider(t)
	server, address, oneTime := serve(t, filepath.Join(t.TempDir(), "data"),
		"--oidc-issuer", issuer, "--oidc-client-id", providerClient, "--oidc-client-secret", providerSecret, "--oidc-link", "username")
	admin := newVisitor(t, address)
	admin.signIn("admin", oneTime)
	for _, code := range []string{"wang", "li"} {
		if page := admin.send("/accounts/new", "/accounts", "code", code, "name_zh", "姓名"+code, "roles", "leader"); !strings.Contains(page, "姓名"+code) {
			t.Fatalf("account %s is not made", code)
		}
	}

	for fault, want := range map[string]string{
		"forged": "凭证无效", "expired": "凭证无效", "nonce": "凭证无效", "no nonce": "凭证无效", "audience": "凭证无效", "issuer": "凭证无效", "nobody": "凭证无效",
		"unsigned": "凭证无效", "secret": "凭证无效", "state": "不是从本页面发起的", "denied": "没有同意登录",
	} {
		stranger := newVisitor(t, address)
		status, page, _ := stranger.signInAt("subject-1", "wang", fault)
		if status != http.StatusUnauthorized || !strings.Contains(page, want) {
			t.Errorf("%s: status %d, want 401 and %q", fault, status, want)
		}
		if strings.Contains(stranger.get("/account"), "姓名wang") {
			t.Errorf("%s: signed in all the same", fault)
		}
	}

	wang := newVisitor(t, address)
	status, _, answerAddress := wang.signInAt("subject-1", "Wang", "")
	if status != http.StatusSeeOther || !strings.Contains(wang.get("/account"), "姓名wang") {
		t.Fatalf("status %d, want wang signed in, without being asked for another password", status)
	}
	replay := newVisitor(t, address)
	answer, err := replay.client.Get(answerAddress)
	must(t, err)
	_ = answer.Body.Close()
	if answer.StatusCode != http.StatusUnauthorized {
		t.Errorf("the answer of another browser is taken: %s", answer.Status)
	}
	// From now on the subject counts and not the name, which may be given to somebody else.
	renamed := newVisitor(t, address)
	if status, _, _ := renamed.signInAt("subject-1", "li", ""); status != http.StatusSeeOther || !strings.Contains(renamed.get("/account"), "姓名wang") {
		t.Errorf("wang under another name: status %d, want wang", status)
	}
	namesake := newVisitor(t, address)
	if status, page, _ := namesake.signInAt("subject-2", "wang", ""); status != http.StatusForbidden || !strings.Contains(page, "“subject-2”在本系统没有可用账号") {
		t.Errorf("another wang: status %d, want 403 and the way out", status)
	}
	if page := admin.get("/audit?action=sign_in"); !strings.Contains(page, "统一身份认证") || !strings.Contains(page, "subject-2") {
		t.Error("the audit lacks the sign-ins over the provider")
	}
	must(t, stop(t, server))
}
