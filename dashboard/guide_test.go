package dashboard_test

import (
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"zhibiao/metrics"
)

func TestGuide(t *testing.T) {
	site := newSite(t)
	site.has(site.get("/guide", http.StatusOK), "灯是怎么算的", `href="/guide/lights#rules"`, `href="/?tour=1"`)
	site.has(site.get("/guide?lang=en", http.StatusOK), "How the lights are computed")
	chapter := site.get("/guide/lights", http.StatusOK)
	site.has(chapter, `<h2 id="rules">`, "不低于 1.05", "不低于 0.95", "不低于 0.6", `loading="lazy"`, `aria-current="page">灯是怎么算的`, `href="/guide/places"`)
	site.lacks(chapter, "{ahead}", "{version}")
	site.get("/guide/nothing", http.StatusNotFound)
	site.get("/guide/pictures/nothing.webp", http.StatusNotFound)
	site.get("/guide/pictures/..%2f..%2fbook.go", http.StatusNotFound)
	picture := site.get("/guide/pictures/overview-zh.webp", http.StatusOK)
	if kind := picture.header.Get("Content-Type"); kind != "image/webp" {
		t.Errorf("a picture is sent as %q", kind)
	}
}

// The chapter shows the cut-offs in force, not those that the program starts with.
func TestGuideShowsTheRulesInForce(t *testing.T) {
	site := newSite(t)
	changed := metrics.DefaultSettings()
	changed.Ahead = 1.1
	if _, err := site.store.SavePolicy(t.Context(), metrics.Policy{Settings: changed}); err != nil {
		t.Fatal(err)
	}
	site.has(site.get("/guide/lights", http.StatusOK), "不低于 1.1<", "policy-1")
}

func TestGuideSearch(t *testing.T) {
	site := newSite(t)
	found := site.get("/guide?q=%E6%92%A4%E5%9B%9E", http.StatusOK) // 撤回
	site.has(found, "<mark>撤回</mark>", `href="/guide/review#withdraw"`)
	none := site.get("/guide?q=%3Cscript%3Ealert(1)%3C/script%3E", http.StatusOK)
	site.has(none, "&lt;script&gt;", `href="/guide"`)
	site.lacks(none, "<script>alert")
	site.get("/guide?q="+strings.Repeat("x", 101), http.StatusBadRequest)
}

// The overview offers the tour until the reader has seen it, and again when asked for.
func TestTourIsOfferedOnce(t *testing.T) {
	site := newSite(t)
	offered := func(path string, seen bool) bool {
		request := httptest.NewRequest(http.MethodGet, path, nil)
		if seen {
			request.AddCookie(&http.Cookie{Name: "zhibiao_tour", Value: "seen"})
		}
		return strings.Contains(site.send(request).body, "data-tour ")
	}
	for _, test := range []struct {
		path   string
		seen   bool
		wanted bool
	}{{"/", false, true}, {"/", true, false}, {"/?tour=1", true, true}, {"/indicators", false, false}, {"/wall", false, false}} {
		if got := offered(test.path, test.seen); got != test.wanted {
			t.Errorf("%s, seen before %t: offered %t", test.path, test.seen, got)
		}
	}
}

// Links to pages that a reader may not open are only words.
func TestGuideOffersOnlyWhatMayBeOpened(t *testing.T) {
	site := newSite(t) // without the room of notices
	site.has(site.get("/guide/imports", http.StatusOK), `<span class="guide-closed">提醒</span>`)
}

// A part of the guide has a name of its own on its page: one that a field of the frame has
// too would lead the reader to that field.
func TestPartsOfTheGuideAreReached(t *testing.T) {
	site := newSite(t)
	chapters := regexp.MustCompile(`href="(/guide/[a-z]+)"`).FindAllStringSubmatch(site.get("/guide", http.StatusOK).body, -1)
	if len(chapters) < 8 {
		t.Fatalf("%d chapters", len(chapters))
	}
	names := regexp.MustCompile(`\sid="([^"]+)"`)
	for _, chapter := range chapters {
		seen := map[string]bool{}
		for _, found := range names.FindAllStringSubmatch(site.get(chapter[1], http.StatusOK).body, -1) {
			if seen[found[1]] {
				t.Errorf("%s has %s twice", chapter[1], found[1])
			}
			seen[found[1]] = true
		}
	}
}
