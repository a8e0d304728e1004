package dashboard

import (
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"
)

// WayBack leads to the page of the program that the reader came from.
type WayBack struct {
	Link string
	Key  string // text that names the page
}

// wayBack reads from where a reader followed a link here; nil for one who came otherwise,
// or from this very page in another language or look.
func (s *Server) wayBack(c echo.Context) *WayBack {
	from, err := url.Parse(c.Request().Referer())
	if err != nil || from.Host != c.Request().Host || !strings.HasPrefix(from.Path, "/") || strings.HasPrefix(from.Path, "//") ||
		from.Path == c.Request().URL.Path && samePlace(from.Query(), c.QueryParams()) {
		return nil
	}
	way := &WayBack{Link: from.RequestURI(), Key: "values.back"}
	longest := -1
	for _, item := range s.menu {
		under := from.Path == item.Path || item.Path != "/" && strings.HasPrefix(from.Path, item.Path+"/")
		if under && len(item.Path) > longest {
			way.Key, longest = item.Key, len(item.Path)
		}
	}
	if longest < 0 && from.Path != valuesPath && !strings.HasPrefix(from.Path, targetsPath+"/") {
		return nil // such as the page of signing in
	}
	return way
}

// samePlace tells whether two addresses of a page differ in nothing but how it is shown.
func samePlace(from, to url.Values) bool {
	rest := func(values url.Values) string {
		kept := url.Values{}
		for name, given := range values {
			if name != "lang" && name != "look" {
				kept[name] = given
			}
		}
		return kept.Encode()
	}
	return rest(from) == rest(to)
}
