package dashboard

import (
	"context"
	"fmt"
	"slices"

	"zhibiao/metrics"
)

// formStandings says how far every organisation has come with a form by today.
func (s *Server) formStandings(ctx context.Context, form *metrics.Form) ([]metrics.FormStanding, error) {
	answers, err := s.dependencies.Forms.FormAnswers(ctx, form.Code)
	if err != nil {
		return nil, fmt.Errorf("load answers to form %s: %w", form.Code, err)
	}
	states, err := s.answerStates(ctx, answers)
	if err != nil {
		return nil, err
	}
	return form.Standings(answers, states, s.today(), s.dependencies.Zone), nil
}

// answerStates returns the states of the runs of some answers.
func (s *Server) answerStates(ctx context.Context, answers []metrics.FormAnswer) (map[string]metrics.RunState, error) {
	states := map[string]metrics.RunState{}
	for _, answer := range answers {
		if _, known := states[answer.Run]; known {
			continue
		}
		run, err := s.dependencies.Store.Run(ctx, answer.Run)
		if err != nil {
			return nil, fmt.Errorf("load run %s: %w", answer.Run, err)
		}
		states[answer.Run] = ""
		if run != nil {
			states[answer.Run] = run.State
		}
	}
	return states, nil
}

// loadForm returns a form or the answer that there is none.
func (s *Server) loadForm(ctx context.Context, code string) (*metrics.Form, error) {
	form, err := s.dependencies.Forms.Form(ctx, code)
	if err != nil {
		return nil, fmt.Errorf("load form %s: %w", code, err)
	}
	if form == nil {
		return nil, notFound("form", code)
	}
	return form, nil
}

// FormTally adds up the standings of a form.
type FormTally struct {
	Organisations, Complete, Late int
	Asked, Answered               int
}

func tallyForm(standings []metrics.FormStanding) FormTally {
	tally := FormTally{Organisations: len(standings)}
	for _, standing := range standings {
		tally.Asked, tally.Answered = tally.Asked+standing.Asked, tally.Answered+standing.Answered
		switch {
		case standing.Complete():
			tally.Complete++
		case standing.DaysLate > 0:
			tally.Late++
		}
	}
	return tally
}

// FormLine is a value that a form asks for, with the names of what it stands for.
type FormLine struct {
	metrics.FormRow
	Of    *metrics.Indicator
	Place *metrics.Area
}

func formLines(catalogue *metrics.Catalogue, rows []metrics.FormRow) []FormLine {
	lines := make([]FormLine, 0, len(rows))
	for _, row := range rows {
		lines = append(lines, FormLine{FormRow: row, Of: catalogue.Indicator(row.Indicator), Place: catalogue.Area(row.Area)})
	}
	return lines
}

// newestForms puts forms that wait for answers first, the earliest due day on top, then
// the closed ones, the newest first.
func newestForms(forms []metrics.Form) {
	slices.SortStableFunc(forms, func(a, b metrics.Form) int {
		switch {
		case a.Closed != b.Closed:
			if a.Closed {
				return 1
			}
			return -1
		case a.Closed:
			return b.SavedAt.Compare(a.SavedAt)
		default:
			return int(a.Due) - int(b.Due)
		}
	})
}
