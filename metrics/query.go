package metrics

import "time"

// Vintage says which values a reader may see: those released by the source up to
// the day AsOf and recorded here up to the moment KnownAt. The zero value of either
// sets no bound. See ReleasedBy for a value whose source gives no day of release.
type Vintage struct {
	AsOf    Date
	KnownAt time.Time
}

// ObservationQuery selects current values. Empty lists select all; Dimension nil
// selects all dimensions.
type ObservationQuery struct {
	Indicators  []string
	Areas       []string
	Dimension   *string
	Scenario    Scenario
	Frequencies []Frequency
	From, To    Date // bounds on the last day of the period, both included, zero for none
	Vintage     Vintage
	ValuesOnly  bool // leaves growth, release day, source, note and lineage empty: enough for a picture, and quicker
	LatestOnly  bool // with ValuesOnly: of each series the value of the last period that has one
}

// AssessmentQuery selects stored assessments of one day. Empty lists select all.
type AssessmentQuery struct {
	Areas      []string
	Indicators []string
	Targets    []string
	Scenario   Scenario
	Vintage    Vintage // AsOf must be set
}

// RunQuery selects runs, newest first. Empty fields select all; Limit 0 means 100.
type RunQuery struct {
	Feed   string
	States []RunState
	Limit  int
	// LatestOfEach: only the newest run of each feed.
	LatestOfEach bool
	// KnownAt shows the runs and their states as they were at a moment; zero for now.
	KnownAt time.Time
}
