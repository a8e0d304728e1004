package dashboard

import (
	"slices"

	"zhibiao/schedules"
)

// CalendarCount is how many due times of some days ended in one way.
type CalendarCount struct {
	Look  stateLook
	Count int // 0: they are counted on another day
}

// outcomeOrder lists the outcomes as they are shown, what needs a person first; the
// empty one is that of times that lie ahead.
func outcomeOrder() []schedules.Outcome {
	return []schedules.Outcome{schedules.OutcomeFailed, schedules.OutcomeMissed, schedules.OutcomeRunning, schedules.OutcomeRequested,
		schedules.OutcomeDone, schedules.OutcomeSkipped, ""}
}

// tallyOf counts due times by how they ended.
type tallyOf map[schedules.Outcome]int

// add counts a row.
func (t tallyOf) add(row dueRow) {
	outcome := schedules.Outcome("")
	if row.occurrence != nil {
		outcome = row.occurrence.Outcome
	}
	t[outcome] += row.count
}

// counts lists what was counted, in the order in which it is shown.
func (t tallyOf) counts() []CalendarCount {
	var counts []CalendarCount
	for _, outcome := range outcomeOrder() {
		count, found := t[outcome]
		if !found {
			continue
		}
		look := lookOfExpected()
		if outcome != "" {
			look = lookOfOutcome(outcome)
		}
		counts = append(counts, CalendarCount{Look: look, Count: count})
	}
	return counts
}

// worst returns the outcome that a summary of many is coloured by.
func (t tallyOf) worst() schedules.Outcome {
	order := outcomeOrder()
	at := slices.IndexFunc(order, func(outcome schedules.Outcome) bool { _, found := t[outcome]; return found })
	if at < 0 {
		return ""
	}
	return order[at]
}
