package dashboardtest

import (
	"context"
	"time"

	"zhibiao/metrics"
)

// Forms keeps fill-in forms and their answers in memory.
type Forms struct {
	Versions []metrics.Form // newest first
	Answers  []metrics.FormAnswer
}

// Forms returns the newest version of every form.
func (f *Forms) Forms(context.Context) ([]metrics.Form, error) {
	var forms []metrics.Form
	seen := map[string]bool{}
	for _, form := range f.Versions {
		if !seen[form.Code] {
			seen[form.Code] = true
			forms = append(forms, form)
		}
	}
	return forms, nil
}

// Form returns the newest version of a form, or nil.
func (f *Forms) Form(_ context.Context, code string) (*metrics.Form, error) {
	for _, form := range f.Versions {
		if form.Code == code {
			return &form, nil
		}
	}
	return nil, nil //nolint:nilnil // as the store does
}

// FormVersions returns the versions of a form.
func (f *Forms) FormVersions(_ context.Context, code string) ([]metrics.Form, error) {
	var versions []metrics.Form
	for _, form := range f.Versions {
		if form.Code == code {
			versions = append(versions, form)
		}
	}
	return versions, nil
}

// SaveForm keeps another version, each a second after the one before.
func (f *Forms) SaveForm(_ context.Context, form metrics.Form) (metrics.Form, error) {
	form.SavedAt = Now().Add(time.Duration(len(f.Versions)) * time.Second)
	if form.MadeAt.IsZero() {
		form.MadeAt, form.MadeBy = form.SavedAt, form.SavedBy
	}
	f.Versions = append([]metrics.Form{form}, f.Versions...)
	return form, nil
}

// FormAnswers returns the answers to a form.
func (f *Forms) FormAnswers(_ context.Context, form string) ([]metrics.FormAnswer, error) {
	var answers []metrics.FormAnswer
	for _, answer := range f.Answers {
		if form == "" || answer.Form == form {
			answers = append(answers, answer)
		}
	}
	return answers, nil
}

// SaveFormAnswer keeps an answer before all earlier ones.
func (f *Forms) SaveFormAnswer(_ context.Context, answer metrics.FormAnswer) error {
	f.Answers = append([]metrics.FormAnswer{answer}, f.Answers...)
	return nil
}
