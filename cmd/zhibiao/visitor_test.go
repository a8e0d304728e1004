package main

import (
	"bytes"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"
)

// visitor is a person with a browser: it keeps cookies and sends forms.
type visitor struct {
	*testing.T
	client  http.Client
	address string
}

func newVisitor(t *testing.T, address string) *visitor {
	t.Helper()
	jar, err := cookiejar.New(nil)
	must(t, err)
	return &visitor{T: t, client: http.Client{Jar: jar, Timeout: time.Minute}, address: address}
}

func (v *visitor) get(path string) string {
	v.Helper()
	answer, err := v.client.Get(v.address + path)
	must(v.T, err)
	defer func() { _ = answer.Body.Close() }()
	var body bytes.Buffer
	_, err = body.ReadFrom(answer.Body)
	must(v.T, err)
	return body.String()
}

var formToken = regexp.MustCompile(`name="_csrf" value="([^"]+)"`)

// post sends the form of the schedules page whose action is the path.
func (v *visitor) post(path string) {
	v.Helper()
	token := formToken.FindStringSubmatch(v.get(strings.TrimSuffix(path, "/run")))
	if token == nil {
		v.Fatalf("no form on the page of %s", path)
	}
	answer, err := v.client.PostForm(v.address+path, url.Values{"_csrf": {token[1]}})
	must(v.T, err)
	_ = answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		v.Fatalf("POST %s answers %s", path, answer.Status)
	}
}

// send fills in the form of a page and returns the page that it leads to.
func (v *visitor) send(page, path string, pairs ...string) string {
	v.Helper()
	token := formToken.FindStringSubmatch(v.get(page))
	if token == nil {
		v.Fatalf("no form on %s", page)
	}
	form := url.Values{"_csrf": {token[1]}}
	for i := 0; i+1 < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	answer, err := v.client.PostForm(v.address+path, form)
	must(v.T, err)
	defer func() { _ = answer.Body.Close() }()
	var body bytes.Buffer
	_, err = body.ReadFrom(answer.Body)
	must(v.T, err)
	return body.String()
}

// ownPassword is what visitors choose.
const ownPassword = "牧场里有七口甜水的老井"

// signIn signs in with a one-time password and chooses another one.
func (v *visitor) signIn(account, oneTime string) {
	v.Helper()
	if page := v.send("/sign-in", "/sign-in", "code", account, "password", oneTime); !strings.Contains(page, "一次性口令") {
		v.Fatalf("after signing in with a one-time password nobody is asked for another: %.500s", page)
	}
	if page := v.send("/account/password", "/account/password", "present", oneTime, "password", ownPassword, "again", ownPassword); !strings.Contains(page, "口令已修改") {
		v.Fatalf("the password is not changed: %.500s", page)
	}
}

// waitFor looks at a page until it contains a text.
func (v *visitor) waitFor(path, text string) {
	v.Helper()
	for range 600 {
		if strings.Contains(v.get(path), text) {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	v.Fatalf("%s never says %q", path, text)
}
