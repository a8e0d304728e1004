package dashboard

import (
	"zhibiao/metrics"
	"zhibiao/schedules"
	"zhibiao/schedules/notices"
)

// stateLook is how a state is shown: its word, the tone of its badge, and the icon
// that tells it apart without colour.
type stateLook struct{ Key, Tone, Icon string }

func lookOfRun(state metrics.RunState) stateLook {
	look := stateLook{Key: "runs.state." + string(state), Tone: "none", Icon: "remove"}
	switch state {
	case metrics.RunPublished:
		look.Tone, look.Icon = "good", "achieved"
	case metrics.RunReview:
		look.Tone, look.Icon = "poor", "pending"
	case metrics.RunLoading, metrics.RunScheduled:
		look.Tone, look.Icon = "fair", "pending"
	case metrics.RunUnchanged:
		look.Icon = "held"
	case metrics.RunFailed:
		look.Tone, look.Icon = "bad", "missed"
	}
	return look
}

// lookOfRunOrUndo tells the record of an undo from a run that has brought values.
func lookOfRunOrUndo(run metrics.Run) stateLook {
	if run.Undoes() != "" && run.State == metrics.RunPublished {
		return stateLook{Key: "runs.state.undo", Tone: "none", Icon: "remove"}
	}
	return lookOfRun(run.State)
}

func lookOfUpload(stage string, problem *metrics.Problem) stateLook {
	look := stateLook{Key: "imports.stage." + stage, Tone: "fair", Icon: "pending"}
	switch {
	case stage == uploadInterrupted:
		look.Tone, look.Icon = "poor", "attention"
	case stage == string(uploadChecking) || stage == string(uploadImporting):
	case problem != nil:
		look.Key, look.Tone, look.Icon = look.Key+".failed", "bad", "missed"
	case stage == string(uploadImported):
		look.Tone, look.Icon = "good", "achieved"
	}
	return look
}

func lookOfOutcome(outcome schedules.Outcome) stateLook {
	look := stateLook{Key: "schedule.outcome." + string(outcome), Tone: "none", Icon: "remove"}
	switch outcome {
	case schedules.OutcomeDone:
		look.Tone, look.Icon = "good", "achieved"
	case schedules.OutcomeRunning:
		look.Tone, look.Icon = "fair", "pending"
	case schedules.OutcomeFailed:
		look.Tone, look.Icon = "bad", "missed"
	case schedules.OutcomeMissed:
		look.Tone, look.Icon = "poor", "attention"
	}
	return look
}

func lookOfDelivery(outcome notices.Outcome) stateLook {
	look := stateLook{Key: "deliveries.outcome." + string(outcome), Tone: "poor", Icon: "behind"}
	switch outcome {
	case notices.Delivered:
		look.Tone, look.Icon = "good", "achieved"
	case notices.GivenUp:
		look.Tone, look.Icon = "bad", "missed"
	}
	return look
}

// Look says how the last attempt to reach a recipient is shown.
func (l RecipientLine) Look() stateLook { return lookOfDelivery(l.Last.Outcome) }

// Look says how an attempt is shown.
func (l DeliveryLine) Look() stateLook { return lookOfDelivery(l.Delivery.Outcome) }

// Look says how the state of a run is shown.
func (l RunLine) Look() stateLook { return lookOfRunOrUndo(l.Run) }

// Look says how the state of a run is shown.
func (p RunPage) Look() stateLook { return lookOfRunOrUndo(p.Run) }

// Look says how an upload stands.
func (l UploadLine) Look() stateLook { return lookOfUpload(l.Stage, l.Problem) }

// Look says how an upload stands.
func (p UploadPage) Look() stateLook { return lookOfUpload(p.Stage, p.Problem) }

// ResultLook says how the run of an import stands.
func (p UploadPage) ResultLook() stateLook { return lookOfRun(p.Report.Run.State) }

// Look says how a due time ended.
func (l OccurrenceLine) Look() stateLook { return lookOfOutcome(l.Outcome) }
