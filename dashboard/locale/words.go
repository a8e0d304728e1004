package locale

import "zhibiao/metrics"

// Words are the texts in one language, for rooms that write sentences without knowing
// languages.
type Words struct {
	Texts    *Texts
	Language Language
}

// Text returns the sentence under a key, see Texts.Text.
func (w Words) Text(key string, pairs ...any) string { return w.Texts.Text(w.Language, key, pairs...) }

// Problem returns the sentence of a Problem, see Texts.Problem.
func (w Words) Problem(problem *metrics.Problem) string { return w.Texts.Problem(w.Language, problem) }

// Hint returns what can be done about a Problem, see Texts.Hint.
func (w Words) Hint(problem *metrics.Problem) string { return w.Texts.Hint(w.Language, problem) }
