package metrics

import (
	"cmp"
	"slices"

	"github.com/shopspring/decimal"
)

// pipelineTargets returns the targets that a link's projects can be held against, by
// deadline. A link with an area speaks of the targets of that area, any other of
// those of the whole city.
func pipelineTargets(c *Catalogue, link *PipelineLink, asOf Date) []*Target {
	var targets []*Target
	for _, target := range c.TargetsOf(link.Indicator) {
		if !c.InForceOn(target, asOf) || target.Dimension != link.Dimension || target.Area != cmp.Or(link.Area, CityArea) ||
			target.Deadline().IsZero() || target.Comparator == AtMost || target.Comparator == LessThan {
			continue
		}
		targets = append(targets, target)
	}
	slices.SortStableFunc(targets, func(a, b *Target) int { return cmp.Compare(a.Deadline(), b.Deadline()) })
	return targets
}

// balanceOf computes one balance; PipelineOf says how.
func balanceOf(supply *PipelineSupply, target *Target, indicator, capacity *Indicator, asOf Date, current *Observation) PipelineBalance {
	deadline := target.Deadline()
	balance := PipelineBalance{Target: target, Indicator: indicator, Capacity: capacity, Supply: supply, Unit: capacity.Unit,
		Passed: deadline < asOf}
	balance.Goal = asCapacity(target.Value, supply.Link.PerUnit, capacity.Decimals)
	balance.findStart()
	for i := range supply.Projects {
		balance.count(&supply.Projects[i], deadline, asOf)
	}
	if current != nil && current.Value.Valid {
		balance.Current, balance.CurrentPeriod, balance.CurrentKey = current.Value, current.Period.String(), current.ObservationKey
	}
	if !balance.Goal.Valid {
		balance.Verdict = PipelineNoNumber
		return balance
	}
	needed := balance.Goal.Decimal
	if balance.Start.Valid {
		needed = decimal.Max(decimal.Zero, needed.Sub(balance.Start.Decimal))
	}
	balance.Needed = decimal.NewNullDecimal(needed)
	balance.Missing = decimal.NewNullDecimal(needed.Sub(balance.ByDeadline).Sub(balance.Undated))
	balance.Verdict = balance.judge()
	return balance
}

// asCapacity turns a target value into capacity. A quotient times its denominator is
// rounded up to the decimals of the capacity: half a place does not meet a target.
func asCapacity(value, perUnit decimal.NullDecimal, decimals int) decimal.NullDecimal {
	if !value.Valid || !perUnit.Valid {
		return value
	}
	return decimal.NewNullDecimal(value.Decimal.Mul(perUnit.Decimal).RoundCeil(int32(decimals)))
}

func (b *PipelineBalance) findStart() {
	switch {
	case b.Supply.Existing.Valid:
		b.Start, b.StartFrom, b.StartIn = b.Supply.Existing, StartExisting, b.Supply.ExistingIn
	case b.Capacity.Kind == KindCumulative:
		b.Start, b.StartFrom = decimal.NewNullDecimal(decimal.Zero), StartZero
	case b.Target.BaseValue.Valid && b.Target.BaseComparable:
		b.Start, b.StartFrom, b.StartIn = asCapacity(b.Target.BaseValue, b.Supply.Link.PerUnit, b.Capacity.Decimals), StartBase, b.Target.BasePeriod
	}
}

// count adds one project where it belongs.
func (b *PipelineBalance) count(project *PipelineProject, deadline, asOf Date) {
	end := project.End()
	switch {
	case project.Use == UseUnquantified || project.Use == UseOtherUnit:
		if end.IsZero() || end <= deadline {
			b.Unquantified++
		}
	case project.Use != UseCounted:
	case end.IsZero():
		b.Undated = b.Undated.Add(project.Amount.Decimal)
	case end <= deadline:
		b.ByDeadline = b.ByDeadline.Add(project.Amount.Decimal)
	default:
		b.Later = b.Later.Add(project.Amount.Decimal)
	}
	if project.Use == UseCounted && !end.IsZero() && end <= asOf {
		b.DueByNow = b.DueByNow.Add(project.Amount.Decimal)
	}
}

func (b *PipelineBalance) judge() PipelineVerdict {
	needed := b.Needed.Decimal
	switch {
	case b.Current.Valid && b.meets(b.Current.Decimal):
		return PipelineReached
	case b.ByDeadline.GreaterThanOrEqual(needed):
		return PipelineCovered
	case b.ByDeadline.Add(b.Undated).GreaterThanOrEqual(needed):
		return PipelineInTime
	case b.AtMost():
		return PipelineOpen
	default:
		return PipelineShort
	}
}

func (b *PipelineBalance) meets(value decimal.Decimal) bool {
	if b.Target.Comparator == MoreThan {
		return value.GreaterThan(b.Goal.Decimal)
	}
	return value.GreaterThanOrEqual(b.Goal.Decimal)
}
