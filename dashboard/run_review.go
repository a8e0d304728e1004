package dashboard

import (
	"context"
	"fmt"
	"slices"
	"time"

	"zhibiao/metrics"
)

// RunReview is what stands between a run and its readers.
type RunReview struct {
	Steps []metrics.RunStep // oldest first
	// SecondPerson is true where the feed asks for one; Submitter is who handed the run in.
	SecondPerson bool
	Submitter    string
	Own          bool          // the reader has handed the run in and may not approve it
	Overtaken    int           // values over which runs handed in later already stand
	Locked       *metrics.Lock // a lock on values of the run, if there is one
	NeedsReason  bool          // values of locked periods are changed and nobody has said why
	Earliest     time.Time     // the feed's own moment; zero when there is none
	PublishesAt  time.Time     // of a run that waits
	CanPullBack  bool
}

// loadReview gathers what a reviewer must know; without a store of revisions nothing.
func (s *Server) loadReview(ctx context.Context, catalogue *metrics.Catalogue, run metrics.Run, reader person) (RunReview, error) {
	review := RunReview{PublishesAt: run.PublishesAt(),
		CanPullBack: s.dependencies.Importer != nil && run.State == metrics.RunScheduled && reader.may(mayReview)}
	if s.dependencies.Revisions == nil {
		return review, nil
	}
	var err error
	if review.Steps, err = s.dependencies.Revisions.RunSteps(ctx, run.ID); err != nil {
		return review, fmt.Errorf("load steps of run %s: %w", run.ID, err)
	}
	review.Submitter = metrics.SubmitterOf(review.Steps)
	if run.State != metrics.RunReview {
		return review, nil
	}
	if feed := catalogue.Feed(run.Feed); feed != nil {
		review.SecondPerson = feed.SecondPerson()
		review.Own = review.SecondPerson && review.Submitter == reader.account.Code
		now := s.dependencies.Now()
		if at := feed.Publication.Moment(now, s.dependencies.Zone); at.After(now) {
			review.Earliest = at
		}
	}
	if review.Overtaken, err = s.dependencies.Revisions.Overtaken(ctx, run.ID); err != nil {
		return review, fmt.Errorf("see what later runs revised of run %s: %w", run.ID, err)
	}
	if review.Locked, err = s.lockOf(ctx, catalogue, run); err != nil {
		return review, err
	}
	review.NeedsReason = review.Locked != nil && metrics.ReasonOf(review.Steps) == ""
	return review, nil
}

// lookedAtForLocks bounds the values that the page holds against the locks; the importer
// holds all of them.
const lookedAtForLocks = 5000

// lockOf returns a lock that closes a value of the run, or nil. First values of a run that
// waits are closed only where the lock says so.
func (s *Server) lockOf(ctx context.Context, catalogue *metrics.Catalogue, run metrics.Run) (*metrics.Lock, error) {
	locks, err := s.dependencies.Revisions.Locks(ctx)
	if err != nil {
		return nil, fmt.Errorf("load locks: %w", err)
	}
	if len(locks) == 0 {
		return nil, nil //nolint:nilnil // nothing is locked
	}
	set := metrics.LockSet{Locks: locks, Catalogue: catalogue}
	for _, revised := range []bool{true, false} {
		values, err := s.dependencies.Store.RunValues(ctx, metrics.RunValueQuery{Run: run.ID, Revised: revised, Limit: lookedAtForLocks})
		if err != nil {
			return nil, fmt.Errorf("load values of run %s: %w", run.ID, err)
		}
		closed := set.ClosedBy
		if !revised && (run.State == metrics.RunReview || run.State == metrics.RunScheduled) {
			closed = set.FirstClosedBy
		}
		for _, value := range values {
			if lock := closed(value.ObservationKey); lock != nil {
				return lock, nil
			}
		}
	}
	return nil, nil //nolint:nilnil // no value is locked
}

// EarliestField is the moment of the feed as a field of a form shows it.
func (p RunPage) EarliestField() string { return fieldMoment(p.Review.Earliest, p.Now.Location()) }

// Published is when readers first saw the run; the zero time when they never did.
func (r RunReview) Published() time.Time {
	i := slices.IndexFunc(r.Steps, func(step metrics.RunStep) bool { return step.State == metrics.RunPublished })
	if i < 0 {
		return time.Time{}
	}
	return r.Steps[i].RecordedAt
}
