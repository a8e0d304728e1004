package metrics

import "time"

// TargetVersion is a target as the reference data of a run had it, until the next version.
type TargetVersion struct {
	Target  *Target // nil where the reference data of the run did not have the target
	Run     string
	File    string    // that the reference data were read from
	Actor   string    // person or schedule
	KnownAt time.Time // when the run was published
}
