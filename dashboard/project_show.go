package dashboard

import (
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// ProjectPage shows everything about one project, its history of reports and, to whom
// it concerns, the form.
type ProjectPage struct {
	Frame
	Line    ProjectLine
	Twins   []ProjectLine // other rows that are the same project
	Parts   []ProjectLine // other rows of the same table with the same number or name
	Targets []ProjectTarget
	History []ProjectHistoryLine
	Stages  []metrics.ProjectStage
	Input   ProjectInput
	// MayReport and OutOfScope are as on the page of a task.
	MayReport, OutOfScope bool
	Earliest              metrics.Date
}

// ProjectHistoryLine is one saved report.
type ProjectHistoryLine struct {
	metrics.ProjectReport
	Look      stateLook
	InForce   bool
	TakenBack bool
	Undone    *metrics.ProjectReport
}

func (s *Server) showProject(c echo.Context) error {
	page, err := s.loadProject(c)
	if err != nil {
		return err
	}
	page.Notice = noticeOf(c, "progress.done.", "reported", "taken_back")
	return s.render(c, http.StatusOK, "project", page)
}

// loadProject gathers the page of a project with an untouched form.
func (s *Server) loadProject(c echo.Context) (ProjectPage, error) {
	filters, err := s.filtersOf(c)
	if err != nil {
		return ProjectPage{}, err
	}
	view, err := s.loadProjectView(c.Request().Context(), filters)
	if err != nil {
		return ProjectPage{}, err
	}
	position := slices.IndexFunc(view.catalogue.Projects, func(project metrics.Project) bool { return project.Code == c.Param("code") })
	if position < 0 {
		return ProjectPage{}, notFound("project", c.Param("code"))
	}
	project := &view.catalogue.Projects[position]
	page := ProjectPage{Frame: s.projectFrame(c, filters), Line: view.line(project), Stages: metrics.ProjectStages(),
		Targets: view.serving([]*metrics.Project{project}), History: view.history(project)}
	page.Title = project.NameZh
	page.tellIssue(page.Line.InPlan)
	for i := range view.catalogue.Projects {
		other := &view.catalogue.Projects[i]
		switch {
		case other == project:
		case slices.Contains(project.SameAs, other.Code) || slices.Contains(other.SameAs, project.Code):
			page.Twins = append(page.Twins, view.line(other))
		case other.Plan == project.Plan && other.TableTitle == project.TableTitle && other.NameZh == project.NameZh:
			page.Parts = append(page.Parts, view.line(other))
		}
	}
	if page.Line.InPlan != nil {
		page.Earliest = page.Line.InPlan.Issued
	}
	page.MayReport, page.OutOfScope = s.mayReportOn(c, filters, answering(project))
	page.Input = projectInputOf(page)
	return page, nil
}

// history lists the reports on a project that the reader knows, the last saved first.
func (v projectView) history(project *metrics.Project) []ProjectHistoryLine {
	reports := v.reports[project.Code]
	inForce := v.progress(project).Report
	var lines []ProjectHistoryLine
	for _, report := range reports {
		line := ProjectHistoryLine{ProjectReport: report, Look: lookOfStage(report.Stage),
			InForce: inForce != nil && inForce.Version == report.Version, TakenBack: metrics.TakenBack(reports, report.Version)}
		if report.TakesBack != "" {
			line.Look = stateLook{Key: "progress.taken_back", Tone: "none", Icon: "remove"}
			if i := slices.IndexFunc(reports, func(other metrics.ProjectReport) bool { return other.Version == report.TakesBack }); i >= 0 {
				line.Undone = &reports[i]
			}
		}
		lines = append(lines, line)
	}
	return lines
}

// Address is the page itself, for its forms.
func (p ProjectPage) Address() string { return "/projects/" + p.Line.Code }
