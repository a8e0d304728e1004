package catalogue

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"time"

	"github.com/google/uuid"

	"zhibiao/ingest"
	"zhibiao/metrics"
)

// Hash returns the SHA-256 over names and contents of all catalogue files, in
// hexadecimal.
func Hash(fsys fs.FS) (string, error) {
	hash := sha256.New()
	for _, name := range files() {
		content, err := fs.ReadFile(fsys, name)
		if err != nil {
			return "", fmt.Errorf("catalogue file %s: %w", name, err)
		}
		_, _ = fmt.Fprintf(hash, "%s %d\n", name, len(content))
		hash.Write(content)
	}
	return hex.EncodeToString(hash.Sum(nil)), nil
}

// Source says where a catalogue comes from, for the run that loads it.
type Source struct {
	File     string // name of the folder or archive, for readers
	Hash     string // see Hash
	Actor    string
	Schedule string
	Now      func() time.Time // time.Now when nil
}

// Import loads a catalogue as one run of the feed “catalogue” and returns the run. A
// catalogue equal to the one in force changes nothing; its run has the state
// unchanged. An older one that comes back is loaded again, as a new run.
func Import(ctx context.Context, ledger ingest.Ledger, read *metrics.Catalogue, source Source) (metrics.Run, error) {
	now := source.Now
	if now == nil {
		now = time.Now
	}
	id, err := uuid.NewV7()
	if err != nil {
		return metrics.Run{}, fmt.Errorf("new run: %w", err)
	}
	started := now().UTC().Truncate(time.Microsecond)
	run := metrics.Run{ID: id.String(), Feed: FeedCode, Scenario: metrics.Actual, State: metrics.RunLoading,
		File: source.File, FileHash: source.Hash, Actor: source.Actor, Schedule: source.Schedule,
		StartedAt: started, ChangedAt: started, Counts: metrics.RunCounts{Rows: entries(read)}}
	record := func(state metrics.RunState) error {
		run.State = state
		if state != metrics.RunLoading {
			if moment := now().UTC().Truncate(time.Microsecond); moment.After(run.ChangedAt) {
				run.ChangedAt = moment
			} else {
				run.ChangedAt = run.ChangedAt.Add(time.Microsecond)
			}
		}
		if err := ledger.RecordRun(ctx, run); err != nil {
			return fmt.Errorf("record catalogue run as %s: %w", state, err)
		}
		return nil
	}
	same, err := equalsCurrent(ctx, ledger, read)
	if err != nil {
		return run, err
	}
	if same {
		run.Counts.Unchanged = run.Counts.Rows
		return run, record(metrics.RunUnchanged)
	}
	run.Counts.New = run.Counts.Rows
	if err := record(metrics.RunLoading); err != nil {
		return run, err
	}
	if err := ledger.SaveCatalogue(ctx, run, read); err != nil {
		return run, errors.Join(fmt.Errorf("save the catalogue: %w", err), recordFailure(ctx, ledger, &run, err))
	}
	return run, record(metrics.RunPublished)
}

// failureGrace is how long a failed or cancelled run may take to say so.
const failureGrace = 10 * time.Second

// recordFailure says in the run ledger why a run failed, also when the request was
// cancelled. Without that record the run stays loading, which nobody sees either.
func recordFailure(ctx context.Context, ledger ingest.Ledger, run *metrics.Run, cause error) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), failureGrace)
	defer cancel()
	run.State, run.Problem = metrics.RunFailed, metrics.AsProblem(cause)
	if run.Problem == nil {
		run.Problem = metrics.NewProblem("run.store_failed")
	}
	run.ChangedAt = run.ChangedAt.Add(time.Microsecond)
	if err := ledger.RecordRun(ctx, *run); err != nil {
		return fmt.Errorf("record catalogue run as failed: %w", err)
	}
	return nil
}

// equalsCurrent compares content, not files: a changed comment or line break in a
// file is no new catalogue. Feeds that people keep go before those of any catalogue, so
// they are no difference.
func equalsCurrent(ctx context.Context, ledger ingest.Ledger, read *metrics.Catalogue) (bool, error) {
	current, err := ledger.Catalogue(ctx)
	if err != nil {
		return false, fmt.Errorf("read the catalogue in force: %w", err)
	}
	if current == nil {
		return false, nil
	}
	var kept []metrics.Feed
	for _, feed := range current.Feeds {
		if feed.Kept {
			kept = append(kept, feed)
		}
	}
	ours, err := digest(read.WithFeeds(kept))
	if err != nil {
		return false, err
	}
	theirs, err := digest(current)
	return ours == theirs, err
}

// digest is the SHA-256 of the catalogue as JSON. Lists that are empty and lists that
// are absent count as equal.
func digest(catalogue *metrics.Catalogue) ([sha256.Size]byte, error) {
	content, err := json.Marshal(catalogue)
	if err != nil {
		return [sha256.Size]byte{}, fmt.Errorf("digest of the catalogue: %w", err)
	}
	content = bytes.ReplaceAll(content, []byte(":null"), []byte(":[]"))
	return sha256.Sum256(content), nil
}

// entries counts the entries of a catalogue.
func entries(c *metrics.Catalogue) int {
	return len(c.Plans) + len(c.Themes) + len(c.Indicators) + len(c.IndicatorAliases) + len(c.Targets) +
		len(c.Benchmarks) + len(c.Conflicts) + len(c.Statements) + len(c.Areas) + len(c.Organisations) +
		len(c.OrganisationAliases) + len(c.Tasks) + len(c.Projects) + len(c.Feeds) + len(c.TargetGroups) +
		len(c.Derivations) + len(c.PipelineLinks)
}
