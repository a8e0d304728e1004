package dashboard

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// closeForm ends a form: no answers are taken any more. A draft is discarded.
func (s *Server) closeForm(c echo.Context) error {
	done := "closed"
	if formText(c, "draft") != "" {
		done = "discarded"
	}
	return s.changeForm(c, done, func(form *metrics.Form) *metrics.Problem {
		form.Closed = true
		return nil
	})
}

// reopenForm takes a close back.
func (s *Server) reopenForm(c echo.Context) error {
	return s.changeForm(c, "reopened", func(form *metrics.Form) *metrics.Problem {
		form.Closed = false
		return nil
	})
}

// moveFormDue sets another due day. Sheets that are out already stay good.
func (s *Server) moveFormDue(c echo.Context) error {
	return s.changeForm(c, "moved", func(form *metrics.Form) *metrics.Problem {
		due, err := metrics.ParseDate(formText(c, "due"))
		if err != nil || due.IsZero() {
			return metrics.NewProblem("forms.problem.due")
		}
		form.Due = due
		return nil
	})
}

// changeForm saves another version of a form; one that changes nothing is not saved.
func (s *Server) changeForm(c echo.Context, done string, change func(*metrics.Form) *metrics.Problem) error {
	ctx := c.Request().Context()
	form, err := s.loadForm(ctx, c.Param("code"))
	if err != nil {
		return err
	}
	before := *form
	if problem := change(form); problem != nil {
		return badRequest(problem)
	}
	if form.Since(&before).Any() {
		form.Before, form.SavedBy = before.SavedAt, actorOf(c)
		if _, err := s.dependencies.Forms.SaveForm(context.WithoutCancel(ctx), *form); err != nil {
			return fmt.Errorf("save form %s: %w", form.Code, err)
		}
		s.audit(c, "form."+done, form.Code, "title", form.Title)
	}
	return c.Redirect(http.StatusSeeOther, formAddress(form, done))
}

// remindForm tells every organisation that has not answered in full, at most once a day.
func (s *Server) remindForm(c echo.Context) error {
	ctx := c.Request().Context()
	form, err := s.loadForm(ctx, c.Param("code"))
	if err != nil {
		return err
	}
	switch {
	case form.Draft:
		return badRequest(metrics.NewProblem("forms.problem.not_out", "title", form.Title))
	case form.Closed:
		return badRequest(metrics.NewProblem("form.closed", "form", form.Code, "title", form.Title, "actor", form.SavedBy))
	}
	catalogue, err := s.dependencies.Store.CatalogueAt(ctx, time.Time{})
	if err != nil {
		return fmt.Errorf("load catalogue: %w", err)
	}
	standings, err := s.formStandings(ctx, form)
	if err != nil {
		return err
	}
	told := 0
	for _, standing := range standings {
		if standing.Complete() {
			continue
		}
		told++
		if err := s.dependencies.Reminders.Tell(context.WithoutCancel(ctx), FormReminder(catalogue, form, standing, "day:"+s.today().String())); err != nil {
			return fmt.Errorf("remind %s of form %s: %w", standing.Organisation, form.Code, err)
		}
	}
	if told == 0 { // all have answered since the page was opened
		return c.Redirect(http.StatusSeeOther, formsPath+"/"+form.Code+"?done=complete")
	}
	s.audit(c, "form.reminded", form.Code, "title", form.Title, "count", strconv.Itoa(told))
	return c.Redirect(http.StatusSeeOther, formsPath+"/"+form.Code+"?done=reminded")
}
