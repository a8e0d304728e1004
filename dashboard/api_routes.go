package dashboard

import "net/http"

const (
	programsPath = "/api"
	openAPIPath  = "/api/v1/openapi.json"
)

// programRoutes lists the addresses for programs that no room of the pages has. What each
// one takes and answers is written down in operations.
func (s *Server) programRoutes() []route {
	routes := []route{
		{method: http.MethodGet, path: programsPath, right: mayLook, handler: s.showPrograms},
		{method: http.MethodGet, path: openAPIPath, right: mayLook, handler: s.answerOpenAPI},
		{method: http.MethodGet, path: "/api/v1/plans", right: mayLook, handler: s.answerPlanList},
		{method: http.MethodGet, path: "/api/v1/plans/:code", right: mayLook, handler: s.answerPlan},
		{method: http.MethodGet, path: "/api/v1/targets", right: mayLook, handler: s.answerTargets},
		{method: http.MethodGet, path: "/api/v1/conflicts", right: mayLook, handler: s.answerConflicts},
		{method: http.MethodGet, path: "/api/v1/runs", right: mayInspect, handler: s.answerRunList},
		{method: http.MethodGet, path: "/api/v1/runs/:id", right: mayInspect, handler: s.answerRun},
	}
	if s.dependencies.Values != nil {
		routes = append(routes, route{method: http.MethodGet, path: "/api/v1/observations", right: mayLook, handler: s.answerObservations, unhurried: true})
	}
	if s.numbersReports() {
		routes = append(routes,
			route{method: http.MethodGet, path: "/api/v1/reports", right: mayExport, handler: s.answerReportList},
			route{method: http.MethodGet, path: "/api/v1/reports/:number", right: mayExport, handler: s.answerReport},
			route{method: http.MethodGet, path: "/api/v1/reports/:number/file", right: mayExport, handler: s.answerReportFile})
	}
	return routes
}
