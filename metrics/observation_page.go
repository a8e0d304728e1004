package metrics

// ObservationPlace is where a page of values ends: the key of its last value and, of a
// list of all revisions, which of them.
type ObservationPlace struct {
	ObservationKey
	Revision uint32
	Run      string
}

// ObservationPageQuery asks for a page of values in the order of indicator, area,
// dimension, frequency and period.
type ObservationPageQuery struct {
	ObservationQuery
	After *ObservationPlace // nil: from the first
	// Revisions asks for every published revision of a value, the first one first, and not
	// for the one in force alone.
	Revisions bool
	Limit     int // above 0
}
