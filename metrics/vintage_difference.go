package metrics

import (
	"time"

	"github.com/shopspring/decimal"
)

// DifferenceQuery asks how the values that readers see differ between two moments. Empty
// fields select all; Feed selects the values that the feed has touched in between.
type DifferenceQuery struct {
	Scenario   Scenario
	Feed       string
	Indicators []string
	Before     time.Time // a value counts as known from the publication of its run
	After      time.Time
	Kind       DifferenceKind
	Order      string // OrderByAmount, OrderByPercent, or anything else for the order of keys
	Offset     int
	Limit      int // at most so many differences; 0: all
}

// DifferenceKind says how a value differs between two moments.
type DifferenceKind string

// The kinds of differences.
const (
	DifferenceNew       DifferenceKind = "new"       // there was none before
	DifferenceRevised   DifferenceKind = "revised"   // another number
	DifferenceWithdrawn DifferenceKind = "withdrawn" // there is none any more
	DifferenceRestated  DifferenceKind = "restated"  // the same number with another status
)

// DifferenceKinds lists the kinds in the order in which pages show them.
func DifferenceKinds() []DifferenceKind {
	return []DifferenceKind{DifferenceNew, DifferenceRevised, DifferenceWithdrawn, DifferenceRestated}
}

// KnownValue is what readers saw under a key at a moment; the zero value is nothing.
type KnownValue struct {
	Value    decimal.NullDecimal `json:"value"`
	Status   ObservationStatus   `json:"status,omitempty"`
	Revision uint32              `json:"revision,omitempty"` // 0: there was no value, not even a missing one
	Run      string              `json:"run,omitempty"`
}

// Difference is one value that is not the same at two moments.
type Difference struct {
	ObservationKey
	Before KnownValue `json:"before"`
	After  KnownValue `json:"after"`
}

// Kind says how the value differs; empty for a difference that is none.
func (d Difference) Kind() DifferenceKind {
	switch before, after := d.Before.Value, d.After.Value; {
	case !before.Valid && after.Valid:
		return DifferenceNew
	case before.Valid && !after.Valid:
		return DifferenceWithdrawn
	case before.Valid && !before.Decimal.Equal(after.Decimal):
		return DifferenceRevised
	case d.Before.Status != d.After.Status:
		return DifferenceRestated
	}
	return ""
}

// Amount is the value after less the value before, in the indicator's unit; invalid
// unless there are both.
func (d Difference) Amount() decimal.NullDecimal { return ChangeOf(d.Before.Value, d.After.Value) }

// Percent is the amount in per cent of the size of the value before, with one decimal;
// invalid unless there are both and the one before is not zero.
func (d Difference) Percent() decimal.NullDecimal {
	return PercentChangeOf(d.Before.Value, d.After.Value)
}

// ChangeOf is the new value less the old one; invalid unless there are both.
func ChangeOf(before, after decimal.NullDecimal) decimal.NullDecimal {
	if !before.Valid || !after.Valid {
		return decimal.NullDecimal{}
	}
	return decimal.NewNullDecimal(after.Decimal.Sub(before.Decimal))
}

// PercentChangeOf is the change in per cent of the size of the old value, rounded to one
// decimal (half away from zero); invalid unless there are both and the old one is not
// zero.
func PercentChangeOf(before, after decimal.NullDecimal) decimal.NullDecimal {
	change := ChangeOf(before, after)
	if !change.Valid || before.Decimal.IsZero() {
		return decimal.NullDecimal{}
	}
	return decimal.NewNullDecimal(change.Decimal.Shift(2).DivRound(before.Decimal.Abs(), 1))
}

// The orders of differences.
const (
	OrderByIndicator = "indicator" // by key
	OrderByAmount    = "amount"    // the largest amount first
	OrderByPercent   = "percent"   // the largest share of the value before first
)
