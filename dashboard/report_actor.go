package dashboard

import (
	"context"

	"github.com/labstack/echo/v4"
)

type actingKey struct{}

// ActingFor says for whom the program asks itself for a workbook: a schedule or the
// command line, which no person stands behind. No request from outside can say so.
func ActingFor(ctx context.Context, name string) context.Context {
	return context.WithValue(ctx, actingKey{}, name)
}

// issuerOf names who takes a workbook.
func issuerOf(c echo.Context) string {
	if name, has := c.Request().Context().Value(actingKey{}).(string); has {
		return name
	}
	return actorOf(c)
}
