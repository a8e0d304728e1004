package dashboard_test

import (
	"net/http"
	"strings"
	"testing"

	"zhibiao/dashboard"
	"zhibiao/dashboard/dashboardtest"
)

// 450 targets and as many series with values: three parts of 200, 200 and 50 of each, that
// turn apart. The first series to be listed of part n is the 200 × (n - 1) + 1st.
func TestALongAreaStandsOnSeveralPages(t *testing.T) {
	store := &askedStore{LongStore: dashboardtest.NewLongOf(dashboardtest.LongArea, 450, 2)}
	site := newSite(t, func(dependencies *dashboard.Dependencies) { dependencies.Store = store })
	path := "/areas/" + dashboardtest.LongArea
	for _, c := range []struct {
		query           string
		targets, values string // the first of each that stand on the page
		countTargets    int
		countValues     int
		has, lack       []string
	}{
		{"", "第1项指标", "第1项指标", 200, 200, []string{"page=2#values", "targets=2#targets"}, []string{`rel="prev"`}},
		{"?page=3", "第1项指标", "第401项指标", 200, 50, []string{"page=3&amp;targets=2#targets", "page=2#values"}, nil},
		{"?page=2&targets=3", "第401项指标", "第201项指标", 50, 200, []string{"page=2&amp;targets=2#targets", "page=3&amp;targets=3#values"}, nil},
	} {
		got := site.get(path+c.query, http.StatusOK)
		targets, values, found := strings.Cut(got.body, `id="values"`)
		if !found {
			t.Fatalf("%q: no values", c.query)
		}
		for _, part := range []struct {
			name, body, first string
			count             int
		}{{"targets", targets, c.targets, c.countTargets}, {"values", values, c.values, c.countValues}} {
			if count := strings.Count(part.body, `class="headline"`); count != part.count || !strings.Contains(part.body, ">"+part.first+"</a>") {
				t.Errorf("%q: %d %s, want %d from %s", c.query, count, part.name, part.count, part.first)
			}
		}
		site.has(got, c.has...)
		site.has(got, "单独下达的目标 450 项", "指标序列 450 个") // the summary counts the whole area
		site.lacks(got, c.lack...)
	}
	site.get(path+"?page=4", http.StatusBadRequest)
	site.get(path+"?targets=0", http.StatusBadRequest)
}
