package metrics

import "time"

// Lock closes periods: values of the periods that end by a day are final, and whoever
// changes one or takes it back must say why. A value where there was none changes nothing
// that was published: it is let in and told to the reviewer, unless the lock says
// otherwise. An empty bound means all of them; a lock of a theme closes every indicator of
// the theme.
type Lock struct {
	Code      string `json:"code"`
	Indicator string `json:"indicator,omitempty"`
	Theme     string `json:"theme,omitempty"`
	Area      string `json:"area,omitempty"`
	Until     Date   `json:"until"` // last day of the last closed period
	// First tells that a first value needs a reason too.
	First   bool      `json:"first,omitempty"`
	Reason  string    `json:"reason"`
	Removed bool      `json:"removed,omitempty"` // true: Reason says why it was lifted
	SavedBy string    `json:"saved_by"`
	SavedAt time.Time `json:"saved_at"`
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

// ClosedBy returns the first lock that closes a value to changes, or nil.
func (s LockSet) ClosedBy(key ObservationKey) *Lock {
	return s.find(key, func(*Lock) bool { return true })
}

// FirstClosedBy returns the first lock that closes a period to values where there were
// none, or nil.
func (s LockSet) FirstClosedBy(key ObservationKey) *Lock {
	return s.find(key, func(lock *Lock) bool { return lock.First })
}

func (s LockSet) find(key ObservationKey, wanted func(*Lock) bool) *Lock {
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
		if wanted(&s.Locks[i]) && s.Locks[i].Closes(key, theme) {
			return &s.Locks[i]
		}
	}
	return nil
}
