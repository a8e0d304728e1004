package dashboard

import (
	"context"
	"fmt"

	"zhibiao/metrics"
)

// RunForm says on the page of a run what it brought for a form, and what is still missing.
type RunForm struct {
	Form metrics.Form
	Rows []FormStandingRow // of the organisations that the run has answers of
}

// runForm returns what a run brought for a form; nil for every other run.
func (s *Server) runForm(ctx context.Context, catalogue *metrics.Catalogue, run metrics.Run) (*RunForm, error) {
	if s.dependencies.Forms == nil {
		return nil, nil //nolint:nilnil // there are no forms
	}
	answers, err := s.dependencies.Forms.FormAnswers(ctx, "")
	if err != nil {
		return nil, fmt.Errorf("load answers to forms: %w", err)
	}
	code, answered := "", map[string]bool{}
	for _, answer := range answers {
		if answer.Run == run.ID {
			code = answer.Form
			answered[answer.Organisation] = true
		}
	}
	if code == "" {
		return nil, nil //nolint:nilnil // the run is of no form
	}
	form, err := s.dependencies.Forms.Form(ctx, code)
	if err != nil || form == nil {
		return nil, err
	}
	standings, err := s.formStandings(ctx, form)
	if err != nil {
		return nil, err
	}
	found := &RunForm{Form: *form}
	for _, standing := range standings {
		if answered[standing.Organisation] {
			found.Rows = append(found.Rows, FormStandingRow{FormStanding: standing, Of: catalogue.Organisation(standing.Organisation),
				Lines: formLines(catalogue, standing.Missing), Look: lookOfStanding(standing)})
		}
	}
	return found, nil
}
