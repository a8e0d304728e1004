package ingest

import (
	"context"

	"zhibiao/ingest/underway"
	"zhibiao/metrics"
)

// Submission is a file handed in for a feed.
type Submission struct {
	Feed     string           // code of the feed
	FileName string           // as the sender named it; its ending says the format
	Path     string           // where the bytes lie
	Actor    string           // person or schedule that hands it in
	Areas    []string         // codes of the areas whose rows the actor may hand in; empty: all
	Schedule string           // name of the schedule, if one did
	Scenario metrics.Scenario // overrides the feed's scenario when set
	// Reason says why values of locked periods are to be changed, or anything else that
	// the ledger should keep with the run; without it such values are rejected.
	Reason string
	// Layout describes how the tables of the file are laid out, as YAML (see the room
	// layout); empty to take the description beside the file, or to detect it.
	Layout []byte
	// beside is the file beside which a description of the layout may lie; empty: Path.
	beside string
	// Work, when set, is told how far the file has come, and can be stopped: it is what
	// somebody has begun with this file. Otherwise the importer begins work of its own.
	Work *underway.Work
}

// Change is one value that the import adds or revises.
type Change struct {
	Key      metrics.ObservationKey `json:"key"`
	Row      int                    `json:"row"`
	Sheet    string                 `json:"sheet,omitempty"`
	Column   string                 `json:"column,omitempty"` // its title; in a cross table its letters
	Old      string                 `json:"old,omitempty"`    // empty for a new value
	New      string                 `json:"new"`
	Revision uint32                 `json:"revision"`
	// Differences is what the version before says otherwise; empty for a new value.
	Differences []metrics.FieldDifference `json:"differences,omitempty"`
}

// Report says what an import did, or with a dry run what it would do. Changes holds
// at most MaxListedChanges entries and Rejects at most MaxListedRejects; the counts of
// the run are always complete, and so are the rejects that the ledger keeps.
type Report struct {
	Run     metrics.Run      `json:"run"`
	DryRun  bool             `json:"dry_run"`
	Changes []Change         `json:"changes"`
	Rejects []metrics.Reject `json:"rejects"`
	// Understood says in words how a cross table was read: keys of texts with their
	// arguments, no problems. Empty for a tidy table.
	Understood []*metrics.Problem `json:"understood,omitempty"`
}

// MaxListedChanges bounds Report.Changes, MaxListedRejects bounds Report.Rejects.
const (
	MaxListedChanges = 1000
	MaxListedRejects = 10_000
)

// Ledger is what ingest needs of the store. The warehouse implements it.
type Ledger interface {
	// Catalogue returns the reference data in force.
	Catalogue(ctx context.Context) (*metrics.Catalogue, error)
	// Observations returns current values of published runs.
	Observations(ctx context.Context, query metrics.ObservationQuery) ([]metrics.Observation, error)
	// PublishedIndicators lists the codes of the indicators of which published runs hold a
	// value in a scenario.
	PublishedIndicators(ctx context.Context, scenario metrics.Scenario) ([]string, error)
	// ObservationPage returns current values of published runs that follow after a place.
	ObservationPage(ctx context.Context, query metrics.ObservationPageQuery) ([]metrics.Observation, error)
	// FindRun returns the newest run of the feed that loaded a file of this hash, or nil.
	// Runs that failed, were returned, were taken back or never ended do not count.
	FindRun(ctx context.Context, feed, fileHash string) (*metrics.Run, error)
	// Run returns one run in its present state, or nil when there is none.
	Run(ctx context.Context, id string) (*metrics.Run, error)
	// Runs returns runs in their present state, newest first.
	Runs(ctx context.Context, query metrics.RunQuery) ([]metrics.Run, error)
	// RunSteps returns every change of state of some runs: by run, oldest first.
	RunSteps(ctx context.Context, runs ...string) ([]metrics.RunStep, error)
	// RunValues returns a page of the new or of the revised values of a run.
	RunValues(ctx context.Context, query metrics.RunValueQuery) ([]metrics.Observation, error)
	// RecordRun appends one row to the run ledger: the run in its present state.
	RecordRun(ctx context.Context, run metrics.Run) error
	// AppendObservations writes a block of rows; they stay unseen until the run is published.
	AppendObservations(ctx context.Context, run metrics.Run, rows []metrics.Observation) error
	// RunStanding says what would become of the values of a published run if it were
	// taken back now, and lists at most limit of those that later runs have revised.
	RunStanding(ctx context.Context, run string, limit int) (metrics.RunStanding, error)
	// AppendRejects writes the rejected and flagged rows of a run.
	AppendRejects(ctx context.Context, run metrics.Run, rejects []metrics.Reject) error
	// KeepRunReading keeps in words how the tables of a run were read.
	KeepRunReading(ctx context.Context, run string, said []*metrics.Problem) error
	// CountObservations counts the rows that a run has written.
	CountObservations(ctx context.Context, run string) (int, error)
	// SaveCatalogue writes a whole catalogue as the content of the run.
	SaveCatalogue(ctx context.Context, run metrics.Run, catalogue *metrics.Catalogue) error
}
