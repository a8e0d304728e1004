package dashboard

import (
	"net/http"
)

// areaRoutes lists the pages of areas. The workbook of an area shares its pattern with
// its page, see exportRoutes.
func (s *Server) areaRoutes() []route {
	return []route{
		{method: http.MethodGet, path: areasPath, right: mayLook, handler: s.showAreaList},
		{method: http.MethodGet, path: areasPath + "/:code", right: mayLook, handler: s.showArea},
		{method: http.MethodGet, path: "/api/v1/areas", right: mayLook, handler: s.answerAreaList},
	}
}
