package dashboard_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"zhibiao/dashboard/dashboardtest"
	"zhibiao/metrics"
)

// The values of other areas are asked for part by part. Of 1,000 areas more the page finds
// the one far down that has a value, and of 100 with values it shows the first sixty, in
// the order of the catalogue.
func TestIndicatorPageFindsOtherAreas(t *testing.T) {
	site := newSite(t)
	content := dashboardtest.Catalogue()
	content.Areas = content.Areas[:1] // the city alone
	for n := range 1000 {
		content.Areas = append(content.Areas, metrics.Area{Code: fmt.Sprintf("A%04d", n), NameZh: fmt.Sprintf("测试区域%04d号", n), Level: "banner", Parent: "150600"})
	}
	site.store.Content = content.Index()
	valueIn := func(area string) metrics.Observation {
		of := dashboardtest.Observations()[2] // of the city in 2022
		of.Area = area
		return of
	}
	site.store.Values = slices.Concat(dashboardtest.Observations()[:3], []metrics.Observation{valueIn("A0950")})
	page := site.get("/indicators/CHILDCARE-PLACES-PER-1000", 200)
	site.has(page, "测试区域0950号")
	site.lacks(page, "测试区域0949号")

	for n := 390; n < 490; n++ { // on both sides of a part's end
		site.store.Values = append(site.store.Values, valueIn(fmt.Sprintf("A%04d", n)))
	}
	page = site.get("/indicators/CHILDCARE-PLACES-PER-1000", 200)
	site.has(page, "测试区域0390号", "测试区域0449号")
	site.lacks(page, "测试区域0450号", "测试区域0950号")
	if rows := strings.Count(page.body, "<th scope=\"row\">测试区域"); rows != 60 {
		t.Errorf("the page lists %d areas, want 60", rows)
	}
}
