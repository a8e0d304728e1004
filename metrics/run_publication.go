package metrics

import "time"

// RunWaits is the key of the Problem of an approved run that waits for its moment; its
// argument “at” is the moment in the form of RFC 3339.
const RunWaits = "run.scheduled"

// WaitsUntil returns the run as one that is approved and waits for a moment.
func (r Run) WaitsUntil(moment time.Time) Run {
	r.State = RunScheduled
	r.Problem = NewProblem(RunWaits, "at", moment.UTC().Format(time.RFC3339Nano))
	return r
}

// PublishesAt returns the moment from which readers will see an approved run that waits;
// the zero time for a run in any other state.
func (r Run) PublishesAt() time.Time {
	if r.State != RunScheduled || r.Problem == nil || r.Problem.Key != RunWaits {
		return time.Time{}
	}
	moment, err := time.Parse(time.RFC3339Nano, r.Problem.Arguments["at"])
	if err != nil {
		return time.Time{}
	}
	return moment
}

// RunStep is one change of state of a run: what it became, by whom, when and why.
type RunStep struct {
	Run        string    `json:"run"`
	State      RunState  `json:"state"`
	Actor      string    `json:"actor"`
	Comment    string    `json:"comment,omitempty"`
	Problem    *Problem  `json:"problem,omitempty"`
	RecordedAt time.Time `json:"recorded_at"`
}

// SubmitterOf returns who handed a run in, by its steps, oldest first.
func SubmitterOf(steps []RunStep) string {
	if len(steps) == 0 {
		return ""
	}
	return steps[0].Actor
}

// ReasonOf returns why a run was handed in and let through: the first reason given before
// it was last published.
func ReasonOf(steps []RunStep) string {
	for _, step := range steps {
		if step.Comment != "" && (step.State == RunLoading || step.State == RunReview || step.State == RunScheduled || step.State == RunPublished) {
			return step.Comment
		}
	}
	return ""
}
