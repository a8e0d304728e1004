package dashboard

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"
)

// taskRoutes lists the addresses of tasks and projects.
func (s *Server) taskRoutes() []route {
	return []route{
		{method: http.MethodGet, path: tasksPath, right: mayLook, handler: s.showTaskList},
		{method: http.MethodGet, path: taskTreePath, right: mayLook, handler: s.showTaskTree},
		{method: http.MethodGet, path: "/tasks/:code", right: mayLook, handler: s.showTask},
		{method: http.MethodPost, path: "/tasks/:code", right: mayReport, handler: s.reportTask},
		{method: http.MethodPost, path: "/tasks/:code/take-back", right: mayReport, handler: s.takeTaskReportBack},
		{method: http.MethodGet, path: "/tasks/:code/take-back", right: mayLook, handler: backToThing("/take-back")},

		{method: http.MethodGet, path: projectsPath, right: mayLook, handler: s.showProjectList},
		{method: http.MethodGet, path: "/projects/:code", right: mayLook, handler: s.showProject},
		{method: http.MethodPost, path: "/projects/:code", right: mayReport, handler: s.reportProject},
		{method: http.MethodPost, path: "/projects/:code/take-back", right: mayReport, handler: s.takeProjectReportBack},
		{method: http.MethodGet, path: "/projects/:code/take-back", right: mayLook, handler: backToThing("/take-back")},

		{method: http.MethodGet, path: "/api/v1/tasks", right: mayLook, handler: s.answerTasks},
		{method: http.MethodGet, path: "/api/v1/projects", right: mayLook, handler: s.answerProjects},
	}
}

// backToThing leads who asks for an action without a form, as a change of the language
// does after a refused one, to the page of the thing.
func backToThing(action string) echo.HandlerFunc {
	return func(c echo.Context) error {
		link := url.URL{Path: strings.TrimSuffix(c.Request().URL.Path, action), RawQuery: c.Request().URL.RawQuery}
		return c.Redirect(http.StatusSeeOther, link.RequestURI())
	}
}
