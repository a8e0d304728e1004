package dashboard

import "net/http"

// targetsPath begins the addresses of targets.
const targetsPath = "/targets"

func (s *Server) targetRoutes() []route {
	return []route{{method: http.MethodGet, path: targetsPath + "/:code", right: mayLook, handler: s.showTarget}}
}
