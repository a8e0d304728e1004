package dashboard_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"zhibiao/metrics"
)

// Every organisation of a long list has a box; the chosen ones stand first and are
// counted, and every line carries by what it is found.
func TestChosenOrganisationsStandFirst(t *testing.T) {
	h := newHouse(t, nil, account("keeper", metrics.RoleAdministrator))
	root := h.enter("keeper")
	boxes := regexp.MustCompile(`data-terms="([^"]*)" data-initials="([^"]*)"><input type="checkbox" name="organisations" value="([^"]+)"( checked)?`)
	before := boxes.FindAllStringSubmatch(root.get("/accounts/new", http.StatusOK).body, -1)
	if len(before) < 2 {
		t.Fatalf("%d organisations can be ticked, want more", len(before))
	}
	last := before[len(before)-1][3]
	if !strings.Contains(before[0][1], strings.ToLower(before[0][3])) || before[0][2] == "" {
		t.Errorf("%s cannot be found by its code or its initials: %q", before[0][3], before[0][1:3])
	}
	// The name is missing, so that the form comes back with what was ticked.
	page := root.post("/accounts", http.StatusUnprocessableEntity, "code", "new", "organisations", last)
	after := boxes.FindAllStringSubmatch(page.body, -1)
	if len(after) != len(before) || after[0][3] != last || after[0][4] == "" || after[1][4] != "" {
		t.Errorf("the ticked %s does not stand first and alone", last)
	}
	h.has(page, "已选 1 个")
}
