package metrics

import (
	"context"
	"time"
)

// RunState says how far a run has come. Only published runs are seen by readers.
type RunState string

// The states of runs. Each change of state is one more row of the run ledger.
const (
	RunLoading   RunState = "loading"   // rows are being written; an interrupted run stays here and is never seen
	RunReview    RunState = "review"    // waits for approval
	RunScheduled RunState = "scheduled" // approved, and waits for its moment; see Run.PublishesAt
	RunPublished RunState = "published" // seen by readers
	RunReturned  RunState = "returned"  // refused by the reviewer
	RunWithdrawn RunState = "withdrawn" // published once and taken back
	RunUnchanged RunState = "unchanged" // the file brought nothing new
	RunFailed    RunState = "failed"
)

// RunCounts counts the rows of a run by what became of them.
type RunCounts struct {
	Rows      int `json:"rows"`
	New       int `json:"new"`
	Changed   int `json:"changed"`
	Unchanged int `json:"unchanged"`
	Rejected  int `json:"rejected"`
	Flagged   int `json:"flagged"` // loaded, with a remark for the reviewer
}

// CatalogueFeed is the feed code under which runs of reference data stand in the ledger.
const CatalogueFeed = "catalogue"

// Run is one attempt to load a feed, as the ledger tells it at one moment.
type Run struct {
	ID        string    `json:"id"` // UUID version 7: sorts by time
	Feed      string    `json:"feed"`
	Scenario  Scenario  `json:"scenario"`
	State     RunState  `json:"state"`
	File      string    `json:"file,omitempty"`
	FileHash  string    `json:"file_hash,omitempty"`
	Actor     string    `json:"actor"` // person or schedule
	Schedule  string    `json:"schedule,omitempty"`
	StartedAt time.Time `json:"started_at"`
	ChangedAt time.Time `json:"changed_at"` // when it came into its present state
	Counts    RunCounts `json:"counts"`
	Problem   *Problem  `json:"problem,omitempty"`
	Comment   string    `json:"comment,omitempty"`
}

// Reject is a row or cell that was not loaded, with its place, its reason and what
// to do about it. Reason and hint are message keys with the same arguments:
// Problem.Key and Problem.Key + ".hint".
type Reject struct {
	File    string   `json:"file"`
	Sheet   string   `json:"sheet,omitempty"`
	Row     int      `json:"row"`              // as a person counts: the header is row 1
	Column  string   `json:"column,omitempty"` // header text, or letter in a sheet
	Value   string   `json:"value"`
	Problem *Problem `json:"problem"`
	Warning bool     `json:"warning,omitempty"` // true: the row was loaded and flagged
}

// ObservationWriter writes the rows of one run, which stay unseen until the run is
// published. It must be closed before that.
type ObservationWriter interface {
	// Append takes rows over; they may change afterwards. The error may be that of
	// earlier rows.
	Append(ctx context.Context, rows []Observation) error
	// Written counts the rows that the store holds by now.
	Written() int
	// Close writes what is left and waits until all is written. It may be called twice.
	Close(ctx context.Context) error
}
