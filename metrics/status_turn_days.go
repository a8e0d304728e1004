package metrics

import (
	"slices"
	"time"
)

// candidateDays lists the days on which the status can have turned, in order: none
// before the plan was issued, none after the last day of the history.
func (input *StatusTurnsInput) candidateDays() []Date {
	last := input.Query.Vintage.AsOf
	days := map[Date]bool{last: true}
	first := Date(0)
	for _, version := range input.Catalogues {
		days[input.dayOf(version.From)] = true
		target := version.Catalogue.Target(input.Query.Target)
		if target == nil {
			continue
		}
		if plan := version.Catalogue.Plan(target.Plan); plan != nil && !plan.Issued.IsZero() {
			days[plan.Issued], first = true, plan.Issued
		}
		for _, other := range version.Catalogue.TargetsOf(target.Indicator) {
			if plan := version.Catalogue.Plan(other.Plan); plan != nil {
				days[plan.Issued] = true // the day on which it can take the place of another
			}
			if deadline := other.Deadline(); !deadline.IsZero() {
				days[deadline], days[deadline.AddDays(1)] = true, true
			}
		}
	}
	for _, policy := range input.Policies {
		days[input.dayOf(policy.SavedAt)] = true
	}
	earliest := last
	for i := range input.Values {
		value := &input.Values[i]
		days[value.Period.Last], days[value.Released] = true, true
		earliest = min(earliest, value.Period.Last)
	}
	for _, spans := range input.Runs {
		for _, span := range spans {
			days[input.dayOf(span.From)], days[input.dayOf(span.Until)] = true, true
		}
	}
	for year := max(first, earliest).Year(); year <= last.Year(); year++ { // what recurs is due at the end of a year
		days[NewDate(year, 12, 31)], days[NewDate(year+1, 1, 1)] = true, true
	}
	candidates := make([]Date, 0, len(days))
	for day := range days {
		if !day.IsZero() && day >= first && day <= last {
			candidates = append(candidates, day)
		}
	}
	slices.Sort(candidates)
	return candidates[max(0, len(candidates)-MaximumTurnDays):]
}

// dayOf is the day of a moment of recording when it lies after the founding: what was
// recorded before is known on every day. Without a founding all moments are.
func (input *StatusTurnsInput) dayOf(moment time.Time) Date {
	if input.Founded.IsZero() || !moment.After(input.Founded) {
		return 0
	}
	return DateOf(moment.In(input.Zone))
}
