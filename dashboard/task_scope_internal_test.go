package dashboard

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/labstack/echo/v4"

	"zhibiao/dashboard/dashboardtest"
	"zhibiao/metrics"
)

// Who may report on a task that O-HEALTH leads: planners and statisticians whose scope
// holds it or who have none, and nobody on a page about the past.
func TestReportNeedsRightAndScope(t *testing.T) {
	server, err := New(Dependencies{Store: dashboardtest.New(), Now: dashboardtest.Now, Zone: dashboardtest.Now().Location(), Progress: &dashboardtest.Progress{}})
	if err != nil {
		t.Fatal(err)
	}
	today, past := Filters{AsOf: server.today()}, Filters{AsOf: server.today() - 1}
	for name, test := range map[string]struct {
		role                metrics.Role
		scope               []string
		filters             Filters
		allowed, outOfScope bool
	}{
		"planner of the city":       {metrics.RolePlanner, nil, today, true, false},
		"planner of the unit":       {metrics.RolePlanner, []string{"O-ENERGY", "O-HEALTH"}, today, true, false},
		"planner of another unit":   {metrics.RolePlanner, []string{"O-ENERGY"}, today, false, true},
		"statistician of the unit":  {metrics.RoleStatistician, []string{"O-HEALTH"}, today, true, false},
		"leader":                    {metrics.RoleLeader, nil, today, false, false},
		"administrator of the unit": {metrics.RoleAdministrator, []string{"O-HEALTH"}, today, false, false},
		"planner looking back":      {metrics.RolePlanner, nil, past, false, false},
	} {
		c := echo.New().NewContext(httptest.NewRequest(http.MethodGet, "/", nil), httptest.NewRecorder())
		c.Set(personKey, person{account: metrics.Account{Roles: []metrics.Role{test.role}, Organisations: test.scope}})
		allowed, outOfScope := server.mayReportOn(c, test.filters, []string{"O-HEALTH"})
		if allowed != test.allowed || outOfScope != test.outOfScope {
			t.Errorf("%s: allowed %t, out of scope %t; want %t, %t", name, allowed, outOfScope, test.allowed, test.outOfScope)
		}
	}
	c := echo.New().NewContext(httptest.NewRequest(http.MethodPost, "/tasks/T-1", nil), httptest.NewRecorder())
	if err := server.refuseReport(c, false, true); describeStatus(err) != http.StatusForbidden {
		t.Errorf("out of scope is answered with %v", err)
	}
}

func describeStatus(err error) int {
	status, _ := describeError(err)
	return status
}
