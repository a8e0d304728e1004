package dashboard

import (
	"context"
	"fmt"
	"strings"

	"zhibiao/metrics"
)

// MethodRow is what one method says of the chosen target.
type MethodRow struct {
	metrics.MethodVerdict
	Gives bool // true: the light follows from this method
}

// Name is the method without its version.
func (r MethodRow) Name() string {
	name, _, _ := strings.Cut(r.Method, "/")
	return name
}

// MethodsView sets the methods side by side.
type MethodsView struct {
	Fit   []MethodRow // those that give a status, in the order of the methods
	Unfit []MethodRow // those that do not fit the target or give no status, with the reason
	// Given tells whether the method that gives the light is among them: a level that is
	// to be kept, or a date, is judged by none of the methods that may be chosen.
	Given bool
}

// compareMethods judges a target by every method that may be chosen, and by the one
// that was chosen as it was chosen.
func compareMethods(input metrics.AssessmentInput, choice *metrics.MethodChoice) []metrics.MethodVerdict {
	verdicts := metrics.CompareMethods(input)
	if choice == nil {
		return verdicts
	}
	chosen := metrics.AssessBy(*choice, input)
	for i := range verdicts {
		if verdicts[i].Method == chosen.Method {
			verdicts[i] = chosen
		}
	}
	return verdicts
}

// loadMethods sets the methods side by side for the chosen target, with the policy that
// its light follows from.
func (s *Server) loadMethods(ctx context.Context, view snapshot, page *IndicatorPage) error {
	if page.Target == nil || page.Assessment == nil {
		return nil
	}
	policy, err := s.dependencies.Store.Policy(ctx, view.filters.KnownAt)
	if err != nil {
		return fmt.Errorf("load policy for %s: %w", page.Target.Code, err)
	}
	input := metrics.CatalogueInput{Catalogue: view.catalogue, Observations: map[metrics.SeriesKey][]metrics.Observation{},
		Scenario: view.filters.Scenario(), AsOf: view.filters.AsOf, Policy: policy}
	for _, values := range [][]metrics.Observation{page.Values, page.sources} {
		for _, value := range values {
			input.Observations[value.SeriesKey] = append(input.Observations[value.SeriesKey], value)
		}
	}
	page.Methods = newMethodsView(compareMethods(input.TargetInput(page.Target), policy.Choice(page.Target.Code)), page.Assessment.Method)
	return nil
}

// newMethodsView parts the methods that give a status from those that do not; it returns
// nil when none does.
func newMethodsView(verdicts []metrics.MethodVerdict, gives string) *MethodsView {
	view := &MethodsView{}
	for _, verdict := range verdicts {
		row := MethodRow{MethodVerdict: verdict, Gives: verdict.Method == gives}
		view.Given = view.Given || row.Gives
		if row.Gives || verdict.Applicable && verdict.Status != metrics.NotAssessable {
			view.Fit = append(view.Fit, row)
		} else {
			view.Unfit = append(view.Unfit, row)
		}
	}
	if len(view.Fit) == 0 {
		return nil
	}
	return view
}

// CanChooseMethod tells whether there is a page on which another method can be chosen.
func (p IndicatorPage) CanChooseMethod() bool {
	for _, item := range p.Navigation {
		if item.Path == policyPath {
			return true
		}
	}
	return false
}
