package metrics

// TurnCause is what made a status turn.
type TurnCause string

// The causes of turns.
const (
	TurnFirst     TurnCause = "first"     // the first status that could be given
	TurnValue     TurnCause = "value"     // a new value
	TurnRevision  TurnCause = "revision"  // a value that was changed or taken back
	TurnDay       TurnCause = "day"       // a day that passed, such as the deadline
	TurnPolicy    TurnCause = "policy"    // other cut-offs or another method
	TurnCatalogue TurnCause = "catalogue" // another target or indicator in the reference data
)

// StatusTurn is one change of a target's status.
type StatusTurn struct {
	Day    Date             `json:"day"` // the day from which the status holds
	From   AssessmentStatus `json:"from,omitempty"`
	To     AssessmentStatus `json:"to"`
	Cause  TurnCause        `json:"cause"`
	Reason Problem          `json:"reason"` // of the new assessment
	// Period, Value and Run name the value behind a turn by value or revision. Indicator
	// and Area say whose it is: those of the target, those of an input that its value is
	// derived from, or one of the areas that it is set for. Frequency parts the month
	// 2025-12 from the months up to it.
	Period    string    `json:"period,omitempty"`
	Frequency Frequency `json:"frequency,omitempty"`
	Indicator string    `json:"indicator,omitempty"`
	Area      string    `json:"area,omitempty"`
	Value     string    `json:"value,omitempty"`
	Run       string    `json:"run,omitempty"`
	// Policy is the version behind a turn by policy.
	Policy string `json:"policy,omitempty"`
}

// StatusHistoryQuery asks how the status of one target turned up to a day.
type StatusHistoryQuery struct {
	Target   string
	Area     string // for a target set for each of several areas; empty otherwise
	Scenario Scenario
	Vintage  Vintage
}
