package dashboard

import (
	"context"
	"crypto/rand"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// createForm drafts a form of what was chosen, of an earlier form, or without a row.
func (s *Server) createForm(c echo.Context) error {
	ctx := c.Request().Context()
	input := readFormInput(c)
	input.check(s.today())
	if len(input.Problems) > 0 {
		return s.renderNewForm(c, http.StatusUnprocessableEntity, input)
	}
	form := metrics.Form{Code: newFormCode(s.today()), Title: input.Title, Version: 1, Due: input.Due, Draft: true, SavedBy: actorOf(c)}
	if err := s.fillForm(ctx, &form, input); err != nil {
		return err
	}
	if len(form.Rows) == 0 && !input.Blank {
		input.Problems["series"] = metrics.NewProblem("forms.problem.series")
		if input.From != "" {
			input.Problems["periods"] = metrics.NewProblem("forms.problem.periods_other")
		}
	}
	if problem := tooManyRows(&form); problem != nil {
		input.Problems["series"] = problem
	}
	problem, err := s.outsideFormScope(c, &form)
	if err != nil {
		return err
	}
	if problem != nil {
		input.Problems["series"] = problem
	}
	if len(input.Problems) > 0 {
		return s.renderNewForm(c, http.StatusUnprocessableEntity, input)
	}
	form, err = s.dependencies.Forms.SaveForm(context.WithoutCancel(ctx), form)
	if err != nil {
		return fmt.Errorf("save form %s: %w", form.Code, err)
	}
	s.audit(c, "form.create", form.Code, "title", form.Title, "count", strconv.Itoa(len(form.Rows)))
	return c.Redirect(http.StatusSeeOther, formsPath+"/"+form.Code+"/edit?done=drafted")
}

// fillForm puts the rows that were chosen into a form.
func (s *Server) fillForm(ctx context.Context, form *metrics.Form, input FormInput) error {
	if input.From != "" {
		earlier, err := s.loadForm(ctx, input.From)
		if err != nil {
			return err
		}
		form.Repeats, form.Instructions, form.Contact = earlier.Code, earlier.Instructions, earlier.Contact
		form.Add(earlier.Repeat(input.Periods))
		return nil
	}
	if input.Blank {
		return nil
	}
	catalogue, err := s.dependencies.Store.CatalogueAt(ctx, time.Time{})
	if err != nil {
		return fmt.Errorf("load catalogue: %w", err)
	}
	choice := input.choice(s.today())
	choice.Series, choice.Organisations = input.Series, input.Organisations
	form.Rows = catalogue.FormRows(choice)
	form.Numbered = len(form.Rows)
	return nil
}

func tooManyRows(form *metrics.Form) *metrics.Problem {
	if len(form.Rows) <= mostFormRows {
		return nil
	}
	return metrics.NewProblem("forms.problem.too_many", "count", strconv.Itoa(len(form.Rows)), "limit", strconv.Itoa(mostFormRows))
}

// newFormCode is short enough to be told on the telephone: the day and five letters and
// digits by chance.
func newFormCode(day metrics.Date) string {
	return "F" + strings.ReplaceAll(day.String(), "-", "") + "-" + rand.Text()[:5]
}
