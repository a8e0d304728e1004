package metrics

// InForceOn tells whether a target counts on a day: from the day its plan was issued,
// and, where its statement gave way to that of a plan that was issued later, only up
// to the day before that one. A statement that gave way within its own plan, or to a
// plan of the same day or before, never counts.
func (c *Catalogue) InForceOn(target *Target, day Date) bool {
	from, until, ever := c.InForceBetween(target)
	return ever && day >= from && (until.IsZero() || day < until)
}

// InForceBetween returns the first day on which a target counts and the first day on
// which it does not any more. A zero from means that the plan names no day of issue,
// a zero until that the target is still in force. Ever is false for a target that was
// in force on no day.
func (c *Catalogue) InForceBetween(target *Target) (from, until Date, ever bool) {
	from = c.issued(target.Plan)
	if target.InForce {
		return from, 0, true
	}
	conflict := c.Conflict(target.Conflict)
	if conflict == nil {
		return from, 0, false
	}
	for _, side := range conflict.Sides {
		winner := c.Target(side.Target)
		if !side.InForce || winner == nil || winner.Indicator != target.Indicator || winner.Plan == target.Plan {
			continue
		}
		if issued := c.issued(winner.Plan); issued > from && (until.IsZero() || issued < until) {
			until = issued
		}
	}
	return from, until, !until.IsZero()
}

func (c *Catalogue) issued(plan string) Date {
	if found := c.Plan(plan); found != nil {
		return found.Issued
	}
	return 0
}

// interimOf returns the other targets of the same plan on the same series that are in
// force on a day: the points that a milestone path runs through.
func (c *Catalogue) interimOf(target *Target, day Date) []Target {
	var others []Target
	for _, position := range c.targetsByPlace[place{target.Indicator, target.Area, target.Dimension}] {
		other := &c.Targets[position]
		if other.Code != target.Code && other.Plan == target.Plan && c.InForceOn(other, day) {
			others = append(others, *other)
		}
	}
	return others
}
