package main

import (
	"fmt"

	"zhibiao/metrics"
)

// tellBeginning says of a day before the first plan since when something is known.
func tellBeginning(i *invocation, r *rooms, catalogue *metrics.Catalogue, query metrics.AssessmentQuery) error {
	day := query.Vintage.AsOf
	beginning := metrics.BeginningOf(catalogue, 0)
	if !beginning.BeforePlans(day) {
		return nil
	}
	first, err := r.store.FirstRelease(i.ctx, query.Scenario, query.Vintage.KnownAt)
	if err != nil {
		return err
	}
	beginning.Value = first
	_, err = fmt.Fprintln(i.terminal.out, i.terminal.texts.Problem(i.terminal.language, beginning.Sentence(day, metrics.Date.String)))
	return err
}
