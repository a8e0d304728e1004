package metrics

import (
	"math/big"
	"slices"
)

// setLatest takes over the value that is judged and what must be said about it.
func (j *judgement) setLatest(o *Observation) {
	if o == nil {
		return
	}
	j.result.Latest = o.Value
	j.result.LatestPeriod = o.Period.String()
	j.result.LatestFrequency = o.Period.Frequency
	j.result.LatestStatus = o.Status
	j.latestIn = o.Period.Chinese()
	age := int(j.input.AsOf - o.Period.Last)
	j.result.LatestAge = &age
	j.recordInput("latest", o.Period.String(), o.Value.Decimal, o.SourceTitle)
	j.explainDerived(o)
	if o.Period.Frequency == Annual && slices.Contains(j.selection.summed, o.Period.Last.Year()) {
		j.remark("year_from_parts", "period", o.Period.String())
	}
	switch o.Status {
	case StatusProvisional:
		j.remark("provisional", "period", o.Period.String())
	case StatusEstimated:
		j.remark("estimated", "period", o.Period.String())
	}
	if gap := j.selection.newestGap; gap != nil && gap.Period.Last > o.Period.Last {
		j.remark("newer_value_not_usable", "period", gap.Period.String(), "status", string(gap.Status))
	}
	for _, between := range j.selection.usable {
		period := between.Period
		if between.Status == StatusBreak && period.Last <= o.Period.Last && (!j.base.known || period.Last > j.base.end) {
			j.breakPeriod = period.String()
		}
	}
	if j.breakPeriod != "" {
		j.remark("break", "period", j.breakPeriod)
	}
}

// setLevelRates fills the numbers that need no base: the target rate, what remains,
// and the change a year until the deadline.
func (j *judgement) setLevelRates(c *big.Rat, end, deadline Date) {
	aim := j.goal.aimFrom(c)
	if j.base.known {
		aim = j.goal.aimFrom(j.base.value)
	}
	kind := j.input.Indicator.Kind
	if kind != KindRank && kind != KindEvent && !j.goal.band && aim.Sign() > 0 {
		j.result.TargetRate = j.step("target_rate", operand(c)+" ÷ "+operand(aim), new(big.Rat).Quo(c, aim))
	}
	if kind == KindEvent {
		return
	}
	met := j.goal.accepts(c)
	if j.goal.band && !met {
		aim = j.goal.aimFrom(c) // from beyond the band the way back leads to its nearer edge
	}
	remaining := new(big.Rat).Sub(aim, c)
	if j.goal.band && met {
		remaining = new(big.Rat)
	}
	j.result.RemainingToGo = j.step("remaining_to_go", operand(aim)+" − "+operand(c), remaining)
	if !met && !deadline.IsZero() && end < deadline && j.input.AsOf <= deadline {
		years := yearsBetween(end, deadline)
		j.result.RequiredPerYear = j.step("required_per_year",
			"("+operand(aim)+" − "+operand(c)+") ÷ "+trimmed(years), new(big.Rat).Quo(remaining, years))
		if kind != KindFlow {
			months := new(big.Rat).Mul(years, big.NewRat(12, 1))
			j.result.RequiredPerMonth = j.step("required_per_month",
				"("+operand(aim)+" − "+operand(c)+") ÷ "+trimmed(months), new(big.Rat).Quo(remaining, months))
		}
	}
}
