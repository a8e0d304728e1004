package notices

import (
	"slices"
	"time"

	"zhibiao/schedules"
)

// book is what is known of one recipient: which notices wait, and how the last attempts
// went.
type book struct {
	recipient Recipient
	waiting   []Notice  // oldest first
	attempts  int       // failed in a row
	firstTry  time.Time // of these attempts
	lastTry   time.Time
	lastHour  func(now time.Time) int // messages delivered within the hour before
}

// bookOf works out from notices and deliveries, both newest first, what waits for a
// recipient. A notice that was delivered or given up does not wait.
func bookOf(recipient Recipient, notices []Notice, deliveries []Delivery) book {
	b := book{recipient: recipient}
	settled := map[string]bool{}
	var sent []time.Time
	failing := true
	for _, delivery := range deliveries {
		if delivery.Recipient != recipient.Name {
			continue
		}
		if delivery.Outcome == Failed {
			if failing {
				b.attempts++
				b.firstTry, b.lastTry = delivery.At, later(b.lastTry, delivery.At)
			}
			continue
		}
		failing = false
		if delivery.Outcome == Delivered {
			sent = append(sent, delivery.At)
		}
		for _, id := range delivery.Notices {
			settled[id] = true
		}
	}
	b.lastHour = func(now time.Time) int {
		count := 0
		for _, at := range sent {
			if now.Sub(at) < time.Hour {
				count++
			}
		}
		return count
	}
	for _, notice := range slices.Backward(notices) {
		if !settled[notice.ID] && notice.concerns(recipient) && !notice.RecordedAt.Before(recipient.Since) {
			b.waiting = append(b.waiting, notice)
		}
	}
	return b
}

// due tells whether a message should go out now.
func (b book) due(now time.Time, zone *time.Location) bool {
	if len(b.waiting) == 0 || b.recipient.Paused || b.recipient.Removed {
		return false
	}
	if b.attempts > 0 {
		pauses := waits()
		return !now.Before(b.lastTry.Add(pauses[min(b.attempts, len(pauses))-1]))
	}
	// What was ordered for this recipient does not wait for the rhythm.
	if slices.ContainsFunc(b.waiting, func(n Notice) bool { return n.Kind == Trial || n.Kind == Report }) {
		return true
	}
	if now.Before(b.recipient.dueAt(b.waiting[0].RecordedAt, zone, groupFor)) {
		return false
	}
	return b.lastHour(now) < mostAnHour
}

// exhausted are the notices that every attempt of the row has tried to tell. What came
// later has attempts of its own before it.
func (b book) exhausted() []string {
	var ids []string
	for _, notice := range b.waiting {
		if !notice.RecordedAt.After(b.firstTry) {
			ids = append(ids, notice.ID)
		}
	}
	return ids
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

func noChannel(name string) *schedules.Reason {
	return schedules.NewReason("recipient.channel", "value", name)
}
