package dashboard

import (
	"maps"
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// saveTargetMethod puts rules in force that give one target another method, or the one
// that follows from it again.
func (s *Server) saveTargetMethod(c echo.Context) error {
	page, policy, _, err := s.readTargetMethodForm(c)
	if err != nil {
		return err
	}
	page.Input.Problems.refuse("reason", reasonProblem(page.Input.Reason))
	if len(page.Input.Problems) == 0 && samePolicy(policy, page.Policy) {
		page.Input.Problems.refuse("form", metrics.NewProblem("policy.problem.unchanged"))
	}
	if len(page.Input.Problems) == 0 {
		saved, problem, err := s.putPolicyInForce(c, policy)
		if err != nil {
			return err
		}
		if problem == nil {
			return c.Redirect(http.StatusSeeOther, page.Link(page.Path, "saved", saved.Version))
		}
		page.Input.Problems.refuse("form", problem)
	}
	return s.render(c, http.StatusUnprocessableEntity, "policy_target", page)
}

// previewTargetMethod lists the lights that another method for one target would change.
// There is more than one when the target is a member of a group.
func (s *Server) previewTargetMethod(c echo.Context) error {
	page, policy, filters, err := s.readTargetMethodForm(c)
	if err != nil {
		return err
	}
	if len(page.Input.Problems) > 0 {
		return s.render(c, http.StatusUnprocessableEntity, "policy_target", page)
	}
	effect, err := s.loadPolicyEffect(c.Request().Context(), filters, page.Policy, policy)
	if err != nil {
		return err
	}
	page.Preview = &effect
	return s.render(c, http.StatusOK, "policy_target", page)
}

// readTargetMethodForm loads the page with the form as it was sent, and the policy that
// the form asks for.
func (s *Server) readTargetMethodForm(c echo.Context) (PolicyTargetPage, metrics.Policy, Filters, error) {
	given := readTargetMethodInput(c)
	page, input, err := s.loadPolicyTarget(c, &given)
	if err != nil {
		return page, metrics.Policy{}, Filters{}, err
	}
	page.Path = targetMethodPath(page.Target.Code) // of the page, also where its preview was asked for
	if !page.Editable {
		return page, metrics.Policy{}, Filters{}, badRequest(metrics.NewProblem("policy.problem.past"))
	}
	page.Input.Problems.refuse("form", meanwhileProblem(given.Base, page.Policy))
	page.Input.Base = page.Policy.Version
	policy := page.Policy
	policy.Reason = given.Reason
	policy.Choices = slices.DeleteFunc(slices.Clone(policy.Choices), func(choice metrics.MethodChoice) bool {
		return choice.Target == page.Target.Code
	})
	if given.Method != "" {
		choice, problems := given.choice(page.Target.Code)
		maps.Copy(page.Input.Problems, problems)
		policy.Choices = append(policy.Choices, choice)
	}
	if err := policy.Validate(input.Catalogue); err != nil && len(page.Input.Problems) == 0 {
		page.Input.Problems.refuse("form", metrics.AsProblem(err))
	}
	return page, policy, page.Filters, nil
}

func targetMethodPath(target string) string { return "/policy/targets/" + target }
