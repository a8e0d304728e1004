package dashboard

import "net/http"

// conflictsPath is the address of the register of conflicts.
const conflictsPath = "/conflicts"

// conflictRoutes lists the addresses of the register of conflicts.
func (s *Server) conflictRoutes() []route {
	routes := []route{
		{method: http.MethodGet, path: conflictsPath, right: mayLook, handler: s.showConflictList},
		{method: http.MethodGet, path: conflictsPath + "/:code", right: mayLook, handler: s.showConflict},
	}
	if s.dependencies.Decisions != nil {
		routes = append(routes, route{method: http.MethodPost, path: conflictsPath + "/:code", right: mayDecide, handler: s.decideConflict})
	}
	return routes
}
