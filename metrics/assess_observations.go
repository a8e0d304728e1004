package metrics

import (
	"cmp"
	"math/big"
	"slices"
)

// selection parts the observations that count from those that do not, and remembers
// why the others do not.
type selection struct {
	usable      []*Observation // by end of period; of equal ends the longest period last
	forecast    int
	unvalidated int
	missing     int
	unknownYet  int          // after the day of the assessment, or not yet released on it
	newestGap   *Observation // the latest period that is reported without a usable value
	derived     map[Period]*DerivedObservation
	underivable *Problem
	summed      []int // years whose amount is the sum of published parts
}

// selectObservations keeps the values of the scenario whose period had ended and
// which had been released on the day, and whose status lets a judgement stand on
// them. Missing stays missing.
func selectObservations(input *AssessmentInput, scenario Scenario) selection {
	var s selection
	s.usable = make([]*Observation, 0, len(input.Observations))
	for i := range input.Observations {
		observation := &input.Observations[i]
		period := observation.Period
		if observation.Scenario != scenario || period.Last == 0 || period.First > period.Last {
			continue
		}
		if period.Last > input.AsOf || !observation.Released.IsZero() && observation.Released > input.AsOf {
			s.unknownYet++
			continue
		}
		switch observation.Status {
		case StatusForecast:
			s.forecast++
		case StatusUnvalidated:
			s.unvalidated++
		case StatusMissing, StatusNotExisting, StatusNotReported, StatusSuppressed, "H":
			s.missing++
		default:
			if observation.Value.Valid && withinArithmetic(observation.Value.Decimal) {
				s.usable = append(s.usable, observation)
				continue
			}
			s.missing++
		}
		if s.newestGap == nil || period.Last > s.newestGap.Period.Last {
			s.newestGap = observation
		}
	}
	s.addDerived(input)
	s.sort()
	if input.Indicator.Kind == KindFlow {
		count := len(s.usable)
		s.completeFlow(&input.Target)
		if len(s.usable) > count {
			s.sort()
		}
	}
	return s
}

func (s *selection) sort() {
	slices.SortStableFunc(s.usable, func(a, b *Observation) int {
		return cmp.Or(
			cmp.Compare(a.Period.Last, b.Period.Last),
			cmp.Compare(frequencyWeight(a.Period.Frequency), frequencyWeight(b.Period.Frequency)),
			cmp.Compare(a.Revision, b.Revision),
		)
	})
}

func frequencyWeight(frequency Frequency) int {
	switch frequency {
	case Annual:
		return 5
	case HalfYear:
		return 4
	case Quarter:
		return 3
	case Month:
		return 2
	case Day:
		return 1
	default: // a year to date is never taken for a level
		return 0
	}
}

// series returns the values that judge an indicator of this kind: whole years for a
// flow, anything but years to date for a level.
func (s selection) series(kind Kind) []*Observation {
	keep := isLevel
	if kind == KindFlow {
		keep = isWholeYear
	}
	return s.filter(keep)
}

func (s selection) filter(keep func(*Observation) bool) []*Observation {
	kept := make([]*Observation, 0, len(s.usable))
	for _, observation := range s.usable {
		if keep(observation) {
			kept = append(kept, observation)
		}
	}
	return kept
}

func isLevel(o *Observation) bool { return o.Period.Frequency != YearToDate }

// isWholeYear holds for a year, and for a year to date that runs to December.
func isWholeYear(o *Observation) bool {
	return o.Period.Frequency == Annual || o.Period.Frequency == YearToDate && o.Period.Last.Month() == 12
}

// emptyReason says why there is no value to judge an indicator of this kind.
func (s selection) emptyReason(kind Kind) *Problem {
	switch {
	case len(s.usable) > 0 && kind == KindFlow:
		return NewProblem("assess.reason.only_part_year")
	case len(s.usable) > 0:
		return NewProblem("assess.reason.only_year_to_date")
	case s.forecast > 0:
		return NewProblem("assess.reason.forecast_only")
	case s.unvalidated > 0:
		return NewProblem("assess.reason.unvalidated_only")
	case s.missing > 0:
		return NewProblem("assess.reason.missing_only")
	case s.unknownYet > 0:
		return NewProblem("assess.reason.not_yet_known")
	case s.underivable != nil:
		return s.underivable
	default:
		return NewProblem("assess.reason.no_observation")
	}
}

// latestWithin returns the last value whose period ends on or before a day, or nil.
// Zero sets no bound.
func latestWithin(series []*Observation, last Date) *Observation {
	for i := len(series) - 1; i >= 0; i-- {
		if last.IsZero() || series[i].Period.Last <= last {
			return series[i]
		}
	}
	return nil
}

// metSince walks back from the judged value through the unbroken run of values that
// meet the goal and returns the first of them, or nil when the judged value itself
// does not. Values up to the day after are not looked at.
func metSince(series []*Observation, judged *Observation, g goal, after Date) *Observation {
	var first *Observation
	for i := len(series) - 1; i >= 0; i-- {
		o := series[i]
		if o.Period.Last > judged.Period.Last {
			continue
		}
		if !after.IsZero() && o.Period.Last <= after || !g.accepts(valueOf(o)) {
			break
		}
		first = o
	}
	return first
}

func valueOf(o *Observation) *big.Rat { return o.Value.Decimal.Rat() }
