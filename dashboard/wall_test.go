package dashboard_test

import (
	"net/http"
	"strings"
	"testing"
)

func TestWallShowsItsPages(t *testing.T) {
	site := newSite(t, offerDemonstration)
	page := site.get("/wall?demo=0", http.StatusOK)
	// The answer of the overview, see TestOverviewAnswersWhatIsBehind.
	site.has(page, "规划目标进展总览", "各领域", "最滞后", "即将到期", "各区域", "每千常住人口托位数", "−0.31", "市卫生健康委员会",
		`data-seconds="20"`, `content="20;url=/wall?demo=0&amp;show=themes"`)
	site.lacks(page, "演示数据")
	site.has(site.get("/wall?demo=1&lang=en", http.StatusOK), "Demonstration data", "Most behind")
}

// The areas stand on the screen as on their pages: what each banner is asked for counts for
// every one. 东胜区 has met its one target, see TestHeatTableOfAreas.
func TestWallShowsAreasAsTheirPagesDo(t *testing.T) {
	site := newSite(t)
	addBanners(site.store)
	page := site.get("/wall?show=areas", http.StatusOK)
	site.has(page, `东胜区</span><span class="wall-count">滞后 0 / 1</span>`)
	site.lacks(page, "各旗区（每个）")
}

func TestWallSettings(t *testing.T) {
	site := newSite(t)
	page := site.get("/wall?pages=behind,due&seconds=45&show=due", http.StatusOK)
	site.has(page, `data-seconds="45"`, `class="slide slide-due shown"`, `content="45;url=/wall?pages=behind%2Cdue&amp;seconds=45&amp;show=behind"`)
	site.lacks(page, `data-page="overview"`, `data-page="areas"`)
	if shown := strings.Count(page.body, " shown\""); shown != 1 {
		t.Errorf("%d pages are shown at once", shown)
	}
	for _, query := range []string{"pages=nonsense", "pages=overview,", "seconds=4", "seconds=601", "seconds=x", "show=nonsense", "pages=due&show=behind"} {
		site.get("/wall?"+query, http.StatusBadRequest)
	}
	site.get("/wall?seconds=5", http.StatusOK)
	site.get("/wall?seconds=600", http.StatusOK)
}

// Before the first value and without any target the screen says so.
func TestWallWithoutContent(t *testing.T) {
	site := newSite(t)
	site.has(site.get("/wall?theme=ENERGY&attribute=binding", http.StatusOK), "没有可显示的内容")
}
