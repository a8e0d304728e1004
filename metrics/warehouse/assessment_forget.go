package warehouse

import (
	"context"
	"slices"
	"time"
)

// ForgetAssessments deletes what was computed of days and areas for which nothing has
// been computed since a moment. Nothing is lost: whoever asks for such a day has it
// computed again, with the same answer. The rows that make computations count go first,
// so that a crash in between leaves nothing that is read in part; the computations that
// no longer count go by their own age, so that one under way is not touched.
//
// What is to go is looked up first and then named: a DELETE of replicated tables may not
// ask other tables, because each replica would answer for itself.
func (s *Store) ForgetAssessments(ctx context.Context, before time.Time) error {
	for _, step := range []struct{ find, forget string }{
		{"assessment_forgettable_batches", "assessment_forget_batches"}, {"assessment_forgettable", "assessment_forget"},
	} {
		batches, err := s.documents(ctx, step.find, moment("before", before, firstMoment))
		if err != nil {
			return err
		}
		for named := range slices.Chunk(batches, namedAtOnce) {
			if err := s.execute(ctx, step.forget, list("batches", named)); err != nil {
				return err
			}
		}
	}
	return nil
}

// namedAtOnce is how many things one DELETE names: its text must fit into an entry of
// Keeper, which takes a megabyte.
const namedAtOnce = 5000
