package dashboard_test

import (
	"net/http"
	"strings"
	"testing"
)

func TestDemonstrationIsSaidEverywhere(t *testing.T) {
	site := newSite(t, offerDemonstration)
	for _, path := range []string{"/", "/indicators", "/indicators/HYDROGEN-OUTPUT", "/plans", "/plans/P2022-168",
		"/roll-up", "/pipeline", "/pipeline/NEW-ENERGY-CAPACITY"} {
		page := site.get(path, http.StatusOK)
		site.has(page, "演示数据", "demo=0")
		if page.header.Get("Zhibiao-Demonstration") != "1" {
			t.Errorf("%s: the header does not say that values are generated", path)
		}
		real := site.get(path+"?demo=0", http.StatusOK)
		site.lacks(real, "本页数值由程序生成")
		site.has(real, "改看演示数据")
	}
	for _, path := range []string{"/api/v1/overview", "/api/v1/indicators", "/api/v1/indicators/HYDROGEN-OUTPUT",
		"/api/v1/roll-up", "/api/v1/pipeline"} {
		site.has(site.get(path, http.StatusOK), `"demonstration":true`, `"label":"演示数据`, `"scenario":"DEMO"`)
		real := site.get(path+"?demo=0", http.StatusOK)
		site.has(real, `"demonstration":false`)
		site.lacks(real, `"label"`)
	}
}

// Where the demonstration is not offered nothing of it is on the pages, unless the
// address asks for it; then it is labelled too.
func TestDemonstrationIsOffByDefault(t *testing.T) {
	site := newSite(t)
	site.lacks(site.get("/indicators/HYDROGEN-OUTPUT", http.StatusOK), "演示数据")
	site.has(site.get("/indicators/HYDROGEN-OUTPUT?demo=1", http.StatusOK), "演示数据", "本页数值由程序生成")
}

// Generated months add up to 0.1 + … + 0.6 = 2.1 and appear in no real series.
func TestGeneratedValuesStayApart(t *testing.T) {
	site := newSite(t, offerDemonstration)
	demonstration := site.get("/indicators/HYDROGEN-OUTPUT", http.StatusOK).body
	if !strings.Contains(demonstration, `"value":2.1`) {
		t.Error("the running sum of the generated months is not drawn")
	}
	site.lacks(site.get("/indicators/HYDROGEN-OUTPUT?demo=0", http.StatusOK), `"value":2.1`, "2023-06")
}
