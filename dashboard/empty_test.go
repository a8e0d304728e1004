package dashboard_test

import (
	"net/http"
	"testing"

	"zhibiao/metrics"
)

// Without a catalogue no filter is to blame: pages say what to do next.
func TestPagesWithoutACatalogueSayTheNextStep(t *testing.T) {
	site := newSite(t)
	site.store.Content, site.store.Values, site.store.RunList = &metrics.Catalogue{}, nil, nil
	for _, path := range []string{"/", "/indicators", "/plans", "/roll-up", "/pipeline"} {
		page := site.get(path, http.StatusOK)
		site.has(page, "还没有载入规划目录", `href="/schedules"`)
		site.lacks(page, "当前筛选下")
	}
	for _, path := range []string{"/areas", "/conflicts", "/tasks", "/projects", "/about", "/policy", "/search?q=x", "/wall"} {
		site.get(path, http.StatusOK)
	}
}

// An indicator without values tells who may import where, and everybody else who does it.
func TestIndicatorWithoutValuesSaysTheNextStep(t *testing.T) {
	for role, wanted := range map[metrics.Role]string{metrics.RoleStatistician: `href="/imports"`, metrics.RoleLeader: "数值由统计人员导入"} {
		house := newHouse(t, nil, account("wei", role))
		house.store.Values = nil
		guest := house.enter("wei")
		page := guest.get("/indicators/NEW-ENERGY-CAPACITY", http.StatusOK)
		house.has(page, "还没有数值。", wanted)
	}
}
