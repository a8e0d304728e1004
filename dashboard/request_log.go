package dashboard

import (
	"context"
	"log/slog"

	"github.com/labstack/echo/v4"
)

// requestNameKey is where the name of a request lies in its context.
type requestNameKey struct{}

// NameRequests makes every entry of the log that is written while a request is answered
// carry the name of that request, whichever room writes it.
func NameRequests(handler slog.Handler) slog.Handler { return namingHandler{handler} }

type namingHandler struct{ slog.Handler }

func (h namingHandler) Handle(ctx context.Context, record slog.Record) error {
	if name, known := ctx.Value(requestNameKey{}).(string); known {
		named := true
		record.Attrs(func(attribute slog.Attr) bool {
			named = attribute.Key != "request"
			return named
		})
		if named {
			record = record.Clone()
			record.AddAttrs(slog.String("request", name))
		}
	}
	return h.Handler.Handle(ctx, record)
}

func (h namingHandler) WithAttrs(attributes []slog.Attr) slog.Handler {
	return namingHandler{h.Handler.WithAttrs(attributes)}
}

func (h namingHandler) WithGroup(name string) slog.Handler {
	return namingHandler{h.Handler.WithGroup(name)}
}

// carryRequestName puts the name of the request into its context.
func carryRequestName(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		request := c.Request()
		c.SetRequest(request.WithContext(context.WithValue(request.Context(), requestNameKey{}, requestID(c))))
		return next(c)
	}
}
