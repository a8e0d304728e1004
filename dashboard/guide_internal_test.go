package dashboard

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"zhibiao/dashboard/dashboardtest"
	"zhibiao/dashboard/locale"
	"zhibiao/ingest"
)

// serverOfGuide is a server with every room that the guide speaks of.
func serverOfGuide(t *testing.T) *Server {
	t.Helper()
	store, accounts, kept := dashboardtest.New(), dashboardtest.NewAccounts(), &dashboardtest.Reports{}
	server, err := New(Dependencies{Store: store, Importer: noImporter{}, Scheduler: noScheduler{}, Checks: noChecks{}, Notices: noNotices{},
		Originals: noOriginals{}, UploadFolder: t.TempDir(), Accounts: accounts, Audit: accounts, Now: dashboardtest.Now, Feeds: &dashboardtest.Feeds{},
		Tokens: &dashboardtest.Tokens{}, Progress: &dashboardtest.Progress{}, Reporting: store, Reports: kept,
		ReportFiles: ingest.NewOriginals(t.TempDir()), Revisions: &dashboardtest.Revisions{},
		Forms: &dashboardtest.Forms{}, Coverage: struct{ Coverage }{}})
	if err != nil {
		t.Fatal(err)
	}
	return server
}

// guideSources are the chapters as they are written, by file.
func guideSources(t *testing.T) map[string]string {
	t.Helper()
	names, err := filepath.Glob("guide/content/*/*.md")
	if err != nil || len(names) < 20 {
		t.Fatalf("%d chapters: %v", len(names), err)
	}
	sources := map[string]string{}
	for _, name := range names {
		content, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		sources[name] = string(content)
	}
	return sources
}

var (
	guideFence = regexp.MustCompile("(?s)```.*?```")
	guideLink  = regexp.MustCompile(`\]\((/[^)#?]*)[^)]*\)`)
	guidePaths = regexp.MustCompile("`(/[a-z][^`?{ ]*)[^`]*`")
	guideCalls = regexp.MustCompile(`https://zhibiao\.example(/[^"?\s]*)`)
)

// Every path that the guide names, as a link, as a word or in an example for programs, is
// a route of the program.
func TestGuideNamesRoutes(t *testing.T) {
	server := serverOfGuide(t)
	patterns := map[string]bool{metricsPath: true}
	for _, known := range server.routes() {
		patterns[known.path] = true
	}
	known := func(path string) bool {
		for pattern := range patterns {
			if path == pattern || fitsPattern(strings.Split(pattern, "/"), strings.Split(path, "/")) {
				return true
			}
			if strings.HasSuffix(path, "/") && strings.HasPrefix(pattern, path) {
				return true // a word such as /api/v1/ stands for all below it
			}
		}
		return false
	}
	seen := 0
	for name, source := range guideSources(t) {
		prose := guideFence.ReplaceAllString(source, "")
		var paths []string
		for _, found := range append(guideLink.FindAllStringSubmatch(prose, -1), guidePaths.FindAllStringSubmatch(prose, -1)...) {
			paths = append(paths, found[1])
		}
		for _, found := range guideCalls.FindAllStringSubmatch(source, -1) {
			paths = append(paths, found[1])
		}
		for _, path := range paths {
			if seen++; !known(path) {
				t.Errorf("%s names %s, which is no route", name, path)
			}
		}
	}
	if seen < 60 {
		t.Errorf("only %d paths were found in the guide", seen)
	}
}

// Every page of the menu has help of its own, and every topic is a part of the guide.
func TestHelpTopicsAreThere(t *testing.T) {
	topics := map[string]bool{}
	server := serverOfGuide(t)
	for _, topic := range helpTopics() {
		if topics[topic.path] {
			t.Errorf("%s has two topics", topic.path)
		}
		topics[topic.path] = true
		if topic.chapter == "" {
			continue
		}
		for _, language := range locale.Languages() {
			chapter, _, _, found := server.guides[language].Chapter(topic.chapter)
			if _, there := chapter.Section(topic.anchor); !found || topic.anchor != "" && !there {
				t.Errorf("the help of %s in %s leads to %s#%s, which is not there", topic.path, language, topic.chapter, topic.anchor)
			}
		}
	}
	for _, item := range navigation() {
		if !topics[item.Path] {
			t.Errorf("the page %s of the menu has no help: add it to helpTopics", item.Path)
		}
	}
	for path, want := range map[string]string{
		"/": "/guide/reading", "/indicators/COAL-OUTPUT": "/guide/reading#indicator", "/reports/templates/x": "/guide/workbooks#templates",
		"/reports/ZB-2026-0001": "/guide/workbooks#numbers", "/account/password": "/guide/accounts#own", "/accounts/x": "/guide/accounts#manage",
		"/runs/x": "/guide/review#states", "/guide": "/guide", "/guide/lights": "/guide", "/nowhere": "/guide", "/indicatorsx": "/guide",
	} {
		if got := helpFor(path); got != want {
			t.Errorf("the help of %s is %s, want %s", path, got, want)
		}
	}
}

func TestPageRight(t *testing.T) {
	server := serverOfGuide(t)
	for path, want := range map[string]right{"/": mayLook, "/runs": mayInspect, "/plans/P2022-169": mayLook, "/accounts": mayAdminister, "/runs/": "", "/nowhere": ""} {
		if got, found := server.pageRight(path); got != want || found != (want != "") {
			t.Errorf("%s asks for %q", path, got)
		}
	}
}
