package metrics

import "time"

// The words of a decision on a conflict.
const (
	ConflictConfirmed = "confirmed" // what the register holds to be in force is right
	ConflictDisputed  = "disputed"  // it is not, or not certain; the conflict is open
)

// ConflictDecision is what somebody with the right to decide has said about a conflict.
// It never changes a value: what is in force stands in the catalogue of the plans.
type ConflictDecision struct {
	Conflict string    `json:"conflict"`
	Word     string    `json:"word"` // ConflictConfirmed or ConflictDisputed
	Reason   string    `json:"reason"`
	SavedBy  string    `json:"saved_by"`
	SavedAt  time.Time `json:"saved_at"`
}

// The states of a conflict.
const (
	ConflictOpen    = "open"    // a value is in force until somebody confirms it
	ConflictSettled = "settled" // decided
)

// Decided returns the conflict as it stands after a decision that was made on a day.
func (c Conflict) Decided(decision ConflictDecision, day Date) Conflict {
	c.Status, c.DecidedBy, c.DecidedOn = ConflictOpen, decision.SavedBy, day
	if decision.Word == ConflictConfirmed {
		c.Status = ConflictSettled
	}
	return c
}
