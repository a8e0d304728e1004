package dashboard

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"zhibiao/dashboard/assets"
)

// route is one address of the program. The table of routes is the whole of what
// the program answers to.
type route struct {
	method  string
	path    string
	right   right // what a person must be allowed to
	handler echo.HandlerFunc
	// bodyLimit overrides the usual limit on the size of a request, such as "64M".
	bodyLimit string
	// unhurried lifts the usual time limit, for exports and imports.
	unhurried bool
}

func (s *Server) routes() []route {
	routes := []route{
		{method: http.MethodGet, path: "/", right: mayLook, handler: s.showOverview},
		{method: http.MethodGet, path: "/indicators", right: mayLook, handler: s.showIndicatorList},
		{method: http.MethodGet, path: "/indicators/:code", right: mayLook, handler: s.showIndicator},
		{method: http.MethodGet, path: "/plans", right: mayLook, handler: s.showPlanList},
		{method: http.MethodGet, path: "/plans/:code", right: mayLook, handler: s.showPlan},
		{method: http.MethodGet, path: rollUpPath, right: mayLook, handler: s.showRollUp},
		{method: http.MethodGet, path: pipelinePath, right: mayLook, handler: s.showPipeline},
		{method: http.MethodGet, path: pipelinePath + "/:code", right: mayLook, handler: s.showPipelineIndicator},
		{method: http.MethodGet, path: "/about", right: mayLook, handler: s.showAbout},

		{method: http.MethodGet, path: "/api/v1/overview", right: mayLook, handler: s.answerOverview},
		{method: http.MethodGet, path: "/api/v1/roll-up", right: mayLook, handler: s.answerRollUp},
		{method: http.MethodGet, path: "/api/v1/pipeline", right: mayLook, handler: s.answerPipeline},
		{method: http.MethodGet, path: "/api/v1/indicators", right: mayLook, handler: s.answerIndicatorList},
		{method: http.MethodGet, path: "/api/v1/indicators/:code", right: mayLook, handler: s.answerIndicator},
		{method: http.MethodGet, path: "/api/v1/assessments", right: mayLook, handler: s.answerAssessments},

		{method: http.MethodGet, path: "/healthz", right: open, handler: s.answerHealth},
		{method: http.MethodGet, path: "/readyz", right: open, handler: s.answerReadiness},
		{method: http.MethodGet, path: assets.Prefix + "*", right: open, handler: echo.WrapHandler(s.assets)},
	}
	routes = append(routes, s.areaRoutes()...)
	routes = append(routes, s.conflictRoutes()...)
	routes = append(routes, s.organisationRoutes()...)
	routes = append(routes, s.exportRoutes()...)
	routes = append(routes, s.accountRoutes()...)
	routes = append(routes, s.tokenRoutes()...)
	routes = append(routes, s.programRoutes()...)
	routes = append(routes, s.statisticianRoutes()...)
	routes = append(routes, s.policyRoutes()...)
	routes = append(routes, s.searchRoutes()...)
	routes = append(routes, s.reportRoutes()...)
	routes = append(routes, s.taskRoutes()...)
	routes = append(routes, s.wallRoutes()...)
	routes = append(routes, s.guideRoutes()...)
	routes = append(routes, s.targetRoutes()...)
	routes = append(routes, s.revisionRoutes()...)
	routes = append(routes, s.formRoutes()...)
	routes = append(routes, s.coverageRoutes()...)
	if s.dependencies.Feeds != nil {
		routes = append(routes, s.feedRoutes()...)
	}
	if s.dependencies.Notices != nil {
		routes = append(routes, s.noticeRoutes()...)
	}
	return routes
}

// navigation lists the pages of the main menu: the key of the text and the path. A
// page that has no route is not shown.
func navigation() []NavigationItem {
	return []NavigationItem{
		{Group: "overview", Key: "nav.overview", Path: "/"},
		{Group: "overview", Key: "nav.indicators", Path: "/indicators"},
		{Group: "overview", Key: "nav.plans", Path: "/plans"},
		{Group: "overview", Key: "nav.roll_up", Path: rollUpPath},
		{Group: "overview", Key: "nav.areas", Path: areasPath},
		{Group: "overview", Key: "nav.organisations", Path: organisationsPath},
		{Group: "overview", Key: "nav.pipeline", Path: pipelinePath},
		{Group: "overview", Key: "nav.tasks", Path: tasksPath},
		{Group: "overview", Key: "nav.projects", Path: projectsPath},
		{Group: "overview", Key: "nav.conflicts", Path: conflictsPath},
		{Group: "reports", Key: "nav.reports", Path: reportsPath},
		{Group: "rules", Key: "nav.policy", Path: policyPath},
		{Group: "rules", Key: "nav.locks", Path: locksPath},
		{Group: "data", Key: "nav.imports", Path: "/imports"},
		{Group: "data", Key: "nav.forms", Path: formsPath},
		{Group: "data", Key: "nav.coverage", Path: coveragePath},
		{Group: "data", Key: "nav.feeds", Path: feedsPath},
		{Group: "data", Key: "nav.runs", Path: runsPath},
		{Group: "data", Key: "nav.differences", Path: differencesPath},
		{Group: "data", Key: "nav.names", Path: namesPath},
		{Group: "data", Key: "nav.schedules", Path: "/schedules"},
		{Group: "rules", Key: "nav.accounts", Path: accountsPath},
		{Group: "rules", Key: "nav.audit", Path: auditPath},
		{Group: "help", Key: "nav.guide", Path: guidePath},
		{Group: "help", Key: "api.title", Path: programsPath},
		{Group: "help", Key: "nav.about", Path: "/about"},
	}
}
