package reports

import (
	"math"

	"zhibiao/metrics"
)

// Live is what formulas must know beyond the cells of a row to come to its rates and its
// status again when somebody changes a value.
type Live struct {
	Goal     string   // period of the target that the status is about, as in TargetValue.Period
	Lower    bool     // a smaller value is better
	Required *float64 // what the path requires at the period of the latest value
	Final    bool     // the latest value is that of the deadline
	Hold     bool     // a level is to be kept
	Ahead    float64  // least pace for 快于预期
	OnTime   float64  // least pace for 基本符合预期
	Behind   float64  // least pace for 滞后
}

// tolerance is how far, as a share, a formula may be from the number of the assessment
// and still be the same number: both are float64, reckoned in another order.
const tolerance = 1e-9

func same(x, y float64) bool {
	return math.Abs(x-y) <= tolerance*math.Max(1, math.Max(math.Abs(x), math.Abs(y)))
}

func sameAs(x float64, y *float64) bool { return y != nil && same(x, *y) }

// numbersOf are the values that the formulas of a row start from.
type numbersOf struct {
	base, target, latest *float64
	comparator           metrics.Comparator
}

// meets tells whether a value reaches the target. Formulas know only plain bounds: a
// range, “about” and a band have no live status.
func (n numbersOf) meets(lower bool) (met, known bool) {
	switch n.comparator {
	case metrics.MoreThan:
		return *n.latest > *n.target, !lower
	case metrics.LessThan:
		return *n.latest < *n.target, lower
	case metrics.AtLeast:
		return *n.latest >= *n.target, !lower
	case metrics.AtMost:
		return *n.latest <= *n.target, lower
	case metrics.Equal, "":
		if lower {
			return *n.latest <= *n.target, true
		}
		return *n.latest >= *n.target, true
	}
	return false, false
}

// status is the status that the formula of the row gives, or false when none would be
// right. It says in Go what statusFormula says in the workbook.
func (l Live) status(n numbersOf, row Row) (metrics.AssessmentStatus, bool) {
	met, known := n.meets(l.Lower)
	switch {
	case !known:
		return "", false
	case met:
		return l.metStatus(row), true
	case l.Hold:
		return l.unmetStatus(), true
	case l.Final:
		return metrics.Missed, true
	case !l.hasPace(n):
		return "", false
	}
	pace := math.Round((*n.latest-*n.base)/(*l.Required-*n.base)*1e9) / 1e9
	switch {
	case pace >= l.Ahead:
		return metrics.AheadOfSchedule, true
	case pace >= l.OnTime:
		return metrics.OnSchedule, true
	case pace >= l.Behind:
		return metrics.Behind, true
	}
	return metrics.FarBehind, true
}

// hasPace tells whether the path asks for a change towards the target by now.
func (l Live) hasPace(n numbersOf) bool {
	return n.base != nil && l.Required != nil && (*l.Required-*n.base)*(*n.target-*n.base) > 0
}

// metStatus is the status of a value that reaches the target.
func (l Live) metStatus(row Row) metrics.AssessmentStatus {
	switch {
	case l.Hold:
		return metrics.Held
	case l.Final && row.Status != metrics.AchievedEarly:
		return metrics.Achieved
	}
	return metrics.AchievedEarly
}

func (l Live) unmetStatus() metrics.AssessmentStatus {
	if l.Final {
		return metrics.Missed
	}
	return metrics.NotHeld
}
