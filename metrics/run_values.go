package metrics

import "time"

// RunValueQuery selects a page of the values that a run wrote, in the order of the file
// or with the largest change first.
type RunValueQuery struct {
	Run     string
	Revised bool // true: values that stood before and were changed; false: new ones
	// Order is OrderByAmount or OrderByPercent for revised values; everything else is the
	// order of the file.
	Order  string
	Offset int
	Limit  int
}

// RunStanding says what would become of the values of a published run if it were taken
// back now. A value that a later run has revised stays as that run left it.
type RunStanding struct {
	Values   int         `json:"values"`   // that the run wrote
	Restored int         `json:"restored"` // the value before would be seen again
	Removed  int         `json:"removed"`  // there was none before, so there would be none
	Left     int         `json:"left"`     // revised by a later run and left alone
	Kept     []LeftValue `json:"kept,omitempty"`
}

// LeftValue is a value of a run with the one that a later run put over it.
type LeftValue struct {
	Own     Observation `json:"own"`
	Current Observation `json:"current"` // value, revision and lineage
}

// RunComment is what somebody has to say about a run. Comments are never changed.
type RunComment struct {
	Run        string    `json:"run"`
	Actor      string    `json:"actor"`
	Text       string    `json:"text"`
	RecordedAt time.Time `json:"recorded_at"`
}

// RunUndone is the key of the Problem of a run that records that another was taken back.
const RunUndone = "run.undo"

// Undoes returns the run that this one took back, or an empty text.
func (r Run) Undoes() string {
	if r.Problem == nil || r.Problem.Key != RunUndone {
		return ""
	}
	return r.Problem.Arguments["run"]
}
