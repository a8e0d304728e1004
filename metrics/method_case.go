package metrics

import "math/big"

// MethodCase is what the published methods judge: values of one indicator and, mostly,
// a target. All values are in the same unit, whichever that is. A method says which of
// the fields it needs; the others may be left at zero.
type MethodCase struct {
	BaseYear, CurrentYear int
	// TargetYear counts only when there is a target.
	TargetYear int
	// BaseDay, CurrentDay and TargetDay are the last days of the three periods; the zero
	// value stands for 31 December of the year.
	BaseDay, CurrentDay, TargetDay Date
	// Base is the value that change is counted from; 不允许值 for the efficacy
	// coefficient; the whole that rates are counted from (100 for per cent) for a plan
	// of rates.
	Base, Current float64
	// Target is nil for an indicator that has a direction and no target value; 满意值 for
	// the efficacy coefficient.
	Target *float64
	// Direction is HigherIsBetter or LowerIsBetter. It is never taken from the sign
	// of target − base. A band is turned by TowardsBand first.
	Direction Direction
	// Limit is the natural limit of the values, such as 100 for a share in per cent,
	// or nil. Only the compound method without target makes use of it.
	Limit *float64
	// Tolerance is how far a value may lie from the target and still be near it, or nil.
	// Only the attainment method makes use of it.
	Tolerance *float64
	// Series are values by year, in any order, for the methods that look at more than
	// two: germany, level, cumulative.
	Series []YearValue
	// Months are amounts by month, in any order, for level and cumulative.
	Months []MonthValue
	// Settings are the cut-offs; the zero value means DefaultSettings.
	Settings Settings

	transformed bool // a band or a parity was turned into a distance
	remarks     []*Problem
}

// YearValue is the value of a year.
type YearValue struct {
	Year  int
	Value float64
}

// MonthValue is the amount of a month, 1–12.
type MonthValue struct {
	Year, Month int
	Value       float64
}

// sign is +1 when higher is better and −1 when lower is.
func (c MethodCase) sign() float64 {
	if c.Direction == LowerIsBetter {
		return -1
	}
	return 1
}

// meets tells whether the current value has reached a target.
func (c MethodCase) meets(target float64) bool { return c.sign()*c.Current >= c.sign()*target }

func (c MethodCase) baseDay() Date    { return lastDayOf(c.BaseYear, c.BaseDay) }
func (c MethodCase) currentDay() Date { return lastDayOf(c.CurrentYear, c.CurrentDay) }
func (c MethodCase) targetDay() Date  { return lastDayOf(c.TargetYear, c.TargetDay) }

func lastDayOf(year int, day Date) Date {
	if !day.IsZero() {
		return day
	}
	return NewDate(year, 12, 31)
}

func (c MethodCase) exactYears() *big.Rat { return yearsBetween(c.baseDay(), c.currentDay()) }

func (c MethodCase) years() float64 { return toFloat(c.exactYears()) }

func (c MethodCase) yearsToTarget() float64 { return toFloat(yearsBetween(c.baseDay(), c.targetDay())) }

// due tells whether the current value is that of the target's day or a later one, or
// nothing is said about the time.
func (c MethodCase) due() bool {
	return c.TargetYear == 0 || c.CurrentYear == 0 || c.currentDay() >= c.targetDay()
}

func (c MethodCase) cutOffs() MethodCutOffs { return c.Settings.methodCutOffs() }
