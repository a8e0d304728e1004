package main

import (
	"context"

	"zhibiao/dashboard"
	"zhibiao/metrics"
	"zhibiao/schedules/notices"
)

// formDueSoon is how many days before its due day a form is told of.
const formDueSoon = 3

// formReminders makes a notice for each organisation that has not answered a form in full:
// once when the form falls due soon, and once when it is late.
func (r *rooms) formReminders(ctx context.Context, known *metrics.Catalogue, organisation string, day metrics.Date) ([]notices.Notice, error) {
	forms, err := r.store.Forms(ctx)
	if err != nil {
		return nil, err
	}
	var found []notices.Notice
	for i := range forms {
		form := &forms[i]
		if !form.Collecting() || form.Due.IsZero() || int(form.Due-day) > formDueSoon {
			continue
		}
		standings, err := r.formStandings(ctx, form, day)
		if err != nil {
			return nil, err
		}
		for _, standing := range standings {
			if standing.Complete() || organisation != "" && standing.Organisation != organisation {
				continue
			}
			occasion := "due:" + form.Due.String()
			if standing.DaysLate > 0 {
				occasion = "late:" + form.Due.String()
			}
			found = append(found, dashboard.FormReminder(known, form, standing, occasion))
		}
	}
	return found, nil
}

// formStandings says how far every organisation has come with a form by a day.
func (r *rooms) formStandings(ctx context.Context, form *metrics.Form, day metrics.Date) ([]metrics.FormStanding, error) {
	answers, err := r.store.FormAnswers(ctx, form.Code)
	if err != nil {
		return nil, err
	}
	states := map[string]metrics.RunState{}
	for _, answer := range answers {
		run, err := r.store.Run(ctx, answer.Run)
		if err != nil {
			return nil, err
		}
		if run != nil {
			states[answer.Run] = run.State
		}
	}
	return form.Standings(answers, states, day, metrics.CityZone()), nil
}
