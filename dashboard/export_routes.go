package dashboard

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"
)

// workbookEnding is the end of every address that answers with a workbook.
const workbookEnding = ".xlsx"

// exportRoutes lists the addresses of workbooks. The workbook of a thing shares its
// pattern with the page of the thing, because a parameter of a route reaches to the
// end of its segment; this later entry takes the place of the page's and tells the
// two apart by the ending.
func (s *Server) exportRoutes() []route {
	var routes []route
	for _, source := range s.workbookSources() {
		switch {
		case source.show != nil:
			routes = append(routes, route{method: http.MethodGet, path: source.path + ":code", right: source.right, handler: s.showOrExport(source)})
		case source.tail != "":
			routes = append(routes, route{method: http.MethodGet, path: source.path + ":code" + source.tail + workbookEnding, right: mayExport,
				unhurried: true, handler: func(c echo.Context) error { return s.export(c, source, c.Param("code")) }})
		default:
			asked := source.right
			if asked == mayLook {
				asked = mayExport
			}
			routes = append(routes, route{method: http.MethodGet, path: source.path + workbookEnding, right: asked, unhurried: true,
				handler: func(c echo.Context) error { return s.export(c, source, "") }})
		}
	}
	return routes
}

// showOrExport answers with the page of a thing, or with its workbook.
func (s *Server) showOrExport(source workbookSource) echo.HandlerFunc {
	return func(c echo.Context) error {
		code, isWorkbook := strings.CutSuffix(c.Param("code"), workbookEnding)
		if !isWorkbook {
			return source.show(c)
		}
		if !personOf(c).may(mayExport) {
			return s.missing(c, mayExport) // the route itself asks for the right of the page
		}
		return s.export(c, source, code)
	}
}

// export answers with a workbook: the rows are those of the page with the same filters.
func (s *Server) export(c echo.Context, source workbookSource, code string) error {
	draft, err := s.draftOf(c, source, code)
	if err != nil {
		return err
	}
	return s.sendReport(c, draft)
}
