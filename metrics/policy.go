package metrics

import "time"

// Policy is all that people choose about the assessment: the cut-offs, and the method
// of single targets. A saved policy never changes; a later one takes its place from
// the moment it was saved, and an assessment “as of” an earlier day uses the policy
// of that day.
type Policy struct {
	// Version identifies the policy; the store gives it when it is saved. The policy
	// that stands before any was saved is DefaultPolicy.
	Version  string         `json:"version"`
	Settings Settings       `json:"settings"`
	Choices  []MethodChoice `json:"choices,omitempty"` // one a target at most
	SavedAt  time.Time      `json:"saved_at"`
	SavedBy  string         `json:"saved_by,omitempty"`
	Reason   string         `json:"reason,omitempty"` // why it was changed, in the words of who did
}

// DefaultPolicy is the policy that stands before any was saved.
func DefaultPolicy() Policy {
	settings := DefaultSettings()
	return Policy{Version: settings.Version, Settings: settings}
}

// MethodChoice gives one target another method than the one that follows from the
// target itself.
type MethodChoice struct {
	Target string `json:"target"`
	// Method is the name of a method of StatusMethods, such as compound or compound/1.
	Method string `json:"method"`
	// Limit is the natural limit of the values for the compound method. It counts only
	// for a target without a number.
	Limit *float64 `json:"limit,omitempty"`
	// Satisfactory and Unacceptable are 满意值 and 不允许值 of the efficacy method.
	Satisfactory *float64 `json:"satisfactory,omitempty"`
	Unacceptable *float64 `json:"unacceptable,omitempty"`
	// Decrease tells the plan of rates that the values say by how much something falls
	// (下降率): 6 is a change of −6 %.
	Decrease bool   `json:"decrease,omitempty"`
	Reason   string `json:"reason,omitempty"`
}

// Choice returns the choice made for a target, or nil.
func (p Policy) Choice(target string) *MethodChoice {
	for i := range p.Choices {
		if p.Choices[i].Target == target {
			return &p.Choices[i]
		}
	}
	return nil
}
