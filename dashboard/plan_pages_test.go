package dashboard_test

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"zhibiao/dashboard"
	"zhibiao/dashboard/dashboardtest"
	"zhibiao/metrics"
)

// askedStore remembers of how many indicators values were asked at once.
type askedStore struct {
	*dashboardtest.LongStore
	most int
}

func (s *askedStore) Observations(ctx context.Context, query metrics.ObservationQuery) ([]metrics.Observation, error) {
	asked := len(query.Indicators)
	if asked == 0 {
		asked = len(s.Content.Indicators)
	}
	s.most = max(s.most, asked)
	return s.LongStore.Observations(ctx, query)
}

// 1,050 lines in sections of 500, 500 and 50: the third page shows lines 401 to 600, which
// are the last hundred of the first section and the first hundred of the second. The third
// section begins with line 1,001, the first of the sixth page.
func TestALongPlanStandsOnSeveralPages(t *testing.T) {
	store := &askedStore{LongStore: dashboardtest.NewLong(1050, 1)}
	site := newSite(t, func(dependencies *dashboard.Dependencies) { dependencies.Store = store })
	lines := func(page answer) int { return strings.Count(page.body, `<td class="secondary" data-label="序号">`) }
	for _, c := range []struct {
		page      string
		lines     int
		has, lack []string
	}{
		{"", 200, []string{"第1项指标", "第200项指标", `id="section-0"`, `rel="next"`, "page=all"}, []string{"第201项指标", `id="section-1"`, `rel="prev"`}},
		{"3", 200, []string{"第401项指标", "第600项指标", `id="section-0"`, `id="section-1"`, `href="#section-1"`}, []string{"第400项指标", "第601项指标", `id="section-2"`}},
		{"6", 50, []string{"第1001项指标", "第1050项指标", `id="section-2"`, `href="#section-2"`}, []string{"第1000项指标", `rel="next"`}},
		{"all", 1050, []string{"第1项指标", "第1050项指标", `href="#section-2"`, "共 1,050 项，全部显示", `href="/plans/LONG">分页显示`}, []string{`rel="next"`, "显示全部（打印用）"}},
	} {
		store.most = 0
		got := site.get("/plans/"+dashboardtest.LongPlan+"?page="+c.page, http.StatusOK)
		if lines(got) != c.lines || store.most > c.lines {
			t.Errorf("page %q: %d lines, values asked of %d indicators, want %d", c.page, lines(got), store.most, c.lines)
		}
		site.has(got, c.has...)
		site.has(got, "本规划 1,050 项") // the summary counts the whole plan
		site.lacks(got, c.lack...)
	}
	site.has(site.get("/plans/"+dashboardtest.LongPlan, http.StatusOK), `page=6#section-2"`)
	site.get("/plans/"+dashboardtest.LongPlan+"?page=7", http.StatusBadRequest)
}
