package dashboard

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// savePolicy puts other cut-offs in force. What is wrong is told beside its field and
// the form keeps what was typed.
func (s *Server) savePolicy(c echo.Context) error {
	page, policy, err := s.readPolicyForm(c)
	if err != nil {
		return err
	}
	page.Input.Problems.refuse("reason", reasonProblem(policy.Reason))
	if len(page.Input.Problems) == 0 && samePolicy(policy, page.Policy) {
		page.Input.Problems.refuse("form", metrics.NewProblem("policy.problem.unchanged"))
	}
	if len(page.Input.Problems) == 0 {
		saved, problem, err := s.putPolicyInForce(c, policy)
		if err != nil {
			return err
		}
		if problem == nil {
			return c.Redirect(http.StatusSeeOther, page.Link(policyPath, "saved", saved.Version))
		}
		page.Input.Problems.refuse("form", problem)
	}
	return s.render(c, http.StatusUnprocessableEntity, "policy", page)
}

// previewPolicy lists the lights that other cut-offs would change and saves nothing.
func (s *Server) previewPolicy(c echo.Context) error {
	page, policy, err := s.readPolicyForm(c)
	if err != nil {
		return err
	}
	if len(page.Input.Problems) > 0 {
		return s.render(c, http.StatusUnprocessableEntity, "policy", page)
	}
	effect, err := s.loadPolicyEffect(c.Request().Context(), page.Filters, page.Policy, policy)
	if err != nil {
		return err
	}
	page.Preview = &effect
	return s.render(c, http.StatusOK, "policy", page)
}

// readPolicyForm loads the page with the form as it was sent, and the policy that the
// form asks for.
func (s *Server) readPolicyForm(c echo.Context) (PolicyPage, metrics.Policy, error) {
	page, err := s.loadPolicyPage(c)
	if err != nil {
		return page, metrics.Policy{}, err
	}
	if !page.Editable {
		return page, metrics.Policy{}, badRequest(metrics.NewProblem("policy.problem.past"))
	}
	page.Input = readPolicyInput(c, page.Policy)
	policy := page.Input.apply(page.Policy)
	page.Input.Problems.refuse("form", meanwhileProblem(page.Input.Base, page.Policy))
	page.Input.Base = page.Policy.Version
	return page, policy, nil
}

// restorePolicy puts an earlier policy in force again, as a new version.
func (s *Server) restorePolicy(c echo.Context) error {
	page, err := s.loadPolicyPage(c)
	if err != nil {
		return err
	}
	if !page.Editable {
		return badRequest(metrics.NewProblem("policy.problem.past"))
	}
	version := formText(c, "version")
	i := slices.IndexFunc(page.Versions, func(v PolicyVersion) bool { return v.Policy.Version == version })
	if i < 0 {
		return notFound("policy", version)
	}
	policy := page.Versions[i].Policy
	policy.Reason = formText(c, "reason")
	problem := reasonProblem(policy.Reason)
	if problem == nil && samePolicy(policy, page.Policy) {
		problem = metrics.NewProblem("policy.problem.unchanged")
	}
	if problem == nil {
		problem = meanwhileProblem(formText(c, "base"), page.Policy)
	}
	if problem == nil {
		var saved metrics.Policy
		if saved, problem, err = s.putPolicyInForce(c, policy); err != nil {
			return err
		}
		if problem == nil {
			return c.Redirect(http.StatusSeeOther, page.Link(policyPath, "saved", saved.Version))
		}
	}
	page.Input.Problems.refuse("form", problem)
	return s.render(c, http.StatusUnprocessableEntity, "policy", page)
}

// putPolicyInForce saves a policy in the name of who sent the request. A policy that the
// store refuses comes back as the Problem.
func (s *Server) putPolicyInForce(c echo.Context, policy metrics.Policy) (metrics.Policy, *metrics.Problem, error) {
	policy.SavedBy, policy.SavedAt = actorOf(c), time.Time{}
	saved, err := s.dependencies.Store.SavePolicy(context.WithoutCancel(c.Request().Context()), policy)
	if err == nil {
		return saved, nil, nil
	}
	if problem := metrics.AsProblem(err); problem != nil && !strings.HasPrefix(problem.Key, "store.") {
		return policy, problem, nil
	}
	return policy, nil, fmt.Errorf("save policy: %w", err)
}

// meanwhileProblem stops a form that was opened before somebody else saved.
func meanwhileProblem(base string, inForce metrics.Policy) *metrics.Problem {
	if base == inForce.Version {
		return nil
	}
	return metrics.NewProblem("policy.problem.meanwhile", "actor", inForce.SavedBy, "reason", inForce.Reason)
}

// samePolicy tells whether two policies give the same lights.
func samePolicy(a, b metrics.Policy) bool {
	a.Settings, b.Settings = filledIn(a.Settings), filledIn(b.Settings)
	a.Settings.Version, b.Settings.Version = "", ""
	if a.Settings != b.Settings || len(a.Choices) != len(b.Choices) {
		return false
	}
	for i := range a.Choices {
		if !sameChoice(&a.Choices[i], b.Choice(a.Choices[i].Target)) {
			return false
		}
	}
	return true
}
