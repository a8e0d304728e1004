package metrics

import (
	"math/big"
	"strings"
)

// statusFacts is a target with its values, put as a case of a published method.
type statusFacts struct {
	j        *judgement
	light    Assessment // what Assess says of the target by its own path
	method   Method
	judged   MethodCase
	deadline Date
	remarks  []*Problem
}

// told is a reason of Assess with all that its sentence may name; other reasons stand as
// they are.
func (f *statusFacts) told(reason *Problem) Problem {
	if !strings.HasPrefix(reason.Key, "assess.reason.") {
		return *reason
	}
	f.j.cannot(reason)
	return f.j.result.Explanation.Reason
}

func (f *statusFacts) judge() MethodResult { return f.method.Assess(f.judged) }

// newStatusFacts finds base, value and target in the way of Assess and puts them as a
// case. The Problem says what is missing; the facts known so far come with it.
func newStatusFacts(chosen StatusMethod, choice MethodChoice, input AssessmentInput) (*statusFacts, *Problem) {
	f := &statusFacts{j: newJudgement(&input)}
	method, err := MethodNamed(chosen.Name)
	if err != nil {
		return nil, AsProblem(err)
	}
	f.method = method
	numbered := input.Target.Value.Valid
	if refused := f.j.refuse(); refused && numbered {
		return nil, &f.j.result.Explanation.Reason
	}
	if err := f.j.settings.Validate(); err != nil || input.AsOf.IsZero() {
		return nil, &f.j.result.Explanation.Reason
	}
	f.light = Assess(input)
	f.deadline = input.Target.Deadline()
	f.j.findBase()
	f.judged = MethodCase{Settings: f.j.settings, Limit: choice.Limit, Direction: HigherIsBetter}
	if f.j.goal.lower || !numbered && input.Indicator.Direction == LowerIsBetter {
		f.judged.Direction = LowerIsBetter
	}
	if problem := f.setValue(); problem != nil {
		return f, problem
	}
	if numbered {
		f.setTarget()
	}
	if problem := f.setBase(chosen, choice); problem != nil {
		return f, problem
	}
	if problem := f.setBand(); problem != nil {
		return f, problem
	}
	return f, f.zeroProblem()
}

// zeroProblem keeps a light from resting on the stand-in for a zero in the compound
// method, which distorts: growth from nothing has no rate.
func (f *statusFacts) zeroProblem() *Problem {
	if f.method.Name == "compound" && (f.judged.Base == 0 || f.judged.Target != nil && *f.judged.Target == 0) {
		return NewProblem("methods.reason.zero_distorts")
	}
	return nil
}

// setValue takes over the value that Assess would judge. After the deadline only the
// value of the deadline counts.
func (f *statusFacts) setValue() *Problem {
	kind := f.j.input.Indicator.Kind
	series := f.j.selection.series(kind)
	value := latestWithin(series, 0)
	switch {
	case !f.j.isOnce():
		value = latestWithin(f.j.selection.filter(func(o *Observation) bool { return f.j.completes(o, kind) }), 0)
	case !f.deadline.IsZero():
		value = f.j.valueForDeadline(series, f.deadline)
	}
	if f.method.Name == "cumulative" && kind == KindFlow {
		return f.setTotal()
	}
	if f.method.Name == "level" && kind == KindFlow && f.setRollingYear(value) {
		return nil
	}
	if value == nil {
		return f.j.selection.emptyReason(kind)
	}
	if !f.deadline.IsZero() && f.j.isOnce() && f.j.input.AsOf > f.deadline && value.Period.Last < f.deadline {
		return NewProblem("assess.reason.no_value_for_deadline")
	}
	f.setCurrent(value.Value.Decimal.InexactFloat64(), value.Period.Last)
	if f.method.Name == "germany" {
		return f.setYears(series, value.Period.Last)
	}
	return nil
}

func (f *statusFacts) setCurrent(value float64, last Date) {
	f.judged.Current, f.judged.CurrentYear, f.judged.CurrentDay = value, last.Year(), 0
	if !isDecember31(last) {
		f.judged.CurrentDay = last
	}
}

// setTarget takes over the printed number, and its day where the target is to be met
// once.
func (f *statusFacts) setTarget() {
	target := toFloat(f.j.goal.nominal)
	f.judged.Target = &target
	if f.j.isOnce() && !f.deadline.IsZero() && f.j.target.Path != PathFlat && f.j.input.Indicator.Kind != KindLimit {
		f.judged.TargetYear = f.deadline.Year()
		if !isDecember31(f.deadline) {
			f.judged.TargetDay = f.deadline
		}
	}
}

// setBase takes over the base of Assess; the unacceptable value or the whole for the
// methods that take these instead. Without a number in the target the first value of
// the plan can stand for a base that is missing.
func (f *statusFacts) setBase(chosen StatusMethod, choice MethodChoice) *Problem {
	switch chosen.Name {
	case "efficacy":
		f.judged.Base, f.judged.Target = *choice.Unacceptable, choice.Satisfactory
		f.judged.TargetYear, f.judged.TargetDay = 0, 0
		f.judged.Direction = HigherIsBetter
		if *choice.Satisfactory < *choice.Unacceptable {
			f.judged.Direction = LowerIsBetter
		}
		return nil
	case "rate-plan":
		f.judged.Base = wholeOf(f.j.input.Indicator.Unit)
		if choice.Decrease {
			f.turnRates()
		}
		return nil
	}
	if f.method.NeedsBase {
		return f.setBaseValue()
	}
	return nil
}

// turnRates makes rates of decrease into signed changes; more of a decrease being better
// is less of the level being better.
func (f *statusFacts) turnRates() {
	f.judged.Current = -f.judged.Current
	if f.judged.Target != nil {
		target := -*f.judged.Target
		f.judged.Target = &target
	}
	if f.judged.Direction == HigherIsBetter {
		f.judged.Direction = LowerIsBetter
	} else {
		f.judged.Direction = HigherIsBetter
	}
}

func (f *statusFacts) setBaseValue() *Problem {
	value, day := f.j.base.exact.InexactFloat64(), f.j.base.end
	if !f.j.base.known {
		first := f.firstOfPlan()
		if f.j.target.Value.Valid || first == nil {
			return f.j.base.missing
		}
		value, day = first.Value.Decimal.InexactFloat64(), first.Period.Last
		f.remarks = append(f.remarks, NewProblem("methods.remark.base_is_first", "period", first.Period.String(), "period_zh", first.Period.Chinese()))
	}
	if day >= f.judged.currentDay() {
		return NewProblem("assess.reason.no_value_after_base", "base_period", f.j.basePeriodText())
	}
	f.judged.Base, f.judged.BaseYear, f.judged.BaseDay = value, day.Year(), 0
	if !isDecember31(day) {
		f.judged.BaseDay = day
	}
	return nil
}

// firstOfPlan is the first value of the plan, or of all when the plan names no start.
func (f *statusFacts) firstOfPlan() *Observation {
	for _, o := range f.j.selection.series(f.j.input.Indicator.Kind) {
		if f.j.input.PlanStart.IsZero() || o.Period.Last >= f.j.input.PlanStart.AddDays(-1) {
			return o
		}
	}
	return nil
}

// setBand turns the case of a band into the distance to it, for the methods that can
// judge one.
func (f *statusFacts) setBand() *Problem {
	if !f.j.goal.band || !f.j.target.Value.Valid || f.method.Name == "efficacy" {
		return nil
	}
	if !f.method.Distances {
		return NewProblem("methods.reason.band_not_fit")
	}
	turned, err := f.judged.TowardsBand(toFloat(f.j.goal.low), toFloat(f.j.goal.high))
	if err != nil {
		return AsProblem(err)
	}
	f.judged = turned
	return nil
}

// totalStatus is the official word for a total under way: its share of the planned total
// over the share of the time, or the inverse where the total is a limit.
func (f *statusFacts) totalStatus(v *MethodVerdict) AssessmentStatus {
	start, ratio := f.startOfPlan(), v.Ratio
	if start.IsZero() || start >= f.judged.currentDay() || ratio == nil {
		return OnSchedule
	}
	time := timeRate(start, f.judged.currentDay(), f.deadline)
	share := new(big.Rat).Quo(exactly(f.judged.Current), exactly(*f.judged.Target))
	pace := new(big.Rat).Quo(share, time)
	formula := operand(share) + " ÷ " + operand(time)
	if f.judged.Direction == LowerIsBetter {
		if share.Sign() == 0 {
			return AheadOfSchedule
		}
		pace.Inv(pace)
		formula = operand(time) + " ÷ " + operand(share)
	}
	v.Steps = append(v.Steps,
		ExplanationStep{Name: "time_rate", Formula: timeFormula(start, f.judged.currentDay(), f.deadline), Result: toFloat(time)},
		ExplanationStep{Name: "pace", Formula: formula, Result: toFloat(pace)})
	return f.j.settings.paceStatus(pace)
}
