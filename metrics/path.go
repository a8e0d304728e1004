package metrics

import (
	"cmp"
	"math/big"
	"slices"

	"github.com/shopspring/decimal"
)

// PathPoint is a corner of a required path, in the indicator's unit.
type PathPoint struct {
	Date  Date            `json:"date"`
	Value decimal.Decimal `json:"value"`
}

// RequiredPath is the course that a target requires from its base to its deadline:
// straight lines between its corners, or one level all the way for a target that is
// to be kept. The zero value is no path.
type RequiredPath struct {
	corners []pathCorner
}

type pathCorner struct {
	date    Date
	value   *big.Rat
	interim *Target // the interim target it comes from, or nil
}

// RequiredPathOf returns the path that Assess would hold the values against, for
// drawing it. The path is empty when the target has no number, no deadline, or no
// usable base while it is not a level to be kept.
func RequiredPathOf(input AssessmentInput) RequiredPath {
	j := newJudgement(&input)
	if j.refuse() {
		return RequiredPath{}
	}
	j.findBase()
	deadline := j.target.Deadline()
	if deadline.IsZero() || j.base.known && deadline <= j.base.end {
		return RequiredPath{}
	}
	return j.requiredPath(deadline)
}

// Points returns the corners in order of time, rounded to MaxDecimals places. A
// level to be kept has one.
func (p RequiredPath) Points() []PathPoint {
	points := make([]PathPoint, 0, len(p.corners))
	for _, corner := range p.corners {
		value, err := decimal.NewFromString(corner.value.FloatString(MaxDecimals))
		if err != nil {
			continue // cannot happen: FloatString writes plain digits
		}
		points = append(points, PathPoint{Date: corner.date, Value: value})
	}
	return points
}

// At returns the value that the path requires at the end of a day. Before the first
// corner nothing is required yet; after the last one its value stays.
func (p RequiredPath) At(day Date) (float64, bool) {
	value := p.at(day)
	if value == nil {
		return 0, false
	}
	return finite(value)
}

func (p RequiredPath) at(day Date) *big.Rat {
	if len(p.corners) == 0 {
		return nil
	}
	if len(p.corners) == 1 {
		return p.corners[0].value
	}
	if day < p.corners[0].date {
		return nil
	}
	for i := 1; i < len(p.corners); i++ {
		from, to := p.corners[i-1], p.corners[i]
		if day > to.date {
			continue
		}
		share := timeRate(from.date, day, to.date)
		rise := new(big.Rat).Sub(to.value, from.value)
		return rise.Add(from.value, rise.Mul(rise, share))
	}
	return p.corners[len(p.corners)-1].value
}

// requiredPath builds the path of the target for a deadline.
func (j *judgement) requiredPath(deadline Date) RequiredPath {
	if j.isHold() {
		level := j.goal.nominal
		if j.goal.band {
			level = j.goal.aimFrom(j.base.value)
		}
		return RequiredPath{corners: []pathCorner{{date: deadline, value: level}}}
	}
	if !j.base.known {
		return RequiredPath{}
	}
	corners := []pathCorner{{date: j.base.end, value: j.base.value}}
	if j.target.Path == PathMilestones {
		corners = append(corners, j.milestones(deadline)...)
	}
	return RequiredPath{corners: append(corners, pathCorner{date: deadline, value: j.goal.aimFrom(j.base.value)})}
}

// milestones returns the interim targets between base and deadline, one a date, in
// order of time.
func (j *judgement) milestones(deadline Date) []pathCorner {
	var corners []pathCorner
	for i := range j.input.Interim {
		interim := &j.input.Interim[i]
		date := interim.Deadline()
		if date <= j.base.end || date >= deadline || interim.Stretch ||
			interim.Recurrence != Once && interim.Recurrence != "" {
			continue
		}
		g, problem := goalOf(j.input.Indicator, *interim, j.settings)
		if problem != nil {
			continue
		}
		corners = append(corners, pathCorner{date: date, value: g.aimFrom(j.base.value), interim: interim})
	}
	slices.SortStableFunc(corners, func(a, b pathCorner) int { return cmp.Compare(a.date, b.date) })
	return slices.CompactFunc(corners, func(a, b pathCorner) bool { return a.date == b.date })
}
