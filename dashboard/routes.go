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
	handler echo.HandlerFunc
	// bodyLimit overrides the usual limit on the size of a request, such as "64M".
	bodyLimit string
	// unhurried lifts the usual time limit, for exports and imports.
	unhurried bool
}

func (s *Server) routes() []route {
	routes := []route{
		{method: http.MethodGet, path: "/", handler: s.showOverview},
		{method: http.MethodGet, path: "/indicators", handler: s.showIndicatorList},
		{method: http.MethodGet, path: "/indicators/:code", handler: s.showIndicator},
		{method: http.MethodGet, path: "/plans", handler: s.showPlanList},
		{method: http.MethodGet, path: "/plans/:code", handler: s.showPlan},
		{method: http.MethodGet, path: rollUpPath, handler: s.showRollUp},
		{method: http.MethodGet, path: pipelinePath, handler: s.showPipeline},
		{method: http.MethodGet, path: pipelinePath + "/:code", handler: s.showPipelineIndicator},
		{method: http.MethodGet, path: "/conflicts", handler: s.showConflictList},
		{method: http.MethodGet, path: "/conflicts/:code", handler: s.showConflict},
		{method: http.MethodGet, path: "/about", handler: s.showAbout},

		{method: http.MethodGet, path: "/api/v1/overview", handler: s.answerOverview},
		{method: http.MethodGet, path: "/api/v1/roll-up", handler: s.answerRollUp},
		{method: http.MethodGet, path: "/api/v1/pipeline", handler: s.answerPipeline},
		{method: http.MethodGet, path: "/api/v1/indicators", handler: s.answerIndicatorList},
		{method: http.MethodGet, path: "/api/v1/indicators/:code", handler: s.answerIndicator},
		{method: http.MethodGet, path: "/api/v1/assessments", handler: s.answerAssessments},

		{method: http.MethodGet, path: "/healthz", handler: s.answerHealth},
		{method: http.MethodGet, path: "/readyz", handler: s.answerReadiness},
		{method: http.MethodGet, path: assets.Prefix + "*", handler: echo.WrapHandler(s.assets)},
	}
	routes = append(routes, s.exportRoutes()...)
	routes = append(routes, s.statisticianRoutes()...)
	routes = append(routes, s.policyRoutes()...)
	if s.dependencies.Notices != nil {
		routes = append(routes, s.noticeRoutes()...)
	}
	return routes
}

// navigation lists the pages of the main menu: the key of the text and the path. A
// page that has no route is not shown.
func navigation() []NavigationItem {
	return []NavigationItem{
		{Key: "nav.overview", Path: "/"},
		{Key: "nav.indicators", Path: "/indicators"},
		{Key: "nav.plans", Path: "/plans"},
		{Key: "nav.roll_up", Path: rollUpPath},
		{Key: "nav.pipeline", Path: pipelinePath},
		{Key: "nav.conflicts", Path: "/conflicts"},
		{Key: "nav.policy", Path: "/policy"},
		{Key: "nav.imports", Path: "/imports"},
		{Key: "nav.runs", Path: "/runs"},
		{Key: "nav.schedules", Path: "/schedules"},
		{Key: "nav.about", Path: "/about"},
	}
}
