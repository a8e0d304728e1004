package dashboard

import (
	"context"
	"html/template"
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// policyPath is the address of the page.
const policyPath = "/policy"

// PolicyPage shows the rules of assessment in force, how they came to be, and the forms
// that change them.
type PolicyPage struct {
	Frame
	Policy   metrics.Policy
	Scale    template.HTML
	Rules    []StatusRule
	Choices  []ChoiceLine
	Versions []PolicyVersion
	Editable bool // false on a page about the past
	Input    PolicyInput
	// PaceFields and MethodFields name the fields of the form, in order.
	PaceFields, MethodFields []string
	Preview                  *PolicyEffect
	Saved                    *SavedPolicy
}

// MayEdit tells whether the reader decides on rules, and looks at the present.
func (p PolicyPage) MayEdit() bool { return p.Editable && p.May(string(mayDecide)) }

// ChoiceLine is a target with a method of its own.
type ChoiceLine struct {
	Choice metrics.MethodChoice
	Item   *Item // nil when the catalogue does not have the target any more
}

// SavedPolicy is what the page tells right after a policy was saved.
type SavedPolicy struct {
	Policy, Before metrics.Policy
	Effect         PolicyEffect
	InForce        bool // false when another was saved since: there is nothing to undo
}

func (s *Server) showPolicy(c echo.Context) error {
	page, err := s.loadPolicyPage(c)
	if err != nil {
		return err
	}
	if err := s.tellSavedPolicy(c, page.Filters, &page.Saved); err != nil {
		return err
	}
	s.offerExport(&page.Frame, policyPath+workbookEnding)
	return s.render(c, http.StatusOK, "policy", page)
}

// loadPolicyPage gathers the page with an untouched form.
func (s *Server) loadPolicyPage(c echo.Context) (PolicyPage, error) {
	filters, err := s.filtersOf(c)
	if err != nil {
		return PolicyPage{}, err
	}
	policies, err := s.loadPolicies(c.Request().Context(), filters)
	if err != nil {
		return PolicyPage{}, err
	}
	policy := policies[0]
	view, err := s.loadChosenTargets(c.Request().Context(), filters, policy)
	if err != nil {
		return PolicyPage{}, err
	}
	page := PolicyPage{Frame: s.frame(c, policyPath, filters), Policy: policy, Versions: policyVersions(view, policies),
		Editable: !filters.Past(s.today()), Input: policyInputOf(policy)}
	words := s.wording(page.Language)
	page.Title, page.Scripts = words.text("nav.policy"), []string{policyScript}
	page.Scale, page.Rules = words.policyScale(policy.Settings), statusRules(policy.Settings)
	for _, field := range paceFields() {
		page.PaceFields = append(page.PaceFields, field.name)
	}
	for _, field := range methodFields() {
		page.MethodFields = append(page.MethodFields, field.name)
	}
	for _, choice := range policy.Choices {
		page.Choices = append(page.Choices, ChoiceLine{Choice: choice, Item: targetItem(view, choice.Target)})
	}
	return page, nil
}

// loadChosenTargets loads the catalogue and how the targets with a method of their own stand.
func (s *Server) loadChosenTargets(ctx context.Context, filters Filters, policy metrics.Policy) (snapshot, error) {
	catalogue, err := s.loadCatalogue(ctx, filters)
	if err != nil {
		return snapshot{}, err
	}
	indicators := map[string]bool{}
	for _, choice := range policy.Choices {
		if target := catalogue.Target(choice.Target); target != nil {
			indicators[target.Indicator] = true
		}
	}
	if len(indicators) == 0 {
		return snapshot{catalogue: catalogue, filters: filters}, nil
	}
	return s.loadSnapshot(ctx, filters, sortedKeys(indicators)...)
}

// tellSavedPolicy fills in what the policy that the address names under “saved” changed;
// an address without it, or with an unknown one, tells nothing.
func (s *Server) tellSavedPolicy(c echo.Context, filters Filters, saved **SavedPolicy) error {
	version := c.QueryParam("saved")
	if version == "" {
		return nil
	}
	policies, err := s.loadPolicies(c.Request().Context(), filters)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(policies, func(policy metrics.Policy) bool { return policy.Version == version })
	if i < 0 || i+1 == len(policies) {
		return nil
	}
	effect, err := s.loadPolicyEffect(c.Request().Context(), filters, policies[i+1], policies[i])
	if err != nil {
		return err
	}
	*saved = &SavedPolicy{Policy: policies[i], Before: policies[i+1], Effect: effect, InForce: i == 0}
	return nil
}
