package dashboard

import "zhibiao/metrics"

// FieldProblems says what is wrong with a form, by field; "form" stands for the whole.
type FieldProblems map[string]*metrics.Problem

// refuse notes what is wrong with a field, the first word counting. Nil is nothing wrong.
func (p FieldProblems) refuse(field string, problem *metrics.Problem) {
	if problem != nil && p[field] == nil {
		p[field] = problem
	}
}
