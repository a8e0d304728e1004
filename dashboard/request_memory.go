package dashboard

import (
	"net/http"

	"github.com/labstack/echo/v4"
)

// remember gives each request that reads a memory of its own, so that the parts of one
// page do not ask the store the same question again, and all show the same state. A
// request that writes has none: it must see what it has written.
func (s *Server) remember(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		request := c.Request()
		if s.dependencies.Remember != nil && (request.Method == http.MethodGet || request.Method == http.MethodHead) {
			c.SetRequest(request.WithContext(s.dependencies.Remember(request.Context())))
		}
		return next(c)
	}
}
