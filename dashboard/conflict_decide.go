package dashboard

import (
	"context"
	"fmt"
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// ConflictInput is the form of a decision as it was filled in, right or wrong.
type ConflictInput struct {
	Word     string
	Reason   string
	Problems FieldProblems
}

// Words are the decisions that can be made.
func (ConflictInput) Words() []string {
	return []string{metrics.ConflictConfirmed, metrics.ConflictDisputed}
}

// decideConflict keeps what a person with the right to decide says about a conflict. What
// is wrong is told beside its field and the form keeps what was typed. A conflict concerns
// documents of the whole city, so an account of some areas does not decide on it.
func (s *Server) decideConflict(c echo.Context) error {
	page, err := s.loadConflictPage(c)
	if err != nil {
		return err
	}
	if len(personOf(c).account.Areas) > 0 {
		return &statusProblem{http.StatusForbidden, metrics.NewProblem("conflict.problem.areas")}
	}
	page.Input = ConflictInput{Word: formText(c, "word"), Reason: formText(c, "reason"), Problems: FieldProblems{}}
	if !slices.Contains(page.Input.Words(), page.Input.Word) {
		page.Input.Problems["word"] = metrics.NewProblem("conflict.problem.word")
	}
	if problem := reasonProblem(page.Input.Reason); problem != nil {
		page.Input.Problems["reason"] = problem
	}
	if len(page.Input.Problems) > 0 {
		return s.render(c, http.StatusUnprocessableEntity, "conflict", page)
	}
	decision, err := s.dependencies.Decisions.DecideConflict(context.WithoutCancel(c.Request().Context()),
		metrics.ConflictDecision{Conflict: page.Conflict.Code, Word: page.Input.Word, Reason: page.Input.Reason, SavedBy: actorOf(c)})
	if err != nil {
		return fmt.Errorf("decide on a conflict: %w", err)
	}
	s.audit(c, "conflict.decide", decision.Conflict, "decision", decision.Word, "reason", shortened(decision.Reason))
	return c.Redirect(http.StatusSeeOther, conflictsPath+"/"+decision.Conflict+"?done=decided")
}
