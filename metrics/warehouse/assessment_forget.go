package warehouse

import (
	"context"
	"time"
)

// ForgetAssessments deletes what was computed of days and areas for which nothing has
// been computed since a moment. Nothing is lost: whoever asks for such a day has it
// computed again, with the same answer. The rows that make computations count go first,
// so that a crash in between leaves nothing that is read in part; the computations that
// no longer count go by their own age, so that one under way is not touched.
func (s *Store) ForgetAssessments(ctx context.Context, before time.Time) error {
	for _, name := range []string{"assessment_forget_batches", "assessment_forget"} {
		if err := s.execute(ctx, name, moment("before", before, firstMoment)); err != nil {
			return err
		}
	}
	return nil
}
