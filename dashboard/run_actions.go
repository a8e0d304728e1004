package dashboard

import (
	"errors"
	"net/http"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
	"zhibiao/schedules"
)

// longestComment is how many characters a comment on a run may have.
const longestComment = 500

// returnRun refuses a run. Whoever handed it in must learn why, so a comment is asked
// for.
func (s *Server) returnRun(c echo.Context) error {
	comment, err := commentOf(c)
	if err != nil {
		return err
	}
	if comment == "" {
		return badRequest(metrics.NewProblem("runs.comment_missing"))
	}
	run := c.Param("id")
	if err := s.dependencies.Importer.Return(c.Request().Context(), run, actorOf(c), comment); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, "/runs/"+run+"?done=returned")
}

// withdrawRun takes a published run back. It asks nothing first: nothing is deleted,
// and importing the file again brings the values back.
func (s *Server) withdrawRun(c echo.Context) error {
	comment, err := commentOf(c)
	if err != nil {
		return err
	}
	run := c.Param("id")
	if err := s.dependencies.Importer.Withdraw(c.Request().Context(), run, actorOf(c), comment); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, "/runs/"+run+"?done=withdrawn")
}

func commentOf(c echo.Context) (string, error) {
	comment := strings.TrimSpace(strings.ToValidUTF8(c.FormValue("comment"), ""))
	if utf8.RuneCountInString(comment) > longestComment {
		return "", badRequest(metrics.NewProblem("runs.comment_long"))
	}
	return comment, nil
}

// noticeOf says what a form has done, after its redirect. Only known words of the
// address are told.
func noticeOf(c echo.Context, prefix string, known ...string) *metrics.Problem {
	if done := c.QueryParam("done"); slices.Contains(known, done) {
		return metrics.NewProblem(prefix + done)
	}
	return nil
}

// problemOfReason turns a reason of the schedules into the sentence it stands for.
func problemOfReason(reason *schedules.Reason) *metrics.Problem {
	if reason == nil {
		return nil
	}
	return &metrics.Problem{Key: reason.Key, Arguments: reason.Arguments}
}

// scheduleError makes an error of the schedules one that is told in words.
func scheduleError(err error) error {
	reason := schedules.AsReason(err)
	if reason == nil {
		return err
	}
	status := http.StatusUnprocessableEntity
	if reason.Key == "schedule.unknown" {
		status = http.StatusNotFound
	}
	return errors.Join(&statusProblem{status, problemOfReason(reason)}, err)
}
