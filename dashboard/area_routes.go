package dashboard

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
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

// mayTakeAway refuses a workbook to who may only look. Its address shares the route of a
// page, so that the route alone cannot.
func mayTakeAway(c echo.Context) error {
	if personOf(c).may(mayExport) {
		return nil
	}
	return &statusProblem{http.StatusForbidden, metrics.NewProblem("error.right.export")}
}
