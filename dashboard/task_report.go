package dashboard

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// TaskInput is the form of a report as it was filled in, right or wrong.
type TaskInput struct {
	ReportForm
	State    string
	Percent  string
	Evidence string
}

// lastSaved is the head of the last report, or nil.
func (p TaskPage) lastSaved() *metrics.ReportHead {
	if len(p.History) == 0 {
		return nil
	}
	return &p.History[0].ReportHead
}

// taskInputOf begins with what holds today.
func taskInputOf(page TaskPage) TaskInput {
	input := TaskInput{ReportForm: reportForm(page.Today, page.lastSaved())}
	if report := page.Line.Report; report != nil {
		input.State = string(report.State)
		if report.Percent != nil {
			input.Percent = strconv.Itoa(*report.Percent)
		}
	}
	return input
}

// reportTask adds a report of the lead unit. What is wrong is told beside its field and
// the form keeps what was typed.
func (s *Server) reportTask(c echo.Context) error {
	page, err := s.loadTaskForm(c)
	if err != nil {
		return err
	}
	page.Input.State, page.Input.Percent, page.Input.Evidence = formText(c, "state"), formText(c, "percent"), formText(c, "evidence")
	report := metrics.TaskReport{Task: page.Line.Code, State: metrics.ReportedState(page.Input.State), Evidence: page.Input.Evidence}
	report.SavedBy, report.Date, report.Demonstration = actorOf(c), page.Input.readDate(c), page.Filters.Demonstration
	if page.Input.Percent != "" {
		percent, err := strconv.Atoi(page.Input.Percent)
		if err != nil {
			page.Input.Problems.refuse("percent", metrics.NewProblem("progress.problem.percent").Because(err))
		}
		report.Percent = &percent
	}
	for field, problem := range report.Problems(page.Earliest, page.Today) {
		page.Input.Problems.refuse(field, problem)
	}
	if len(page.Input.Problems) > 0 {
		return s.render(c, http.StatusUnprocessableEntity, "task", page)
	}
	return s.keepTaskReport(c, page, report, "reported")
}

// takeTaskReportBack adds a report that takes an earlier one back. Nothing is deleted:
// both stay in the history.
func (s *Server) takeTaskReportBack(c echo.Context) error {
	page, err := s.loadTaskForm(c)
	if err != nil {
		return err
	}
	version, err := page.Input.readTakingBack(c, func(version string) bool {
		return slices.ContainsFunc(page.History, func(line TaskHistoryLine) bool {
			return line.Version == version && line.TakesBack == "" && !line.TakenBack
		})
	})
	if err != nil {
		return err
	}
	if len(page.Input.Problems) > 0 {
		return s.render(c, http.StatusUnprocessableEntity, "task", page)
	}
	report := metrics.TaskReport{Task: page.Line.Code, Evidence: page.Input.Reason, Demonstration: page.Filters.Demonstration}
	report.SavedBy, report.Date, report.TakesBack = actorOf(c), page.Today, version
	return s.keepTaskReport(c, page, report, "taken_back")
}

// loadTaskForm loads the page of a task for who may report on it. A form that was opened
// before somebody else reported is told so.
func (s *Server) loadTaskForm(c echo.Context) (TaskPage, error) {
	page, err := s.loadTask(c)
	if err != nil {
		return page, err
	}
	if err := s.refuseReport(c, page.MayReport, page.OutOfScope); err != nil {
		return page, err
	}
	page.Input.refuseOutdated(c, page.lastSaved())
	return page, nil
}

// refuseReport says why nobody can report here, or nil.
func (s *Server) refuseReport(c echo.Context, allowed, outOfScope bool) error {
	switch {
	case allowed:
		return nil
	case outOfScope:
		s.auditAs(c, actorOf(c), metrics.AuditRefused, "denied", c.Request().Method+" "+c.Request().URL.Path, "right", string(mayReport))
		return &statusProblem{http.StatusForbidden, metrics.NewProblem("progress.problem.scope")}
	case s.dependencies.Progress == nil:
		return echo.ErrNotFound
	}
	return badRequest(metrics.NewProblem("progress.problem.past"))
}

func (s *Server) keepTaskReport(c echo.Context, page TaskPage, report metrics.TaskReport, done string) error {
	if _, err := s.dependencies.Progress.SaveTaskReport(context.WithoutCancel(c.Request().Context()), report); err != nil {
		return fmt.Errorf("save report on task %s: %w", report.Task, err)
	}
	s.audit(c, "task."+done, report.Task, "comment", shortened(report.Evidence))
	return c.Redirect(http.StatusSeeOther, page.Link("/tasks/"+page.Line.Code, "done", done)+"#history")
}
