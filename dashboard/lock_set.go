package dashboard

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// setLock closes periods. What is wrong is told beside its field and the form keeps what
// was typed.
func (s *Server) setLock(c echo.Context) error {
	page, err := s.loadLocksPage(c)
	if err != nil {
		return err
	}
	if page.Input, err = s.readLock(c); err != nil {
		return err
	}
	if len(page.Input.Problems) > 0 {
		return s.render(c, http.StatusUnprocessableEntity, "lock_list", page)
	}
	lock, err := s.dependencies.Revisions.SaveLock(context.WithoutCancel(c.Request().Context()), page.Input.Lock)
	if err != nil {
		return fmt.Errorf("set a lock: %w", err)
	}
	s.auditLock(c, "lock.set", lock)
	return c.Redirect(http.StatusSeeOther, locksPath+"?done=set")
}

func (s *Server) readLock(c echo.Context) (LockInput, error) {
	input := LockInput{UntilText: formText(c, "until"), Problems: FieldProblems{},
		Lock: metrics.Lock{Indicator: formText(c, "indicator"), Theme: formText(c, "theme"), Area: formText(c, "area"), Reason: formText(c, "reason"), First: formText(c, "first") != "", SavedBy: actorOf(c)}}
	catalogue, err := s.dependencies.Store.CatalogueAt(c.Request().Context(), time.Time{})
	if err != nil {
		return input, fmt.Errorf("load catalogue: %w", err)
	}
	until, err := metrics.ParseDate(input.UntilText)
	switch {
	case err != nil || until.IsZero():
		input.Problems["until"] = metrics.NewProblem("locks.problem.until")
	case until > s.today():
		input.Problems["until"] = metrics.NewProblem("locks.problem.future")
	}
	input.Until = until
	if input.Indicator != "" && catalogue.Indicator(input.Indicator) == nil {
		input.Problems["indicator"] = metrics.NewProblem("locks.problem.indicator", "value", input.Indicator)
	}
	if input.Theme != "" && catalogue.Theme(input.Theme) == nil {
		input.Problems["theme"] = metrics.NewProblem("locks.problem.theme", "value", input.Theme)
	}
	if input.Area != "" && catalogue.Area(input.Area) == nil {
		input.Problems["area"] = metrics.NewProblem("locks.problem.area", "value", input.Area)
	}
	if problem := reasonProblem(input.Reason); problem != nil {
		input.Problems["reason"] = problem
	}
	return input, nil
}

// auditLock keeps what a decision closes or opens, and why.
func (s *Server) auditLock(c echo.Context, action string, lock metrics.Lock) {
	pairs := []string{"closed_until", lock.Until.String(), "reason", shortened(lock.Reason)}
	for _, bound := range [][2]string{{"indicator", lock.Indicator}, {"theme", lock.Theme}, {"area", lock.Area}} {
		if bound[1] != "" {
			pairs = append(pairs, bound[0], bound[1])
		}
	}
	s.audit(c, action, lock.Code, pairs...)
}

// liftLock opens periods again; why must be said.
func (s *Server) liftLock(c echo.Context) error {
	ctx := c.Request().Context()
	reason := formText(c, "reason")
	if problem := reasonProblem(reason); problem != nil {
		return badRequest(problem)
	}
	locks, err := s.dependencies.Revisions.Locks(ctx)
	if err != nil {
		return fmt.Errorf("load locks: %w", err)
	}
	for _, lock := range locks {
		if lock.Code != c.Param("code") {
			continue
		}
		lock.Removed, lock.Reason, lock.SavedBy = true, reason, actorOf(c)
		if _, err := s.dependencies.Revisions.SaveLock(context.WithoutCancel(ctx), lock); err != nil {
			return fmt.Errorf("lift a lock: %w", err)
		}
		s.auditLock(c, "lock.lift", lock)
		return c.Redirect(http.StatusSeeOther, locksPath+"?done=lifted")
	}
	return notFound("lock", c.Param("code"))
}
