package dashboard

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// issueForm ends the draft: from now on answers are taken and reminders go out.
func (s *Server) issueForm(c echo.Context) error {
	form, err := s.loadDraft(c)
	if err != nil {
		return err
	}
	switch base := formText(c, "base"); {
	case base != "" && base != formBase(form):
		return &statusProblem{http.StatusConflict, changedMeanwhile(form)}
	case len(form.Rows) == 0:
		return s.formNotIssued(c, form, metrics.NewProblem("forms.problem.no_rows"))
	case form.Due < s.today():
		return s.formNotIssued(c, form, metrics.NewProblem("forms.problem.due_past"))
	}
	return s.saveStage(c, form, "issued", func(form *metrics.Form) { form.Draft, form.Before = false, time.Time{} })
}

func (s *Server) formNotIssued(c echo.Context, form *metrics.Form, problem *metrics.Problem) error {
	input := formEditInputOf(form)
	input.Problems["form"] = problem
	return s.showFormEditAgain(c, form, input, http.StatusUnprocessableEntity)
}

// takeFormBack makes a form that is out a draft again. Its answers stay; no more are taken
// until it goes out as the next version.
func (s *Server) takeFormBack(c echo.Context) error {
	form, err := s.loadForm(c.Request().Context(), c.Param("code"))
	if err != nil {
		return err
	}
	if !form.Collecting() {
		return badRequest(metrics.NewProblem("forms.problem.not_out", "title", form.Title))
	}
	return s.saveStage(c, form, "taken_back", func(form *metrics.Form) {
		form.Draft, form.Before = true, time.Time{}
		form.Version++
	})
}

// saveStage saves the next stage of a form.
func (s *Server) saveStage(c echo.Context, form *metrics.Form, done string, change func(*metrics.Form)) error {
	change(form)
	form.SavedBy = actorOf(c)
	if _, err := s.dependencies.Forms.SaveForm(context.WithoutCancel(c.Request().Context()), *form); err != nil {
		return fmt.Errorf("save form %s: %w", form.Code, err)
	}
	s.audit(c, "form."+done, form.Code, "title", form.Title, "count", strconv.Itoa(len(form.Rows)))
	return c.Redirect(http.StatusSeeOther, formAddress(form, done))
}

// formAddress leads to where a form is looked after at its stage.
func formAddress(form *metrics.Form, done string) string {
	address := formsPath + "/" + form.Code
	if form.Draft && !form.Closed {
		address += "/edit"
	}
	return address + "?done=" + done
}

// undoForm returns to the version before, and so step by step to the one with which the
// draft began. What is undone stays in the history.
func (s *Server) undoForm(c echo.Context) error {
	ctx := c.Request().Context()
	form, err := s.loadForm(ctx, c.Param("code"))
	if err != nil {
		return err
	}
	if formText(c, "base") != formBase(form) {
		return &statusProblem{http.StatusConflict, changedMeanwhile(form)}
	}
	before, err := s.versionBefore(ctx, form)
	if err != nil {
		return err
	}
	if before == nil {
		return badRequest(metrics.NewProblem("forms.problem.nothing_to_undo"))
	}
	if err := s.checkFormScope(c, before); err != nil {
		return err
	}
	before.Numbered, before.Version, before.SavedBy = max(before.Numbered, form.Numbered), max(before.Version, form.Version), actorOf(c)
	if _, err := s.dependencies.Forms.SaveForm(context.WithoutCancel(ctx), *before); err != nil {
		return fmt.Errorf("save form %s: %w", form.Code, err)
	}
	s.audit(c, "form.undone", form.Code, "title", before.Title)
	return c.Redirect(http.StatusSeeOther, formAddress(before, "undone"))
}

// versionBefore returns the version to which an undo returns, or nil.
func (s *Server) versionBefore(ctx context.Context, form *metrics.Form) (*metrics.Form, error) {
	if form.Before.IsZero() {
		return nil, nil //nolint:nilnil // there is none
	}
	versions, err := s.dependencies.Forms.FormVersions(ctx, form.Code)
	if err != nil {
		return nil, fmt.Errorf("load versions of form %s: %w", form.Code, err)
	}
	at := slices.IndexFunc(versions, func(version metrics.Form) bool { return version.SavedAt.Equal(form.Before) })
	if at < 0 {
		return nil, nil //nolint:nilnil // there is none
	}
	return &versions[at], nil
}

// undoneBy says what an undo takes back; nil when there is nothing to undo.
func (s *Server) undoneBy(ctx context.Context, form *metrics.Form) (*metrics.FormDifference, error) {
	before, err := s.versionBefore(ctx, form)
	if err != nil || before == nil {
		return nil, err
	}
	difference := form.Since(before)
	return &difference, nil
}
