package metrics

// judgeEvent judges whether something was done by its date. The latest report counts:
// a later “not done” takes an earlier “done” back.
func (j *judgement) judgeEvent() {
	deadline := j.target.Deadline()
	series := j.selection.series(KindEvent)
	latest := latestWithin(series, 0)
	if latest == nil {
		j.concludeUnreported(deadline)
		return
	}
	j.setLatest(latest)
	since := metSince(series, latest, j.goal, 0)
	switch {
	case since != nil:
		j.concludeDone(since, deadline)
	case deadline.IsZero():
		j.conclude(Pending, MethodEvent, "event_without_deadline")
	case j.input.AsOf > deadline:
		j.conclude(Missed, MethodEvent, "event_missed")
	default:
		j.conclude(Pending, MethodEvent, "event_pending")
	}
}

func (j *judgement) concludeDone(since *Observation, deadline Date) {
	period := since.Period
	switch {
	case deadline.IsZero():
		j.conclude(Achieved, MethodEvent, "event_done", "since", period.String())
	case period.Last < deadline:
		j.conclude(AchievedEarly, MethodEvent, "event_done_early", "since", period.String())
	case period.Last == deadline || period.Frequency == Month && period.First <= deadline:
		j.conclude(Achieved, MethodEvent, "event_done", "since", period.String())
	case period.First <= deadline:
		j.cannot(NewProblem("assess.reason.period_too_long", "period", period.String()))
	default:
		j.conclude(Missed, MethodEvent, "event_done_late", "since", period.String())
	}
}

// concludeUnreported: before the deadline silence means not yet due, after it nobody
// knows.
func (j *judgement) concludeUnreported(deadline Date) {
	if deadline.IsZero() {
		j.conclude(Pending, MethodEvent, "event_unreported")
		return
	}
	if j.input.AsOf <= deadline {
		j.conclude(Pending, MethodEvent, "event_pending")
		return
	}
	j.cannot(NewProblem("assess.reason.event_not_reported"))
}
