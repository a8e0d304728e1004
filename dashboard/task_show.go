package dashboard

import (
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// TaskPage shows everything about one task, its history of reports and, to whom it
// concerns, the form.
type TaskPage struct {
	Frame
	Line     TaskLine
	Headings []TaskHeading
	History  []TaskHistoryLine
	Siblings []TaskLine // the other tasks under the same heading
	States   []metrics.ReportedState
	Input    TaskInput
	// MayReport tells whether the reader may report on this task on this page, and
	// OutOfScope whether only the scope of the account forbids it.
	MayReport, OutOfScope bool
	Earliest              metrics.Date // first day that a report may be about
}

// TaskHeading is one heading above the task, with its place in the tree.
type TaskHeading struct {
	Title string
	Link  string
}

// TaskHistoryLine is one saved report.
type TaskHistoryLine struct {
	metrics.TaskReport
	Look      stateLook
	InForce   bool
	TakenBack bool
	Undone    *metrics.TaskReport // the report that this one takes back
}

func (s *Server) showTask(c echo.Context) error {
	page, err := s.loadTask(c)
	if err != nil {
		return err
	}
	page.Notice = noticeOf(c, "progress.done.", "reported", "taken_back")
	return s.render(c, http.StatusOK, "task", page)
}

// loadTask gathers the page of a task with an untouched form.
func (s *Server) loadTask(c echo.Context) (TaskPage, error) {
	filters, err := s.filtersOf(c)
	if err != nil {
		return TaskPage{}, err
	}
	view, err := s.loadTaskView(c.Request().Context(), filters)
	if err != nil {
		return TaskPage{}, err
	}
	position := slices.IndexFunc(view.catalogue.Tasks, func(task metrics.Task) bool { return task.Code == c.Param("code") })
	if position < 0 {
		return TaskPage{}, notFound("task", c.Param("code"))
	}
	task := &view.catalogue.Tasks[position]
	page := TaskPage{Frame: s.frame(c, tasksPath, filters), Line: view.line(task), States: metrics.ReportedStates()}
	page.Title = s.texts.Text(page.Language, "task.title", "number", task.Number)
	page.tellIssue(page.Line.InPlan)
	page.Headings = view.headings(task)
	page.History = view.history(task)
	for _, other := range view.tasksOfPlan(task.Plan) {
		if other != task && other.Level1 == task.Level1 && other.Level2 == task.Level2 && other.Level3 == task.Level3 && len(page.Siblings) < mostSiblings {
			page.Siblings = append(page.Siblings, view.line(other))
		}
	}
	if page.Line.InPlan != nil {
		page.Earliest = page.Line.InPlan.Issued
	}
	page.MayReport, page.OutOfScope = s.mayReportOn(c, filters, task.LeadOrganisations)
	page.Input = taskInputOf(page)
	return page, nil
}

// mostSiblings is how many other tasks under the same heading a page lists.
const mostSiblings = 12

// mayReportOn tells whether the reader may report on what some units answer for, and
// whether it is only the scope of the account that forbids it. Nobody reports into the
// past: a page about a past day offers no form.
func (s *Server) mayReportOn(c echo.Context, filters Filters, organisations []string) (allowed, outOfScope bool) {
	person := personOf(c)
	if s.dependencies.Progress == nil || !person.may(mayReport) || filters.Past(s.today()) {
		return false, false
	}
	covers := person.account.CoversOrganisation(organisations...)
	return covers, !covers
}

// headings are those above a task, the highest first.
func (v taskView) headings(task *metrics.Task) []TaskHeading {
	var headings []TaskHeading
	node, id := metrics.TaskTreeOf(v.tasksOfPlan(task.Plan), v.progress), ""
	for _, title := range []string{task.Level1, task.Level2, task.Level3} {
		if title == "" {
			continue
		}
		for i, child := range node.Children {
			if child.Title == title {
				node, id = child, placeOf(id, i)
				headings = append(headings, TaskHeading{Title: title, Link: v.filters.Link(taskTreePath, "plan", task.Plan, "open", id) + "#" + taskAnchor(id)})
				break
			}
		}
	}
	return headings
}

// history lists the reports on a task that the reader knows, the last saved first.
func (v taskView) history(task *metrics.Task) []TaskHistoryLine {
	reports := v.reports[task.Code]
	inForce := v.progress(task).Report
	var lines []TaskHistoryLine
	for _, report := range reports {
		line := TaskHistoryLine{TaskReport: report, Look: lookOfReportedState(report.State),
			InForce: inForce != nil && inForce.Version == report.Version, TakenBack: metrics.TakenBack(reports, report.Version)}
		if report.TakesBack != "" {
			line.Look = stateLook{Key: "progress.taken_back", Tone: "none", Icon: "remove"}
			if i := slices.IndexFunc(reports, func(other metrics.TaskReport) bool { return other.Version == report.TakesBack }); i >= 0 {
				line.Undone = &reports[i]
			}
		}
		lines = append(lines, line)
	}
	return lines
}

// Address is the page itself, for its forms. It says whether the page shows
// demonstration data, so that a report joins those that stand there.
func (p TaskPage) Address() string {
	address := "/tasks/" + p.Line.Code
	switch {
	case p.Filters.Demonstration == p.Filters.DefaultDemonstration:
		return address
	case p.Filters.Demonstration:
		return address + "?demo=1"
	}
	return address + "?demo=0"
}
