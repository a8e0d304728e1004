package ingest

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"zhibiao/metrics"
)

// Approval is what a reviewer says who lets a run through.
type Approval struct {
	// Comment is needed when the run changes values of locked periods and nobody has said
	// why before.
	Comment string
	// PublishAt is the moment from which readers see the run; the zero time or a past
	// moment means at once. Where the feed has a later moment of its own, that one counts.
	PublishAt time.Time
}

// Approve lets a run through that waits for review: it is published at once, or waits for
// its moment. The problem is run.second_person where the feed asks for a second person
// and the actor has handed the run in, or run.lock_reason where locked periods are
// changed without a reason.
func (i *Importer) Approve(ctx context.Context, id, actor string, approval Approval) error {
	release, err := i.waitForTurn(ctx)
	if err != nil {
		return err
	}
	defer release()
	run, err := i.inState(ctx, id, metrics.RunReview)
	if err != nil {
		return err
	}
	feed, catalogue, err := i.feedOf(ctx, run.Feed)
	if err != nil {
		return err
	}
	steps, err := i.ledger.RunSteps(ctx, id)
	if err != nil {
		return fmt.Errorf("read the steps of run %s: %w", id, err)
	}
	if submitter := metrics.SubmitterOf(steps); feed.SecondPerson() && submitter == actor {
		return metrics.NewProblem("run.second_person", "actor", actor)
	}
	if approval.Comment == "" && metrics.ReasonOf(steps) == "" {
		if err := i.refuseLocked(ctx, *run, catalogue, false); err != nil {
			return err
		}
	}
	now := i.clock.moment()
	at := later(approval.PublishAt, feed.Publication.Moment(now, i.options.Zone))
	run.Problem = nil
	if at.After(now) {
		return i.move(ctx, run.WaitsUntil(at), metrics.RunScheduled, actor, approval.Comment)
	}
	return i.move(ctx, *run, metrics.RunPublished, actor, approval.Comment)
}

// Return refuses a run that waits for review. Its values stay unseen.
func (i *Importer) Return(ctx context.Context, run, actor, comment string) error {
	return i.change(ctx, run, metrics.RunReview, metrics.RunReturned, actor, comment)
}

// PullBack takes an approved run that waits for its moment back to review. Readers have
// never seen its values.
func (i *Importer) PullBack(ctx context.Context, run, actor, comment string) error {
	return i.change(ctx, run, metrics.RunScheduled, metrics.RunReview, actor, comment)
}

// change moves a run from one state to another. The problem is run.unknown or
// run.state, which says in which state the run is.
func (i *Importer) change(ctx context.Context, id string, from, to metrics.RunState, actor, comment string) error {
	release, err := i.waitForTurn(ctx)
	if err != nil {
		return err
	}
	defer release()
	run, err := i.inState(ctx, id, from)
	if err != nil {
		return err
	}
	run.Problem = nil
	return i.move(ctx, *run, to, actor, comment)
}

// inState returns a run that is in a state. The problem is run.unknown or run.state.
func (i *Importer) inState(ctx context.Context, id string, wanted metrics.RunState) (*metrics.Run, error) {
	run, err := i.ledger.Run(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("read run %s: %w", id, err)
	}
	if run == nil {
		return nil, metrics.NewProblem("run.unknown", "run", id)
	}
	if run.State != wanted {
		return nil, metrics.NewProblem("run.state", "run", id, "state", string(run.State), "needed", string(wanted))
	}
	return run, nil
}

// feedOf returns a feed of the catalogue in force; a feed that is no longer there asks
// for nothing more than a review.
func (i *Importer) feedOf(ctx context.Context, code string) (metrics.Feed, *metrics.Catalogue, error) {
	catalogue, err := i.ledger.Catalogue(ctx)
	if err != nil {
		return metrics.Feed{}, nil, fmt.Errorf("read the feed of a run: %w", err)
	}
	if catalogue != nil {
		if feed := catalogue.Feed(code); feed != nil {
			return *feed, catalogue, nil
		}
	}
	return metrics.Feed{Code: code, Review: true}, catalogue, nil
}

// move records a run in another state.
func (i *Importer) move(ctx context.Context, run metrics.Run, to metrics.RunState, actor, comment string) error {
	from := run.State
	run.State, run.Actor, run.Comment, run.ChangedAt = to, actor, comment, i.clock.moment()
	if err := i.ledger.RecordRun(ctx, run); err != nil {
		return fmt.Errorf("record run %s as %s: %w", run.ID, to, err)
	}
	i.options.Logger.InfoContext(ctx, "run changed", slog.String("run", run.ID), slog.String("from", string(from)),
		slog.String("to", string(to)), slog.String("actor", actor))
	return nil
}
