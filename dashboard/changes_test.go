package dashboard_test

import (
	"net/http"
	"testing"
	"time"

	"zhibiao/dashboard"
	"zhibiao/dashboard/dashboardtest"
)

// tellChanges lets the site say what changed, from its own store.
func tellChanges(dependencies *dashboard.Dependencies) {
	dependencies.Changes = dependencies.Store.(*dashboardtest.Store)
}

// The values of 2022 were released on 2023-02-09. On 2023-01-31 the latest 托位数 was
// 2.10 of 2021: (2.10 − 1.8) ÷ 2.7 = 11.1 % in 365 of 1826 days, 20.0 %: pace 0.556, below
// the cut-off 0.60, far behind. On 2023-07-31 it is behind: better. Its value is new.
func TestOverviewTellsWhatChanged(t *testing.T) {
	site := newSite(t, tellChanges)
	page := site.get("/?since=2023-01-31&theme=CHILDREN", http.StatusOK)
	site.has(page, "2023年1月31日以来的变化", "状态变差 0 项、变好 1 项；新数值 2 个，修订 0 个。", "严重滞后", `value="2023-01-31"`,
		`name="since" value="2023-01-31"`) // the filter bar keeps it
	// A month before 31 July there is no 31st: 30 June, since when nothing happened.
	site.has(site.get("/", http.StatusOK), "2023年6月30日以来的变化", "状态和数值没有变化", "/?since=2023-01-01")
	site.lacks(newSite(t).get("/", http.StatusOK), "以来的变化")
	site.get("/?since=2023-07-31", http.StatusBadRequest)
	site.get("/?since=yesterday", http.StatusBadRequest)
	site.get("/?deadline=tomorrow", http.StatusBadRequest)
}

// 2.56 was recorded on 10 February and revised to 2.57 on 1 March.
func TestOverviewTellsRevisions(t *testing.T) {
	site := newSite(t, tellChanges)
	site.store.Founded = time.Date(2023, 2, 1, 0, 0, 0, 0, time.UTC)
	site.has(site.get("/?since=2023-02-15", http.StatusOK), "原为 2.56", "&#43;0.01", "修订 1 个")
	site.has(site.get("/?since=2023-02-15&lang=en", http.StatusOK), "was 2.56", "1 revised")
}

// The tally of a page narrowed to one status still offers the others, and the one that
// is chosen leads back; the rest of the page is narrowed.
func TestTallyNarrowsTheWholePage(t *testing.T) {
	site := newSite(t)
	page := site.get("/?status=behind", http.StatusOK)
	site.has(page, `href="/" aria-current="true"`, `href="/?status=ahead"`, "每千常住人口托位数")
	site.lacks(page, "新能源与储能</a></th>")
	site.has(site.get("/?status=behind&deadline=passed", http.StatusOK), "这一类没有滞后或未达标的指标")
	site.has(site.get("/?status=behind&deadline=ahead", http.StatusOK), "每千常住人口托位数", `name="deadline" value="ahead"`, "/?deadline=ahead&amp;status=ahead")
}
