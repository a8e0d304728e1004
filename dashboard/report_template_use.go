package dashboard

import (
	"github.com/labstack/echo/v4"
)

func (s *Server) withTemplate(c echo.Context, filters Filters, draft reportDraft, choices exportChoices) (reportDraft, error) {
	return draft, echo.ErrNotFound
}
