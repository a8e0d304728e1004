package dashboard

import (
	"cmp"
	"slices"

	"zhibiao/metrics"
)

// seriesOf names the line of an indicator list: one series, whatever the plan.
type seriesOf struct{ indicator, area, dimension string }

// inForce tells whether a target counted on the day of the page: from the issue of its
// plan until it gave way to a later one.
func (v snapshot) inForce(target *metrics.Target) bool {
	return v.catalogue.InForceOn(target, v.filters.AsOf)
}

// awaited tells whether the plan of a target was issued after the day of the page.
func (v snapshot) awaited(target *metrics.Target) bool {
	return v.filters.AsOf < v.issued(target) && v.catalogue.InForceOn(target, v.issued(target))
}

// asked tells whether a target is scored, in scope, and of the plan that is asked for, if
// one is.
func (v snapshot) asked(target *metrics.Target) bool {
	return target.Scored && v.inScope(target.Area) && (v.filters.Plan == "" || target.Plan == v.filters.Plan)
}

// headlines chooses for every series the one target that counts at the day of the
// page, within the plan that is asked for, if one is.
func (v snapshot) headlines() map[seriesOf]*metrics.Target { return v.headlinesAmong(v.inForce) }

// headlinesAmong chooses among the targets that pass the test.
func (v snapshot) headlinesAmong(passes func(*metrics.Target) bool) map[seriesOf]*metrics.Target {
	chosen := map[seriesOf]*metrics.Target{}
	for i := range v.catalogue.Targets {
		target := &v.catalogue.Targets[i]
		if !v.asked(target) || !passes(target) {
			continue
		}
		key := seriesOf{target.Indicator, target.Area, target.Dimension}
		if current := chosen[key]; current == nil || v.compareHeadlines(target, current) < 0 {
			chosen[key] = target
		}
	}
	return chosen
}

// compareHeadlines is negative when a counts rather than b. What can be judged counts
// before what cannot, so that a next target without a base does not hide that the
// last one was missed. Then a target that is due on or after the day counts before
// one that has passed, the nearest first; of those that have passed the last. What
// has a number counts before what has none, the plain target before a stretched one,
// a dated one before a standing rule, binding before expected, the newer plan before
// the older.
func (v snapshot) compareHeadlines(a, b *metrics.Target) int {
	return cmp.Or(
		compareBool(a.Value.Valid, b.Value.Valid),
		compareBool(!a.Stretch, !b.Stretch),
		compareBool(v.judged(a), v.judged(b)),
		compareBool(!a.Deadline().IsZero(), !b.Deadline().IsZero()),
		v.compareDeadlines(a.Deadline(), b.Deadline()),
		compareBool(a.Attribute == metrics.Binding, b.Attribute == metrics.Binding),
		-cmp.Compare(v.issued(a), v.issued(b)),
		cmp.Compare(a.Position, b.Position),
		cmp.Compare(a.Code, b.Code),
	)
}

// judged tells whether the target has a status other than that it cannot have one.
func (v snapshot) judged(target *metrics.Target) bool {
	assessment := v.assessments[target.Code]
	return assessment != nil && assessment.Status != metrics.NotAssessable
}

func (v snapshot) compareDeadlines(a, b metrics.Date) int {
	day := v.filters.AsOf
	if aheadA, aheadB := a >= day, b >= day; aheadA != aheadB {
		return compareBool(aheadA, aheadB)
	} else if aheadA {
		return cmp.Compare(a, b)
	}
	return cmp.Compare(b, a)
}

func (v snapshot) issued(target *metrics.Target) metrics.Date {
	if plan := v.catalogue.Plan(target.Plan); plan != nil {
		return plan.Issued
	}
	return 0
}

// compareBool puts true first.
func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	default:
		return 1
	}
}

// milestones lists the other targets of the same series and plan, in force on the day of
// the page or on that of the plan, that are due before the target, and those that are due
// after it, in order of time.
func (v snapshot) milestones(target *metrics.Target) (interim, later []*metrics.Target) {
	day := max(v.filters.AsOf, v.issued(target))
	for _, other := range v.catalogue.TargetsOf(target.Indicator) {
		if other.Code != target.Code && v.catalogue.InForceOn(other, day) && !other.Stretch && other.Value.Valid && other.Plan == target.Plan &&
			other.Area == target.Area && other.Dimension == target.Dimension &&
			!other.Deadline().IsZero() && !target.Deadline().IsZero() {
			switch cmp.Compare(other.Deadline(), target.Deadline()) {
			case -1:
				interim = append(interim, other)
			case 1:
				later = append(later, other)
			}
		}
	}
	byDeadline := func(a, b *metrics.Target) int { return cmp.Compare(a.Deadline(), b.Deadline()) }
	slices.SortStableFunc(interim, byDeadline)
	slices.SortStableFunc(later, byDeadline)
	return interim, later
}
