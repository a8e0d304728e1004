package dashboard

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"
)

// brokenOffKey marks a request whose answer was broken off.
const brokenOffKey = "broken off"

// breakOff deals with an error of an answer that has begun. It cannot become an error page
// any more: the connection is closed before the end of the answer, so that nobody takes a
// part of a table for the whole.
func (s *Server) breakOff(c echo.Context, cause error) {
	if c.Response().Status >= http.StatusBadRequest || c.Get(brokenOffKey) != nil {
		return // the error has been told
	}
	c.Set(brokenOffKey, true)
	err := http.NewResponseController(c.Response()).SetWriteDeadline(time.Unix(1, 0))
	if errors.Is(cause, context.Canceled) {
		return // the reader went away
	}
	s.logger.ErrorContext(c.Request().Context(), "answer broken off", "path", c.Request().URL.Path,
		"request", requestID(c), "error", errors.Join(cause, err))
}
