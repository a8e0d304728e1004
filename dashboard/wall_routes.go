package dashboard

import "net/http"

const wallPath = "/wall"

func (s *Server) wallRoutes() []route {
	return []route{{method: http.MethodGet, path: wallPath, right: mayLook, handler: s.showWall}}
}
