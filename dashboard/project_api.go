package dashboard

import (
	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// projectRowAnswer is one project as its list prints it, and how it stands on the day of
// the answer.
type projectRowAnswer struct {
	Printed  metrics.Project         `json:"printed"`
	Progress metrics.ProjectProgress `json:"progress"`
	Serves   []string                `json:"serves"` // codes of indicators whose targets it counts for
}

// projectListAnswer is a page of projects.
type projectListAnswer struct {
	answerHead
	Total    int                `json:"total"`
	Projects []projectRowAnswer `json:"projects"`
	Next     string             `json:"next"`
}

// answerProjects answers with the projects that the filters of the page keep, in the
// order of the lists, a part at a time as answerTasks does.
func (s *Server) answerProjects(c echo.Context) error {
	place, err := s.pinList(c, s.lastProjectReport)
	if err != nil {
		return err
	}
	limit, err := partOf(c)
	if err != nil {
		return err
	}
	page, err := s.loadProjectList(c)
	if err != nil {
		return err
	}
	page.Filters.Demonstration = false // projects are no values
	head, err := s.answerHead(c.Request().Context(), s.wording(languageOf(c)), page.Filters)
	if err != nil {
		return err
	}
	answer := projectListAnswer{answerHead: head, Total: page.Count, Projects: []projectRowAnswer{}}
	lines, next, err := partAfter(page.Lines, limit, place, c.QueryParam("cursor"), page.positions, func(line ProjectLine) string { return line.Code })
	if err != nil {
		return err
	}
	for _, line := range lines {
		row := projectRowAnswer{Printed: *line.Project, Progress: line.ProjectProgress, Serves: []string{}}
		for _, indicator := range line.Serves {
			row.Serves = append(row.Serves, indicator.Code)
		}
		answer.Projects = append(answer.Projects, row)
	}
	answer.Next = next
	return s.answerTagged(c, page.Filters, answer)
}
