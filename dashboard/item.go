package dashboard

import (
	"strconv"

	"zhibiao/metrics"
)

// Item is one indicator as leaders follow it: its series, the target that counts at
// the day of the page, how it stands, and who answers for it. Target, Plan and
// Assessment are nil for an indicator without a target.
type Item struct {
	Indicator    *metrics.Indicator
	Theme        *metrics.Theme
	Area         *metrics.Area
	Dimension    string
	Target       *metrics.Target
	InForce      bool // whether Target counts on the day of the page
	Awaited      bool // whether the plan of Target was issued later
	Plan         *metrics.Plan
	Assessment   *metrics.Assessment
	Lead         *metrics.Organisation // nil when the plan names none
	Responsible  []*metrics.Organisation
	Observations []metrics.Observation // for the sparkline, in order of time
	Interim      []*metrics.Target     // other targets in force on the way to Target
	Later        []*metrics.Target     // those of the same plan that follow after Target
	Conflicts    []*metrics.Conflict   // about any target of the series
}

// Status returns how the item stands. An item without a target cannot be assessed.
func (i Item) Status() metrics.AssessmentStatus {
	if i.Assessment == nil {
		return metrics.NotAssessable
	}
	return i.Assessment.Status
}

// HasTarget tells whether a plan asks for something.
func (i Item) HasTarget() bool { return i.Target != nil }

// NotScored tells whether the target is one that nobody is judged by, such as the time
// limit of a rule or a parameter of an event.
func (i Item) NotScored() bool { return i.Target != nil && !i.Target.Scored }

// ByArea tells whether the target is set for each of several areas, which have the values.
func (i Item) ByArea() bool {
	return i.Assessment != nil && i.Assessment.Group != nil && i.Assessment.Group.Code == i.Assessment.Target
}

// Binding tells whether the target is 约束性.
func (i Item) Binding() bool { return i.Target != nil && i.Target.Attribute == metrics.Binding }

// Deadline returns the last day of the target, or no date.
func (i Item) Deadline() metrics.Date {
	if i.Target == nil {
		return 0
	}
	return i.Target.Deadline()
}

// Passed tells whether the deadline lay before the day of the assessment.
func (i Item) Passed() bool {
	return i.Assessment != nil && !i.Deadline().IsZero() && i.Deadline() < i.Assessment.AsOf
}

// Latest returns the last of the observations that has a value, or nil.
func (i Item) Latest() *metrics.Observation {
	for k := len(i.Observations) - 1; k >= 0; k-- {
		if i.Observations[k].Value.Valid {
			return &i.Observations[k]
		}
	}
	return nil
}

// Address returns the path of the item's page without filters.
func (i Item) Address() string { return "/indicators/" + i.Indicator.Code }

// DeadlineYear returns the year of the target as a text, empty for a standing rule.
func (i Item) DeadlineYear() string {
	if deadline := i.Deadline(); !deadline.IsZero() {
		return strconv.Itoa(deadline.Year())
	}
	return ""
}

// GapToTarget is how far the latest value lies from the target itself, positive when
// it is better; nil without a value, a number or a direction.
func (i Item) GapToTarget() *float64 {
	if i.Assessment == nil || i.Assessment.RemainingToGo == nil {
		return nil
	}
	gap := *i.Assessment.RemainingToGo
	switch i.Indicator.Direction {
	case metrics.HigherIsBetter:
		gap = -gap
	case metrics.LowerIsBetter:
	default:
		return nil
	}
	return &gap
}

// severity orders items by how much they call for action: larger is worse. Within
// a status the distance between progress and time decides.
func (i Item) severity() float64 {
	rank := map[metrics.AssessmentStatus]float64{
		metrics.Missed: 40, metrics.NotHeld: 30, metrics.FarBehind: 20, metrics.Behind: 10,
	}[i.Status()]
	return rank + i.shortfall()
}

// shortfall is how far progress lags behind: the missing share of the planned change
// by now, or of the target where there is no base. It lies between 0 and 9.
func (i Item) shortfall() float64 {
	assessment := i.Assessment
	if assessment == nil {
		return 0
	}
	lag := 0.0
	switch {
	case assessment.IncrementRate != nil && assessment.TimeRate != nil:
		lag = *assessment.TimeRate - *assessment.IncrementRate
	case assessment.TargetRate != nil && i.Indicator.Direction == metrics.LowerIsBetter:
		lag = *assessment.TargetRate - 1
	case assessment.TargetRate != nil:
		lag = 1 - *assessment.TargetRate
	}
	return max(0, min(9, lag))
}
