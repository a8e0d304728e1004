package warehouse

import (
	"context"
	"time"

	"zhibiao/metrics"
)

const (
	formRegister       register = "form"
	formAnswerRegister register = "form_answer"
)

// Forms returns the newest version of every form, by code.
func (s *Store) Forms(ctx context.Context) ([]metrics.Form, error) {
	return entriesInForce[metrics.Form](ctx, s, formRegister, time.Time{})
}

// Form returns the newest version of a form, or nil when there is none.
func (s *Store) Form(ctx context.Context, code string) (*metrics.Form, error) {
	return entryInForce[metrics.Form](ctx, s, formRegister, code)
}

// FormVersions returns how a form came to be what it is, newest first.
func (s *Store) FormVersions(ctx context.Context, code string) ([]metrics.Form, error) {
	return entryVersions[metrics.Form](ctx, s, formRegister, code, 0)
}

// SaveForm keeps a new version of a form, saved now by form.SavedBy, and returns it with
// the moment.
func (s *Store) SaveForm(ctx context.Context, form metrics.Form) (metrics.Form, error) {
	stamp, err := s.stamp(form.SavedBy)
	if err != nil {
		return metrics.Form{}, err
	}
	form.SavedAt = stamp.at
	if form.MadeAt.IsZero() {
		form.MadeAt, form.MadeBy = stamp.at, form.SavedBy
	}
	return form, s.keepEntry(ctx, formRegister, form.Code, stamp, form)
}

// FormAnswers returns every answer to a form, to all forms when the code is empty, the
// latest first. Whether it counts depends on the state of its run.
func (s *Store) FormAnswers(ctx context.Context, form string) ([]metrics.FormAnswer, error) {
	return entryVersions[metrics.FormAnswer](ctx, s, formAnswerRegister, form, 0)
}

// SaveFormAnswer keeps an answer, at its own moment's place after all before.
func (s *Store) SaveFormAnswer(ctx context.Context, answer metrics.FormAnswer) error {
	stamp, err := s.stamp(answer.By)
	if err != nil {
		return err
	}
	if answer.At.IsZero() {
		answer.At = stamp.at
	}
	return s.keepEntry(ctx, formAnswerRegister, answer.Form, stamp, answer)
}
