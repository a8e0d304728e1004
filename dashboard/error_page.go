package dashboard

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// statusProblem is a Problem together with the HTTP status that it is told with.
type statusProblem struct {
	status  int
	problem *metrics.Problem
}

func (e *statusProblem) Error() string { return e.problem.Error() }

func (e *statusProblem) Unwrap() error { return e.problem }

// notFound says that there is no such thing: what is a noun of the texts
// (error.what.…), such as indicator.
func notFound(what, value string) error {
	return &statusProblem{http.StatusNotFound, metrics.NewProblem("error.unknown."+what, "value", value)}
}

// badRequest says that a parameter or a form makes no sense.
func badRequest(problem *metrics.Problem) error {
	return &statusProblem{http.StatusBadRequest, problem}
}

// ErrorPage tells what went wrong, what to do, and how to report it.
type ErrorPage struct {
	Frame
	Status  int
	Problem *metrics.Problem
	// AsToday is the same address as of today, empty where it asks for today.
	AsToday string
	// Then says of a page about the past why what was asked for may be missing, or is nil.
	Then *metrics.Problem
	// Sent tells that a form was sent: its address alone leads nowhere.
	Sent bool
}

// errorAnswer is an error for programs.
type errorAnswer struct {
	Error     string `json:"error"`
	Key       string `json:"key"`
	Hint      string `json:"hint,omitempty"`
	Field     string `json:"field,omitempty"` // the parameter that makes no sense
	RequestID string `json:"request_id"`
}

// showError is the one place where errors become answers. What it shows is always
// a sentence of the texts; the technical cause goes to the log only.
func (s *Server) showError(err error, c echo.Context) {
	if c.Response().Committed {
		s.breakOff(c, err)
		return
	}
	status, problem := describeError(err)
	if status >= http.StatusInternalServerError {
		s.logger.ErrorContext(c.Request().Context(), "request failed", "path", c.Request().URL.Path,
			"request", requestID(c), "error", err)
	}
	language := languageOf(c)
	if wantsJSON(c.Request()) {
		err = c.JSON(status, errorAnswer{
			Error: s.texts.Problem(language, problem), Key: problem.Key,
			Hint: s.texts.Hint(language, problem), Field: fieldOf(problem, c.QueryParams()), RequestID: requestID(c),
		})
	} else {
		filters := Filters{DefaultDemonstration: s.dependencies.Demonstration,
			Demonstration: s.dependencies.Demonstration, AsOf: s.today()}
		page := ErrorPage{Frame: s.frame(c, "", filters), Status: status, Problem: problem,
			Sent: c.Request().Method != http.MethodGet && c.Request().Method != http.MethodHead}
		page.Title = s.texts.Text(language, "error.title")
		page.Demonstration = false
		if status == http.StatusNotFound || status == http.StatusBadRequest {
			page.AsToday, page.Then = s.thenAndToday(c)
		}
		err = s.render(c, status, "error", page)
	}
	if err != nil {
		s.logger.ErrorContext(c.Request().Context(), "error page failed", "request", requestID(c), "error", err)
		http.Error(c.Response(), http.StatusText(status), status)
	}
}

func describeError(err error) (int, *metrics.Problem) {
	var told *statusProblem
	var fromEcho *echo.HTTPError
	switch {
	case errors.As(err, &told):
		return told.status, told.problem
	case errors.Is(err, context.DeadlineExceeded):
		return http.StatusServiceUnavailable, metrics.NewProblem("error.slow")
	case errors.Is(err, context.Canceled):
		return 499, metrics.NewProblem("error.cancelled") // the reader went away
	case metrics.AsProblem(err) != nil && strings.HasPrefix(metrics.AsProblem(err).Key, "store."):
		return http.StatusServiceUnavailable, metrics.AsProblem(err)
	case metrics.AsProblem(err) != nil:
		return http.StatusUnprocessableEntity, metrics.AsProblem(err)
	case errors.As(err, &fromEcho):
		switch fromEcho.Code {
		case http.StatusNotFound:
			return fromEcho.Code, metrics.NewProblem("error.not_found")
		case http.StatusMethodNotAllowed:
			return fromEcho.Code, metrics.NewProblem("error.method")
		case http.StatusForbidden, http.StatusBadRequest:
			return fromEcho.Code, metrics.NewProblem("error.form_expired")
		case http.StatusRequestEntityTooLarge:
			return fromEcho.Code, metrics.NewProblem("error.too_large")
		}
	}
	return http.StatusInternalServerError, metrics.NewProblem("error.internal")
}

// wantsJSON tells whether the answer is for a program.
func wantsJSON(request *http.Request) bool {
	if strings.HasPrefix(request.URL.Path, "/api/") {
		return true
	}
	accept := request.Header.Get(echo.HeaderAccept)
	return strings.Contains(accept, echo.MIMEApplicationJSON) && !strings.Contains(accept, echo.MIMETextHTML)
}

func requestID(c echo.Context) string { return c.Response().Header().Get(echo.HeaderXRequestID) }
