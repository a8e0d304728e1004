package dashboard

import (
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// PolicyTargetPage sets every method side by side for one target and lets one be chosen.
type PolicyTargetPage struct {
	Frame
	Item     // with the assessment by the rules in force
	Policy   metrics.Policy
	Choice   *metrics.MethodChoice // nil when the method follows from the target
	Usual    MethodLine            // the method that follows from the target
	Methods  []MethodLine          // those that fit the target, or may with what the form asks for
	Unfit    []MethodLine          // those that do not, with the reason
	Editable bool
	Input    TargetMethodInput
	Preview  *PolicyEffect
	Saved    *SavedPolicy
}

// MayEdit tells whether the reader decides on rules, and looks at the present.
func (p PolicyTargetPage) MayEdit() bool { return p.Editable && p.May(string(mayDecide)) }

// MethodLine is what one method says of the target.
type MethodLine struct {
	Method   metrics.StatusMethod
	Verdict  metrics.MethodVerdict
	InUse    bool // gives the light now
	Selected bool // in the form
}

// offered tells whether the method may be chosen: it fits, or would with what the form asks
// for beside it.
func (l MethodLine) offered(facts metrics.AssessmentInput) bool {
	switch {
	case l.Method.NeedsEfficacyBounds:
		return l.Verdict.Applicable || l.Verdict.Reason.Key == "methods.unfit.bounds_missing"
	case l.Method.ByChoice:
		return metrics.AssessBy(metrics.MethodChoice{Target: facts.Target.Code, Method: l.Method.Name}, facts).Applicable
	}
	return l.Verdict.Applicable
}

// Why is the sentence behind the verdict.
func (l MethodLine) Why() *metrics.Problem { return &l.Verdict.Reason }

func (s *Server) showPolicyTarget(c echo.Context) error {
	page, _, err := s.loadPolicyTarget(c, nil)
	if err != nil {
		return err
	}
	if err := s.tellSavedPolicy(c, page.Filters, &page.Saved); err != nil {
		return err
	}
	return s.render(c, http.StatusOK, "policy_target", page)
}

// loadPolicyTarget gathers the page. Without an input the form shows what is in force.
func (s *Server) loadPolicyTarget(c echo.Context, given *TargetMethodInput) (PolicyTargetPage, metrics.CatalogueInput, error) {
	filters, err := s.filtersOf(c)
	if err != nil {
		return PolicyTargetPage{}, metrics.CatalogueInput{}, err
	}
	ctx, code := c.Request().Context(), c.Param("code")
	input, err := s.loadCatalogueInput(ctx, filters)
	if err != nil {
		return PolicyTargetPage{}, input, err
	}
	target := input.Catalogue.Target(code)
	if target == nil {
		return PolicyTargetPage{}, input, notFound("target", code)
	}
	policies, err := s.loadPolicies(ctx, filters)
	if err != nil {
		return PolicyTargetPage{}, input, err
	}
	page := PolicyTargetPage{Frame: s.frame(c, policyPath, filters), Policy: policies[0],
		Choice: policies[0].Choice(code), Editable: !filters.Past(s.today())}
	input.Policy, input.Areas, input.Targets = page.Policy, nil, []string{code}
	view := snapshot{catalogue: input.Catalogue, filters: filters, assessments: map[string]*metrics.Assessment{}}
	for _, assessment := range metrics.AssessCatalogue(input) {
		view.assessments[assessment.Target] = &assessment
	}
	var found bool
	if page.Item, found = view.item(target); !found {
		return page, input, notFound("target", code)
	}
	page.Title = s.texts.Text(page.Language, "policy.target.title", "indicator", s.wording(page.Language).name(page.Indicator))
	page.Input = targetMethodInputOf(page.Policy, page.Choice)
	if given != nil {
		page.Input = *given
	}
	page.compare(input, target)
	return page, input, nil
}

// compare judges the target by every method: a method that is in force or in the form
// with what was given for it, the others by themselves.
func (page *PolicyTargetPage) compare(input metrics.CatalogueInput, target *metrics.Target) {
	facts := input.TargetInput(target)
	usual := metrics.Assess(facts)
	page.Usual = MethodLine{InUse: page.Choice == nil, Selected: page.Input.Method == "", Verdict: metrics.MethodVerdict{
		Method: usual.Method, Status: usual.Status, Ratio: usual.Pace, Applicable: true, Reason: usual.Explanation.Reason}}
	verdicts := metrics.CompareMethods(facts)
	for i, method := range metrics.StatusMethods() {
		line := MethodLine{Method: method, Verdict: verdicts[i], Selected: page.Input.Method == method.Name,
			InUse: page.Choice != nil && page.Choice.Method == method.Name}
		switch choice, problems := page.Input.choice(target.Code); {
		case line.Selected && len(problems) == 0:
			line.Verdict = metrics.AssessBy(choice, facts)
		case line.InUse:
			line.Verdict = metrics.AssessBy(*page.Choice, facts)
		}
		if line.Selected || line.InUse || line.offered(facts) {
			page.Methods = append(page.Methods, line)
		} else {
			page.Unfit = append(page.Unfit, line)
		}
	}
	slices.SortStableFunc(page.Methods, func(a, b MethodLine) int {
		return compareBool(a.Verdict.Applicable, b.Verdict.Applicable)
	})
}
