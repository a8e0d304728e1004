package dashboard

import (
	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// policyAnswer is one policy; in_force holds for the one that the statuses follow.
type policyAnswer struct {
	metrics.Policy
	InForce bool `json:"in_force"`
}

// policyListAnswer is the rules of assessment.
type policyListAnswer struct {
	answerHead
	Policies []policyAnswer `json:"policies"`
}

// answerPolicies lists every policy known at the moment of the filters, newest first,
// the one that stands before all others last.
func (s *Server) answerPolicies(c echo.Context) error {
	filters, err := s.filtersOf(c)
	if err != nil {
		return err
	}
	policies, err := s.loadPolicies(c.Request().Context(), filters)
	if err != nil {
		return err
	}
	filters.Demonstration = false // rules are no values
	head, err := s.answerHead(c.Request().Context(), s.wording(languageOf(c)), filters)
	if err != nil {
		return err
	}
	answer := policyListAnswer{answerHead: head}
	for i, policy := range policies {
		answer.Policies = append(answer.Policies, policyAnswer{Policy: policy, InForce: i == 0})
	}
	return s.answer(c, filters, answer)
}
