package dashboard

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"zhibiao/dashboard/dashboardtest"
)

type noFeeds struct{ Feeds }

// programServer is a server with every address for programs.
func programServer(t *testing.T) *Server {
	t.Helper()
	store := dashboardtest.NewExplained()
	server, err := New(Dependencies{Store: store, Values: store, Now: dashboardtest.Now, Zone: dashboardtest.Now().Location(), Feeds: noFeeds{},
		Importer: noImporter{}, Scheduler: noScheduler{}, Reporting: store, Reports: &dashboardtest.Reports{}, ReportFiles: noFiles{}, UploadFolder: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	return server
}

type noFiles struct{ KeptFiles }

// Every address below /api/ is described, once, and nothing is described that does not exist.
func TestEveryAddressForProgramsIsDescribed(t *testing.T) {
	server := programServer(t)
	var routes, described []string
	for _, to := range server.routes() {
		if strings.HasPrefix(to.path, programsPrefix) {
			routes = append(routes, to.method+" "+to.path)
		}
	}
	keys := map[string]bool{}
	for _, one := range operations() {
		described = append(described, one.method+" "+one.path)
		if keys[one.key] {
			t.Errorf("two operations are called %s", one.key)
		}
		keys[one.key] = true
		if !slices.Contains(operationGroups(), one.group) {
			t.Errorf("%s is in no group of the page", one.path)
		}
		for _, key := range []string{"api." + one.key + ".title", "api." + one.key + ".text"} {
			if !server.texts.Has("zh", key) {
				t.Errorf("no text %s", key)
			}
		}
		names := map[string]bool{}
		for _, parameter := range one.parameters {
			if names[parameter.name] {
				t.Errorf("%s has the parameter %s twice", one.path, parameter.name)
			}
			names[parameter.name] = true
			if !server.texts.Has("zh", "api.parameter."+parameter.key) {
				t.Errorf("no text for the parameter %s of %s", parameter.key, one.path)
			}
			if parameter.inPath && (parameter.example == "" || !strings.Contains(one.path, ":"+parameter.name)) {
				t.Errorf("%s: parameter %s of the path", one.path, parameter.name)
			}
		}
		if strings.Count(one.path, ":") != len(slices.DeleteFunc(slices.Clone(one.parameters), func(p parameter) bool { return !p.inPath })) {
			t.Errorf("%s does not describe its path", one.path)
		}
	}
	slices.Sort(routes)
	slices.Sort(described)
	if !slices.Equal(routes, described) {
		t.Errorf("routes and descriptions differ:\n%v\n%v", routes, described)
	}
	for _, to := range server.routes() {
		if strings.HasPrefix(to.path, programsPrefix) && to.method == http.MethodGet && to.right == open {
			t.Errorf("%s is open to everybody", to.path)
		}
	}
}
