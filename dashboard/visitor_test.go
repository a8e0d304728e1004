package dashboard_test

import (
	"bytes"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// visitor is a person with a browser: it keeps cookies and sends the token of forms.
type visitor struct {
	*site
	cookies []*http.Cookie
	token   string
}

var formToken = regexp.MustCompile(`name="_csrf" value="([^"]+)"`)

// visit opens a page that has a form.
func visit(site *site, path string) *visitor {
	site.t.Helper()
	page := site.get(path, http.StatusOK)
	found := formToken.FindStringSubmatch(page.body)
	if found == nil {
		site.t.Fatalf("%s has no form with a token", path)
	}
	response := http.Response{Header: page.header}
	return &visitor{site: site, cookies: response.Cookies(), token: found[1]}
}

func (v *visitor) carry(request *http.Request) *http.Request {
	for _, cookie := range v.cookies {
		request.AddCookie(cookie)
	}
	return request
}

// get opens a page and keeps the cookies that it sets.
func (v *visitor) get(path string, status int) answer {
	v.t.Helper()
	got := v.send(v.carry(httptest.NewRequest(http.MethodGet, path, nil)))
	if got.status != status {
		v.t.Fatalf("GET %s: status %d, want %d: %.300s", path, got.status, status, got.body)
	}
	v.keepCookies(got)
	return got
}

// keepCookies keeps what an answer lays into the browser, and drops what it takes away.
func (v *visitor) keepCookies(got answer) {
	response := http.Response{Header: got.header}
	for _, fresh := range response.Cookies() {
		v.cookies = slices.DeleteFunc(v.cookies, func(c *http.Cookie) bool { return c.Name == fresh.Name })
		if fresh.MaxAge >= 0 {
			v.cookies = append(v.cookies, fresh)
		}
	}
}

// post sends a form of name and value pairs and checks the status.
func (v *visitor) post(path string, status int, pairs ...string) answer {
	v.t.Helper()
	form := url.Values{"_csrf": {v.token}}
	for i := 0; i+1 < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	request := httptest.NewRequest(http.MethodPost, path, strings.NewReader(form.Encode()))
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	got := v.send(v.carry(request))
	if got.status != status {
		v.t.Fatalf("POST %s: status %d, want %d: %.300s", path, got.status, status, got.body)
	}
	v.keepCookies(got)
	return got
}

// upload hands in a file, with the description of its layout where one is given, and
// returns the answer.
func (v *visitor) upload(feed, name, content string, status int, layouts ...string) answer {
	v.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for field, value := range map[string]string{"_csrf": v.token, "feed": feed} {
		if err := form.WriteField(field, value); err != nil {
			v.t.Fatal(err)
		}
	}
	if name != "" {
		part, err := form.CreateFormFile("file", name)
		if err != nil {
			v.t.Fatal(err)
		}
		if _, err := io.WriteString(part, content); err != nil {
			v.t.Fatal(err)
		}
	}
	for _, described := range layouts {
		part, err := form.CreateFormFile("layout", "layout.yaml")
		if err != nil {
			v.t.Fatal(err)
		}
		if _, err := io.WriteString(part, described); err != nil {
			v.t.Fatal(err)
		}
	}
	if err := form.Close(); err != nil {
		v.t.Fatal(err)
	}
	request := httptest.NewRequest(http.MethodPost, "/imports", &body)
	request.Header.Set("Content-Type", form.FormDataContentType())
	got := v.send(v.carry(request))
	if got.status != status {
		v.t.Fatalf("upload of %s: status %d, want %d: %.400s", name, got.status, status, got.body)
	}
	return got
}

// checkPageText looks for what no page may show.
func checkPageText(t *testing.T, address string, page answer, raw *regexp.Regexp) {
	t.Helper()
	text := tag.ReplaceAllString(page.body, " ")
	for what, found := range map[string]string{
		"raw key": raw.FindString(text), "unfilled blank": blank.FindString(text),
		"address of another host": external.FindString(page.body), "inline style or script": inline.FindString(page.body),
	} {
		if found != "" {
			t.Errorf("%s shows the %s %s", address, what, found)
		}
	}
}

func httpGet(path string) *http.Request { return httptest.NewRequest(http.MethodGet, path, nil) }
