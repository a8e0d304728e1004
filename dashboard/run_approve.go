package dashboard

import (
	"net/http"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"zhibiao/ingest"
	"zhibiao/metrics"
)

// momentField is the form of a field of day and time, in the zone of the pages.
const momentField = "2006-01-02T15:04"

// approveRun lets a run through: at once, or from the moment that the form names.
func (s *Server) approveRun(c echo.Context) error {
	comment, err := commentOf(c)
	if err != nil {
		return err
	}
	at, err := s.momentOf(c, "publish_at")
	if err != nil {
		return err
	}
	run := c.Param("id")
	if err := s.dependencies.Importer.Approve(c.Request().Context(), run, actorOf(c), ingest.Approval{Comment: comment, PublishAt: at}); err != nil {
		return err
	}
	done := "approved"
	if known, err := s.loadRun(c.Request().Context(), run); err == nil && known.State == metrics.RunScheduled {
		done = "scheduled"
	}
	return c.Redirect(http.StatusSeeOther, "/runs/"+run+"?done="+done)
}

// pullRunBack takes an approved run that waits for its moment back to review.
func (s *Server) pullRunBack(c echo.Context) error {
	comment, err := commentOf(c)
	if err != nil {
		return err
	}
	run := c.Param("id")
	if err := s.dependencies.Importer.PullBack(c.Request().Context(), run, actorOf(c), comment); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, "/runs/"+run+"?done=pulled_back")
}

// momentOf reads a field of day and time; an empty one is the zero time.
func (s *Server) momentOf(c echo.Context, name string) (time.Time, error) {
	return s.readMoment(c.FormValue(name))
}

// readMoment reads a moment as a field of a form or an address gives it: a day, a day
// and a time in the zone of the pages, or the form of RFC 3339.
func (s *Server) readMoment(text string) (time.Time, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return time.Time{}, nil
	}
	for _, form := range []string{time.RFC3339Nano, momentField, "2006-01-02T15:04:05", time.DateOnly} {
		if moment, err := time.ParseInLocation(form, text, s.dependencies.Zone); err == nil && moment.Year() >= 1978 && moment.Year() < 2200 {
			return moment, nil
		}
	}
	return time.Time{}, badRequest(metrics.NewProblem("revision.moment", "value", text))
}
