package dashboard

import (
	"context"
	"fmt"
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// ProjectInput is the form of a report on a project as it was filled in, right or wrong.
type ProjectInput struct {
	ReportForm
	Stage   string
	EndYear string
	Note    string
}

// lastSaved is the head of the last report, or nil.
func (p ProjectPage) lastSaved() *metrics.ReportHead {
	if len(p.History) == 0 {
		return nil
	}
	return &p.History[0].ReportHead
}

// projectInputOf begins with what holds today.
func projectInputOf(page ProjectPage) ProjectInput {
	input := ProjectInput{ReportForm: reportForm(page.Today, page.lastSaved()), Stage: string(page.Line.CurrentStage())}
	if page.Line.Slip != nil {
		input.EndYear = page.Line.ExpectedYear()
	}
	return input
}

// reportProject adds a report on a project. What is wrong is told beside its field and
// the form keeps what was typed.
func (s *Server) reportProject(c echo.Context) error {
	page, err := s.loadProjectForm(c)
	if err != nil {
		return err
	}
	page.Input.Stage, page.Input.EndYear, page.Input.Note = formText(c, "stage"), formText(c, "end_year"), formText(c, "note")
	report := metrics.ProjectReport{Project: page.Line.Code, Stage: metrics.ProjectStage(page.Input.Stage), EndYear: page.Input.EndYear, Note: page.Input.Note}
	report.SavedBy, report.Date = actorOf(c), page.Input.readDate(c)
	for field, problem := range report.Problems(page.Earliest, page.Today) {
		page.Input.Problems.refuse(field, problem)
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
	version, err := page.Input.readTakingBack(c, func(version string) bool {
		return slices.ContainsFunc(page.History, func(line ProjectHistoryLine) bool {
			return line.Version == version && line.TakesBack == "" && !line.TakenBack
		})
	})
	if err != nil {
		return err
	}
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
	page.Input.refuseOutdated(c, page.lastSaved())
	return page, nil
}

func (s *Server) keepProjectReport(c echo.Context, page ProjectPage, report metrics.ProjectReport, done string) error {
	if _, err := s.dependencies.Progress.SaveProjectReport(context.WithoutCancel(c.Request().Context()), report); err != nil {
		return fmt.Errorf("save report on project %s: %w", report.Project, err)
	}
	s.audit(c, "task.project_"+done, report.Project, "comment", shortened(report.Note))
	return c.Redirect(http.StatusSeeOther, page.Link("/projects/"+page.Line.Code, "done", done)+"#history")
}
