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

// createForm makes a form of what was chosen.
func (s *Server) createForm(c echo.Context) error {
	ctx := c.Request().Context()
	input := readFormInput(c)
	input.check(s.today())
	if len(input.Problems) > 0 {
		return s.renderNewForm(c, http.StatusUnprocessableEntity, input)
	}
	catalogue, err := s.dependencies.Store.CatalogueAt(ctx, time.Time{})
	if err != nil {
		return fmt.Errorf("load catalogue: %w", err)
	}
	choice := input.choice(s.today())
	choice.Series, choice.Organisations = input.Series, input.Organisations
	rows := catalogue.FormRows(choice)
	switch {
	case len(rows) == 0:
		input.Problems["series"] = metrics.NewProblem("forms.problem.series")
	case len(rows) > mostFormRows:
		input.Problems["series"] = metrics.NewProblem("forms.problem.too_many", "count", strconv.Itoa(len(rows)), "limit", strconv.Itoa(mostFormRows))
	}
	if len(input.Problems) > 0 {
		return s.renderNewForm(c, http.StatusUnprocessableEntity, input)
	}
	form := metrics.Form{Code: newFormCode(s.today()), Title: input.Title, Version: 1, Due: input.Due, Rows: rows, SavedBy: actorOf(c)}
	if form, err = s.dependencies.Forms.SaveForm(context.WithoutCancel(ctx), form); err != nil {
		return fmt.Errorf("save form %s: %w", form.Code, err)
	}
	s.audit(c, "form.create", form.Code, "title", form.Title, "count", strconv.Itoa(len(rows)))
	return c.Redirect(http.StatusSeeOther, formsPath+"/"+form.Code+"?done=made")
}

// newFormCode is short enough to be told on the telephone: the day and five letters and
// digits by chance.
func newFormCode(day metrics.Date) string {
	return "F" + strings.ReplaceAll(day.String(), "-", "") + "-" + rand.Text()[:5]
}
