package metrics

import "time"

// Lock closes periods: values of the periods that end by a day are final, and whoever
// changes one must say why. An empty bound means all of them; a lock of a theme closes
// every indicator of the theme.
type Lock struct {
	Code      string    `json:"code"`
	Indicator string    `json:"indicator,omitempty"`
	Theme     string    `json:"theme,omitempty"`
	Area      string    `json:"area,omitempty"`
	Until     Date      `json:"until"` // last day of the last closed period
	Reason    string    `json:"reason"`
	Removed   bool      `json:"removed,omitempty"` // true: Reason says why it was lifted
	SavedBy   string    `json:"saved_by"`
	SavedAt   time.Time `json:"saved_at"`
}

// Closes tells whether the lock closes a value. Theme is that of the value's indicator.
// Only actual values are ever closed: plans, forecasts and generated values are not.
func (l Lock) Closes(key ObservationKey, theme string) bool {
	return !l.Removed && key.Scenario == Actual && key.Period.End() <= l.Until &&
		(l.Indicator == "" || l.Indicator == key.Indicator) &&
		(l.Theme == "" || l.Theme == theme) &&
		(l.Area == "" || l.Area == key.Area)
}

// LockSet is a list of locks with the catalogue that tells the theme of an indicator.
type LockSet struct {
	Locks     []Lock
	Catalogue *Catalogue
}

// ClosedBy returns the first lock that closes a value, or nil.
func (s LockSet) ClosedBy(key ObservationKey) *Lock {
	if len(s.Locks) == 0 {
		return nil
	}
	theme := ""
	if s.Catalogue != nil {
		if indicator := s.Catalogue.Indicator(key.Indicator); indicator != nil {
			theme = indicator.Theme
		}
	}
	for i := range s.Locks {
		if s.Locks[i].Closes(key, theme) {
			return &s.Locks[i]
		}
	}
	return nil
}
