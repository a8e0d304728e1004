package dashboard

import (
	"fmt"
	"log/slog"
	"net/http"
	"path"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"

	"zhibiao/dashboard/assets"
)

const (
	usualBodyLimit = "2M"
	usualTimeLimit = 60 * time.Second
	// csrfField is the name of the hidden form field, csrfKey where the token lies in
	// the context of a request.
	csrfField = "_csrf"
	csrfKey   = "csrf"
)

// contentSecurityPolicy allows nothing that does not come from this host, and no
// script or style written inside a page.
const contentSecurityPolicy = "default-src 'self'; style-src 'self'; img-src 'self' data:; " +
	"object-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"

// middleware returns what every request passes, outermost first.
func (s *Server) middleware(routes []route) []echo.MiddlewareFunc {
	unhurried := map[string]bool{}
	limits := map[string]string{}
	for _, route := range routes {
		unhurried[route.method+route.path] = route.unhurried
		if route.bodyLimit != "" {
			limits[route.method+route.path] = route.bodyLimit
		}
	}
	chain := []echo.MiddlewareFunc{
		s.distrustRequestNames,
		middleware.RequestIDWithConfig(middleware.RequestIDConfig{Generator: uuid.NewString}),
		carryRequestName,
		s.logRequests(),
		s.recoverPanics(),
		setHeaders,
		middleware.GzipWithConfig(middleware.GzipConfig{Level: 5, MinLength: 1024, Skipper: isCompressed}),
	}
	chain = append(chain, bodyLimits(limits)...)
	return append(chain,
		s.remember,
		s.identify,
		middleware.ContextTimeoutWithConfig(middleware.ContextTimeoutConfig{
			Timeout:      usualTimeLimit,
			ErrorHandler: func(err error, _ echo.Context) error { return err },
			Skipper: func(c echo.Context) bool {
				return unhurried[c.Request().Method+c.Path()] || strings.HasSuffix(c.Request().URL.Path, workbookEnding) // one may share the pattern of a page
			},
		}),
		middleware.CSRFWithConfig(middleware.CSRFConfig{
			TokenLookup:    "header:" + echo.HeaderXCSRFToken + ",form:" + csrfField,
			ContextKey:     csrfKey,
			CookieName:     "zhibiao_csrf",
			CookiePath:     "/",
			CookieHTTPOnly: true,
			CookieSameSite: http.SameSiteLaxMode,
			Skipper: func(c echo.Context) bool {
				return strings.HasPrefix(c.Path(), assets.Prefix) || isForPrograms(c.Path()) ||
					personOf(c).token != nil || s.gate == nil && c.Path() == pushPath
			},
		}),
	)
}

// bodyLimits bounds request bodies before anything reads them: one limit for all
// routes but those that name their own.
func bodyLimits(own map[string]string) []echo.MiddlewareFunc {
	chain := []echo.MiddlewareFunc{middleware.BodyLimitWithConfig(middleware.BodyLimitConfig{
		Limit:   usualBodyLimit,
		Skipper: func(c echo.Context) bool { return own[c.Request().Method+c.Path()] != "" },
	})}
	for address, limit := range own {
		chain = append(chain, middleware.BodyLimitWithConfig(middleware.BodyLimitConfig{
			Limit:   limit,
			Skipper: func(c echo.Context) bool { return c.Request().Method+c.Path() != address },
		}))
	}
	return chain
}

// isCompressed tells whether an answer is already as small as it gets.
func isCompressed(c echo.Context) bool {
	switch path.Ext(c.Request().URL.Path) {
	case ".woff2", ".xlsx":
		return true
	}
	return false
}

func setHeaders(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		header := c.Response().Header()
		header.Set(echo.HeaderContentSecurityPolicy, contentSecurityPolicy)
		header.Set(echo.HeaderXContentTypeOptions, "nosniff")
		header.Set(echo.HeaderXFrameOptions, "DENY")
		header.Set(echo.HeaderReferrerPolicy, "same-origin")
		header.Set("Cross-Origin-Opener-Policy", "same-origin")
		header.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
		if !strings.HasPrefix(c.Request().URL.Path, assets.Prefix) {
			header.Set(echo.HeaderCacheControl, "private, no-cache")
		}
		return next(c)
	}
}

func (s *Server) logRequests() echo.MiddlewareFunc {
	return middleware.RequestLoggerWithConfig(middleware.RequestLoggerConfig{
		LogStatus: true, LogMethod: true, LogURIPath: true, LogLatency: true, LogError: true,
		LogRequestID: true, LogRemoteIP: true, LogResponseSize: true,
		HandleError: true,
		LogValuesFunc: func(c echo.Context, values middleware.RequestLoggerValues) error {
			level := slog.LevelInfo
			switch {
			case values.Status >= http.StatusInternalServerError:
				level = slog.LevelError
			case strings.HasPrefix(c.Path(), assets.Prefix), isForPrograms(c.Path()):
				level = slog.LevelDebug
			}
			attributes := []slog.Attr{
				slog.String("method", values.Method), slog.String("path", values.URIPath),
				slog.Int("status", values.Status), slog.Duration("duration", values.Latency),
				slog.Int64("bytes", values.ResponseSize), slog.String("remote", values.RemoteIP),
				slog.String("request", values.RequestID),
			}
			if values.Error != nil {
				attributes = append(attributes, slog.String("error", values.Error.Error()))
			}
			s.logger.LogAttrs(c.Request().Context(), level, "request", attributes...)
			return nil
		},
	})
}

// recoverPanics turns a panic into an error page and logs where it happened.
func (s *Server) recoverPanics() echo.MiddlewareFunc {
	return middleware.RecoverWithConfig(middleware.RecoverConfig{
		DisableErrorHandler: true,
		LogErrorFunc: func(c echo.Context, err error, stack []byte) error {
			s.logger.ErrorContext(c.Request().Context(), "panic while answering",
				"path", c.Request().URL.Path, "error", err, "stack", string(stack))
			return fmt.Errorf("panic while answering: %w", err)
		},
	})
}
