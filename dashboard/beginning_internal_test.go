package dashboard

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"zhibiao/dashboard/dashboardtest"
)

// readersRooms is a server with every room that answers leaders and planners, without
// accounts.
func readersRooms(t *testing.T) *Server {
	t.Helper()
	store := dashboardtest.New()
	server, err := New(Dependencies{Store: store, Values: store, Changes: store, Reporting: store, Progress: &dashboardtest.Progress{}, Forms: &dashboardtest.Forms{},
		Coverage: dashboardtest.NewCoverage(), Revisions: &dashboardtest.Revisions{}, Decisions: &dashboardtest.ConflictDecisions{}, Now: dashboardtest.Now})
	if err != nil {
		t.Fatal(err)
	}
	return server
}

// open asks for a page as a browser does.
func (s *Server) open(t *testing.T, path string) *httptest.ResponseRecorder {
	t.Helper()
	answer := httptest.NewRecorder()
	s.Handler().ServeHTTP(answer, httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil))
	return answer
}

// In the catalogue of the tests the first plan was issued on 2022-11-28. Every address of
// the table that takes a day says of 1990 that there was no plan and since when there is
// one, and leads to today; of a day that has not come yet it leads to today as well.
func TestEveryRouteBeforeTheFirstPlan(t *testing.T) {
	server := readersRooms(t)
	ask := func(path, day string) *httptest.ResponseRecorder { return server.open(t, path+"?as_of="+day) }
	codes := map[string]string{"/indicators": "NEW-ENERGY-CAPACITY", "/plans": "PB2022-194", areasPath: "150602", organisationsPath: "O-HEALTH", tasksPath: "T-1",
		projectsPath: "J-1", conflictsPath: "CF-168-1", targetsPath: "PB2022-194-T001", pipelinePath: "NEW-ENERGY-CAPACITY"}
	paths := map[string]bool{}
	for _, to := range server.routes() {
		begin, tail, coded := strings.Cut(to.path, "/:code")
		switch {
		case strings.HasPrefix(to.path, differencesPath): // is about two moments, not about a day
		case to.method != http.MethodGet || to.right != mayLook && to.right != mayExport || strings.ContainsAny(tail, ":*"):
		case coded && codes[begin] != "":
			paths[begin+"/"+codes[begin]+tail] = true
			if tail == "" {
				paths[begin+"/no-such-thing"] = true
			}
		case !coded && !strings.ContainsAny(to.path, ":*"):
			paths[to.path] = true
		}
	}
	asked := map[string]int{}
	for path := range paths {
		later := ask(path, "2199-01-01")
		if later.Code != http.StatusBadRequest {
			continue // it takes no day
		}
		answer := ask(path, "1990-01-01")
		kind, text := "page", answer.Body.String()
		isPage := strings.Contains(later.Header().Get("Content-Type"), "html")
		switch {
		case strings.HasSuffix(path, workbookEnding) && answer.Code == http.StatusOK:
			kind, text = "workbook", bookText(t, text)
		case strings.HasPrefix(path, "/api/") && answer.Code == http.StatusOK:
			if kind = "answer"; !strings.Contains(text, `"as_of"`) {
				continue // is about no day
			}
		case !isPage:
			continue
		case answer.Code == http.StatusOK && !strings.Contains(ask(path, "2023-02-15").Body.String(), `class="notice vintage"`):
			continue // work of today, such as a form
		case !strings.Contains(text, `href="`+path) || !strings.Contains(text, "回到今天") && !strings.Contains(text, "按今天查看"):
			t.Errorf("%s does not lead from 1990 to today", path)
		}
		asked[kind]++
		if !strings.Contains(text, "规划还没有印发") && !strings.Contains(text, "还没有印发任何规划") || !strings.Contains(text, "2022年11月28日") {
			t.Errorf("%s (%d) does not say since when something is known: %.200s", path, answer.Code, text)
		}
		if isPage && !strings.HasSuffix(path, workbookEnding) && !strings.Contains(later.Body.String(), "按今天查看") {
			t.Errorf("%s does not lead from a day to come to today", path)
		}
	}
	if asked["page"] < 20 || asked["workbook"] < 10 || asked["answer"] < 8 {
		t.Errorf("only %v were asked for", asked)
	}
}

func bookText(t *testing.T, content string) string {
	t.Helper()
	file, err := excelize.OpenReader(strings.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	text := ""
	for _, sheet := range file.GetSheetList() {
		rows, err := file.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			text += strings.Join(row, " ") + "\n"
		}
	}
	return text
}

// On a day between two plans the page of the later one says that it was not issued yet; the
// list has the first only.
func TestPlansThatWereNotIssuedYet(t *testing.T) {
	server := readersRooms(t)
	page := func(path string) string { return server.open(t, path).Body.String() }
	for _, path := range []string{"/plans/P2022-168", "/tasks/T-1", "/projects/J-1", "/targets/P2022-168-T001"} {
		if text := page(path + "?as_of=2022-12-15"); !strings.Contains(text, "这份规划2022年12月30日才印发，2022年12月15日时还没有") {
			t.Errorf("%s does not say that its plan was not issued", path)
		}
		if strings.Contains(page(path+"?as_of=2023-02-15"), "才印发") {
			t.Errorf("%s of a plan that was issued", path)
		}
	}
	if list := page("/plans?as_of=2022-12-15"); !strings.Contains(list, "P2022-151") || strings.Contains(list, "P2022-168") {
		t.Error("the list of plans does not keep to the day")
	}
	if text := page("/nothing?as_of=2022-12-15"); !strings.Contains(text, "那时系统里可能还没有它") || !strings.Contains(text, `href="/nothing"`) {
		t.Error("what is not known says nothing of the past")
	}
}
