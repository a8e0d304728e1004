package dashboard

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"
)

// workbookEnding is the end of every address that answers with a workbook.
const workbookEnding = ".xlsx"

// indicatorWorkbook is the address of the list of indicators as a workbook.
const indicatorWorkbook = "/indicators" + workbookEnding

// exportRoutes lists the addresses of workbooks. The workbook of a plan shares its
// pattern with the page of the plan, because a parameter of a route reaches to the
// end of its segment; this later entry takes the place of the page's and tells the
// two apart by the ending.
func (s *Server) exportRoutes() []route {
	return []route{
		{method: http.MethodGet, path: indicatorWorkbook, right: mayExport, handler: s.exportIndicators, unhurried: true},
		{method: http.MethodGet, path: "/plans/:code", right: mayLook, handler: s.showPlanOrWorkbook},
	}
}

func (s *Server) showPlanOrWorkbook(c echo.Context) error {
	if code, isWorkbook := strings.CutSuffix(c.Param("code"), workbookEnding); isWorkbook {
		return s.exportPlan(c, code)
	}
	return s.showPlan(c)
}
