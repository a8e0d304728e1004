package metrics

import "github.com/shopspring/decimal"

// ValueChange is a value that two vintages do not show alike.
type ValueChange struct {
	ObservationKey
	Before      decimal.NullDecimal // what the earlier vintage shows; not valid when it shows none
	Now         decimal.NullDecimal // what the later vintage shows; not valid when the value was taken back
	KnownBefore bool                // whether the earlier vintage has a row, be it one without a value
	Status      ObservationStatus
	Released    Date   // zero when the source names no day
	Run         string // that brought what the later vintage shows
}

// Revised tells whether the earlier vintage shows another value, and not only none.
func (c ValueChange) Revised() bool { return c.KnownBefore && c.Before.Valid && c.Now.Valid }

// TakenBack tells whether the later vintage shows no value where the earlier one does.
func (c ValueChange) TakenBack() bool { return c.Before.Valid && !c.Now.Valid }

// ValueChangeQuery asks what a reader of the later vintage sees otherwise than a reader
// of the earlier one. Areas must not be empty. Of each series the newest new period and
// the newest revised period are returned, at most Limit in all.
type ValueChangeQuery struct {
	Areas    []string
	Scenario Scenario
	Earlier  Vintage // AsOf must be set in both
	Later    Vintage
	Limit    int
}
