package dashboard_test

import (
	"encoding/json"
	"net/http"
	"testing"
)

// What programs count keeps to the scope of the account, too. The health commission has
// one target and one task of the plan for the old and the young, and of the energy plan
// the target of one district and 乙项目; the energy bureau has one task of the first, and
// three targets and the contradiction of the second.
func TestCountsForProgramsKeepToTheScope(t *testing.T) {
	type counts struct{ Targets, Tasks, Projects, Indicators int }
	want := map[string]map[string]counts{
		"free":   {"PB2022-194": {2, 3, 0, 2}, "P2022-168": {7, 0, 3, 5}},
		"health": {"PB2022-194": {1, 1, 0, 1}, "P2022-168": {1, 0, 1, 1}}, // the one of the district
		"energy": {"PB2022-194": {0, 1, 0, 0}, "P2022-168": {3, 0, 0, 2}},
	}
	conflicts := map[string]int{"free": 1, "health": 0, "energy": 1}
	h := scopedHouse(t)
	for reader, plans := range want {
		person := h.enter(reader)
		var list struct {
			Plans []struct {
				Code string
				counts
			}
		}
		if err := json.Unmarshal([]byte(person.get("/api/v1/plans", http.StatusOK).body), &list); err != nil {
			t.Fatal(err)
		}
		for _, plan := range list.Plans {
			if wanted, named := plans[plan.Code]; named && plan.counts != wanted {
				t.Errorf("%s: %s has %+v, want %+v", reader, plan.Code, plan.counts, wanted)
			}
		}
		var single counts
		if err := json.Unmarshal([]byte(person.get("/api/v1/plans/P2022-168", http.StatusOK).body), &single); err != nil || single != plans["P2022-168"] {
			t.Errorf("%s: the plan by itself has %+v, %v", reader, single, err)
		}
		var overview struct{ Conflicts int }
		if err := json.Unmarshal([]byte(person.get("/api/v1/overview", http.StatusOK).body), &overview); err != nil || overview.Conflicts != conflicts[reader] {
			t.Errorf("%s: %d contradictions, %v, want %d", reader, overview.Conflicts, err, conflicts[reader])
		}
	}
}

// The balance of a target rests on every project, 400 + 100.5; only those that the account
// answers for are named.
func TestBalancesNameNoProjectOfOthers(t *testing.T) {
	h := scopedHouse(t)
	h.has(h.enter("free").get("/api/v1/pipeline", http.StatusOK), `"J-1"`, `"J-2"`, `"listed":"500.5"`)
	energy := h.enter("energy").get("/api/v1/pipeline", http.StatusOK)
	h.has(energy, `"P2022-168-T001"`, `"listed":"500.5"`)
	h.lacks(energy, `"J-1"`, `"J-2"`)
}
