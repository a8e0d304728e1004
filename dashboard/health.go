package dashboard

import (
	"context"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"
)

// answerHealth says that the process answers.
func (s *Server) answerHealth(c echo.Context) error {
	return c.JSON(http.StatusOK, map[string]string{"status": "ok", "version": s.dependencies.Version})
}

// answerReadiness says whether the store answers too.
func (s *Server) answerReadiness(c echo.Context) error {
	ctx, cancel := context.WithTimeout(c.Request().Context(), 3*time.Second)
	defer cancel()
	if err := s.dependencies.Store.Ping(ctx); err != nil {
		s.logger.WarnContext(ctx, "store does not answer", "error", err)
		return c.JSON(http.StatusServiceUnavailable, map[string]string{"status": "store does not answer"})
	}
	return c.JSON(http.StatusOK, map[string]string{"status": "ready"})
}
