package dashboard

import (
	"context"
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// ProjectInput is the form of a report on a project as it was filled in, right or wrong.
type ProjectInput struct {
	Stage    string
	Date     string
	EndYear  string
	Note     string
	Base     string // version of the last report saved when the form was opened
	Reason   string // why a report is taken back
	Problems map[string]*metrics.Problem
}

// projectInputOf begins with what holds today.
func projectInputOf(page ProjectPage) ProjectInput {
	input := ProjectInput{Date: page.Today.String(), Stage: string(page.Line.CurrentStage()), Problems: map[string]*metrics.Problem{}}
	if page.Line.Slip != nil {
		input.EndYear = page.Line.ExpectedYear()
	}
	if len(page.History) > 0 {
		input.Base = page.History[0].Version
	}
	return input
}

// refuse notes what is wrong with a field, the first word counting.
func (i ProjectInput) refuse(field string, problem *metrics.Problem) {
	if problem != nil && i.Problems[field] == nil {
		i.Problems[field] = problem
	}
}

// reportProject adds a report on a project. What is wrong is told beside its field and
// the form keeps what was typed.
func (s *Server) reportProject(c echo.Context) error {
	page, err := s.loadProjectForm(c)
	if err != nil {
		return err
	}
	page.Input.Stage, page.Input.Date = formText(c, "stage"), formText(c, "date")
	page.Input.EndYear, page.Input.Note = formText(c, "end_year"), formText(c, "note")
	report := metrics.ProjectReport{Project: page.Line.Code, Stage: metrics.ProjectStage(page.Input.Stage), EndYear: page.Input.EndYear, Note: page.Input.Note}
	report.SavedBy = actorOf(c)
	if report.Date, err = metrics.ParseDate(page.Input.Date); err != nil {
		page.Input.refuse("date", metrics.NewProblem("progress.problem.date").Because(err))
	}
	for field, problem := range report.Problems(page.Earliest, page.Today) {
		page.Input.refuse(field, problem)
	}
	if len(page.Input.Problems) > 0 {
		return s.render(c, http.StatusUnprocessableEntity, "project", page)
	}
	return s.keepProjectReport(c, page, report, "reported")
}

// takeProjectReportBack adds a report that takes an earlier one back.
func (s *Server) takeProjectReportBack(c echo.Context) error {
	page, err := s.loadProjectForm(c)
	if err != nil {
		return err
	}
	version := formText(c, "version")
	page.Input.Reason = formText(c, "reason")
	known := false
	for _, line := range page.History {
		known = known || line.Version == version && line.TakesBack == "" && !line.TakenBack
	}
	if !known {
		return badRequest(metrics.NewProblem("progress.problem.not_to_take_back"))
	}
	page.Input.refuse("reason", reasonProblem(page.Input.Reason))
	if len(page.Input.Problems) > 0 {
		return s.render(c, http.StatusUnprocessableEntity, "project", page)
	}
	report := metrics.ProjectReport{Project: page.Line.Code, Note: page.Input.Reason}
	report.SavedBy, report.Date, report.TakesBack = actorOf(c), page.Today, version
	return s.keepProjectReport(c, page, report, "taken_back")
}

// loadProjectForm loads the page of a project for who may report on it.
func (s *Server) loadProjectForm(c echo.Context) (ProjectPage, error) {
	page, err := s.loadProject(c)
	if err != nil {
		return page, err
	}
	if err := s.refuseReport(c, page.MayReport, page.OutOfScope); err != nil {
		return page, err
	}
	if len(page.History) > 0 && formText(c, "base") != page.Input.Base {
		page.Input.refuse("form", metrics.NewProblem("progress.problem.meanwhile", "actor", page.History[0].SavedBy))
	}
	return page, nil
}

func (s *Server) keepProjectReport(c echo.Context, page ProjectPage, report metrics.ProjectReport, done string) error {
	if _, err := s.dependencies.Progress.SaveProjectReport(context.WithoutCancel(c.Request().Context()), report); err != nil {
		return fmt.Errorf("save report on project %s: %w", report.Project, err)
	}
	s.audit(c, "task.project_"+done, report.Project, "comment", shortened(report.Note))
	return c.Redirect(http.StatusSeeOther, page.Link("/projects/"+page.Line.Code, "done", done)+"#history")
}
