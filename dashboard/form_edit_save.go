package dashboard

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// saveFormEdit keeps what was typed, and does what the button says: it removes a line, or
// moves it. What is wrong is told beside its field and nothing is kept.
func (s *Server) saveFormEdit(c echo.Context) error {
	form, err := s.loadDraft(c)
	if err != nil {
		return err
	}
	input, err := readFormEdit(c)
	if err != nil {
		return err
	}
	if input.Base != formBase(form) {
		input.Problems["form"] = changedMeanwhile(form)
		input.Base = formBase(form)
		return s.showFormEditAgain(c, form, input, http.StatusConflict)
	}
	catalogue, err := s.dependencies.Store.CatalogueAt(c.Request().Context(), time.Time{})
	if err != nil {
		return fmt.Errorf("load catalogue: %w", err)
	}
	changed := *form
	questions := form.Questions()
	input.apply(&changed, questions, catalogue, s.today())
	if len(input.Problems) > 0 {
		return s.showFormEditAgain(c, form, input, http.StatusUnprocessableEntity)
	}
	questions = doToLine(questions, formText(c, "do"))
	changed.Ask(questions)
	if problem := tooManyRows(&changed); problem != nil {
		input.Problems["form"] = problem
		return s.showFormEditAgain(c, form, input, http.StatusUnprocessableEntity)
	}
	if err := s.keepDraft(c, form, &changed); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, s.editAddress(c, form, "saved"))
}

// doToLine does what a button beside a line says, such as up-12.
func doToLine(questions []metrics.FormQuestion, button string) []metrics.FormQuestion {
	what, text, _ := strings.Cut(button, "-")
	number, err := strconv.Atoi(text)
	if err != nil {
		return questions
	}
	switch what {
	case "up", "down":
		metrics.MoveQuestion(questions, number, what == "up")
	case "remove":
		questions = slices.DeleteFunc(questions, func(question metrics.FormQuestion) bool { return question.Number == number })
	}
	return questions
}

func (s *Server) showFormEditAgain(c echo.Context, form *metrics.Form, input FormEditInput, status int) error {
	page, err := s.formEditPage(c, form, &input)
	if err != nil {
		return err
	}
	return s.render(c, status, "form_edit", page)
}

// changedMeanwhile tells that another person has saved the form since the page was made.
func changedMeanwhile(form *metrics.Form) *metrics.Problem {
	return metrics.NewProblem("forms.problem.meanwhile", "actor", form.SavedBy)
}

// loadDraft returns a form that may be changed.
func (s *Server) loadDraft(c echo.Context) (*metrics.Form, error) {
	form, err := s.loadForm(c.Request().Context(), c.Param("code"))
	if err != nil {
		return nil, err
	}
	if !form.Draft || form.Closed {
		return nil, &statusProblem{http.StatusConflict, metrics.NewProblem("forms.problem.not_draft", "title", form.Title)}
	}
	return form, nil
}

// keepDraft saves a changed draft, of which an undo returns to the version before. One
// that changes nothing is not saved.
func (s *Server) keepDraft(c echo.Context, before, changed *metrics.Form) error {
	difference := changed.Since(before)
	if !difference.Any() {
		return nil
	}
	changed.Before, changed.SavedBy = before.SavedAt, actorOf(c)
	if _, err := s.dependencies.Forms.SaveForm(context.WithoutCancel(c.Request().Context()), *changed); err != nil {
		return fmt.Errorf("save form %s: %w", changed.Code, err)
	}
	s.audit(c, "form.changed", changed.Code, "title", changed.Title, "added", strconv.Itoa(difference.Added),
		"removed", strconv.Itoa(difference.Removed), "changed", strconv.Itoa(difference.Changed))
	return nil
}

// editAddress leads back to the lines that were shown.
func (s *Server) editAddress(c echo.Context, form *metrics.Form, done string) string {
	query := url.Values{"done": {done}}
	if organisation := formText(c, "organisation"); organisation != "" {
		query.Set("organisation", organisation)
	}
	address := formsPath + "/" + form.Code + "/edit?" + query.Encode()
	if _, number, found := strings.Cut(formText(c, "do"), "-"); found {
		address += "#line-" + url.PathEscape(number)
	}
	return address
}
