package dashboard

import (
	"slices"
	"testing"

	"zhibiao/metrics"
)

// rightsInWords says what each role may. It follows from the words of the roles: a leader
// changes nothing, who submits does not approve, who keeps accounts touches no value.
func rightsInWords() map[metrics.Role][]right {
	return map[metrics.Role][]right{
		metrics.RoleLeader:        {mayLook, mayExport, maySignOut},
		metrics.RolePlanner:       {mayLook, mayExport, mayDesign, mayReport, maySignOut},
		metrics.RoleStatistician:  {mayLook, mayInspect, mayExport, maySubmit, mayComment, maySchedule, mayNotify, mayReport, maySignOut},
		metrics.RoleReviewer:      {mayLook, mayInspect, mayExport, mayReview, mayComment, mayDecide, maySignOut},
		metrics.RoleAdministrator: {mayLook, mayInspect, mayAdminister, maySchedule, mayNotify, maySignOut},
	}
}

// A role has its own rights and no more.
func TestRolesHaveTheirRightsAndNoMore(t *testing.T) {
	may := rightsInWords()
	all := []right{mayLook, mayInspect, mayExport, mayDesign, mayReport, maySubmit, mayReview, mayComment, maySchedule, mayNotify, mayDecide, mayAdminister, maySignOut}
	for _, role := range metrics.Roles() {
		for _, asked := range all {
			if got, want := grants([]metrics.Role{role}, asked), slices.Contains(may[role], asked); got != want {
				t.Errorf("%s may %s: %t, want %t", role, asked, got, want)
			}
		}
	}
	if grants(nil, mayLook) || !grants(nil, open) {
		t.Error("without a role only what is open to all may be seen")
	}
	if !grants([]metrics.Role{metrics.RoleLeader, metrics.RoleReviewer}, mayReview) {
		t.Error("a person may do what one of several roles may")
	}
}

// A route without a right would be open to whoever finds it.
func TestEveryRouteNamesItsRight(t *testing.T) {
	server := &Server{dependencies: Dependencies{}}
	routes := server.routes()
	if len(routes) < 30 {
		t.Fatalf("%d routes, want the whole table", len(routes))
	}
	for _, route := range routes {
		if route.right == "" {
			t.Errorf("%s %s names no right", route.method, route.path)
		}
	}
}
