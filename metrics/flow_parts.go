package metrics

import (
	"math/big"
	"slices"

	"github.com/shopspring/decimal"
)

// FlowPart is a published amount that another amount of the same series follows from.
type FlowPart struct {
	Observation
	Taken bool // taken off, not added
}

// FlowParts tells from which published amounts the amount of a year, of a year to date or
// of a single month follows exactly: those that are added, and those that are taken off,
// in order of time. It reads the values of one series and passes over those that no
// judgement may rest on. Found is false where nothing follows, and where the amount is
// published itself.
func FlowParts(observations []Observation, period Period) (amount decimal.Decimal, parts []FlowPart, found bool) {
	year, last := period.Last.Year(), period.Last.Month()
	if period.isSchoolYear() || !slices.Contains([]Frequency{Annual, YearToDate, Month}, period.Frequency) {
		return amount, nil, false
	}
	var counted selection
	for i := range observations {
		if observations[i].Period == period && observations[i].Value.Valid {
			return amount, nil, false
		}
		if canBeCountedOn(&observations[i]) {
			counted.usable = append(counted.usable, &observations[i])
		}
	}
	counted.sort()
	known := newFlowYear(counted.usable, year)
	balance := flowBalance{}
	if !balance.add(known, last, 1) || period.Frequency == Month && !balance.add(known, last-1, -1) {
		return amount, nil, false
	}
	sum := new(big.Rat)
	for _, o := range counted.usable {
		if share := balance[o]; share != 0 {
			sum.Add(sum, new(big.Rat).Mul(big.NewRat(int64(share), 1), valueOf(o)))
			parts = append(parts, FlowPart{Observation: *o, Taken: share < 0})
		}
	}
	amount, exact := decimalOf(sum)
	return amount, parts, exact && len(parts) > 0
}

// flowBalance counts how often each published amount is added, less how often it is taken
// off: what is added and taken off again does not count.
type flowBalance map[*Observation]int

// add follows the sum to the end of a month back to what is published. Each sum was found
// from another one and a part, so that the way ends.
func (b flowBalance) add(known *flowYear, month, times int) bool {
	for month > 0 {
		if o := known.printed[month]; o != nil {
			b[o] += times
			return true
		}
		step := known.found[month]
		if step.part == nil {
			return false
		}
		if step.taken {
			b[step.part] -= times
		} else {
			b[step.part] += times
		}
		month = step.from
	}
	return true
}
