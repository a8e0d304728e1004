package dashboard

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"
)

// areaRoutes lists the pages of areas. The workbook of an area shares its pattern with
// its page, see exportRoutes.
func (s *Server) areaRoutes() []route {
	return []route{
		{method: http.MethodGet, path: areasPath, right: mayLook, handler: s.showAreaList},
		{method: http.MethodGet, path: areasPath + "/:code", right: mayLook, handler: s.showAreaOrWorkbook},
		{method: http.MethodGet, path: "/api/v1/areas", right: mayLook, handler: s.answerAreaList},
	}
}

func (s *Server) showAreaOrWorkbook(c echo.Context) error {
	if code, isWorkbook := strings.CutSuffix(c.Param("code"), workbookEnding); isWorkbook {
		return s.exportArea(c, code)
	}
	return s.showArea(c)
}
