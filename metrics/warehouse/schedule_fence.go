package warehouse

import (
	"context"
	"encoding/base64"
	"fmt"

	"github.com/google/uuid"

	"zhibiao/metrics"
)

// fenceKey is the key of a fencing token in a context.
type fenceKey struct{}

// Fenced returns a context in which runs are published and withdrawn only while the
// lease with this token is in force. The server decides at the moment of the
// publication, so an instance that stood still while another one took over cannot
// publish any more. Its error is then the Problem store.fenced.
func Fenced(ctx context.Context, token uint64) context.Context {
	return context.WithValue(ctx, fenceKey{}, token)
}

func fenceOf(ctx context.Context) (token uint64, fenced bool) {
	token, fenced = ctx.Value(fenceKey{}).(uint64)
	return token, fenced
}

// recordFenced appends a state of a run by one statement that writes nothing unless
// the token is the highest and its lease has not expired by the clock of the server.
// The next holder may claim the lease only LeaseTimes.Margin after that, so a statement
// that passed the check has long been written, or was given up, when it begins.
func (s *Store) recordFenced(ctx context.Context, token uint64, event uuid.UUID, run metrics.Run, told string) error {
	ctx, cancel := context.WithTimeout(s.agreed(ctx), publicationLimit)
	defer cancel()
	// Any text may stand in a file name or a comment, and parameters know escapes.
	encoded := func(name, value string) any {
		return text(name, base64.StdEncoding.EncodeToString([]byte(value)))
	}
	counts := run.Counts
	parameters := []any{
		text("event", event.String()), text("run", run.ID), encoded("feed", run.Feed), encoded("scenario", string(run.Scenario)),
		encoded("state", string(run.State)), encoded("file", run.File), encoded("file_hash", run.FileHash),
		encoded("actor", run.Actor), encoded("schedule", run.Schedule),
		moment("started_at", run.StartedAt, firstMoment), moment("recorded_at", s.now(), firstMoment),
		number("row_count", counts.Rows), number("new_count", counts.New), number("changed_count", counts.Changed),
		number("unchanged_count", counts.Unchanged), number("rejected_count", counts.Rejected), number("flagged_count", counts.Flagged),
		encoded("problem", told), encoded("comment", run.Comment), leaseToken(token)}
	err := inTurn(ctx, func() error { return s.execute(ctx, "schedule_fenced_publication", parameters...) })
	if err != nil {
		return err
	}
	state, err := s.selectText(ctx, "schedule_fenced_event", text("event", event.String()))
	if err != nil {
		return err
	}
	if state == "" {
		return fencedOff(token)
	}
	return nil
}

func fencedOff(token uint64) error {
	return metrics.NewProblem("store.fenced").Because(fmt.Errorf("token %d is not that of the lease in force", token))
}
