package metrics

import (
	"math/rand/v2"
	"testing"

	"github.com/shopspring/decimal"
)

// grade orders statuses by what they mean for the target: met, ahead, on schedule,
// behind, far behind or lost. Statuses that are no judgement have no grade.
func grade(status AssessmentStatus) int {
	switch status {
	case AchievedEarly, Achieved, Held:
		return 5
	case AheadOfSchedule:
		return 4
	case OnSchedule:
		return 3
	case Behind:
		return 2
	case FarBehind, NotHeld, Missed:
		return 1
	}
	return 0
}

// caseOf draws base, target and value of two decimals, a year and a direction.
func caseOf(random *rand.Rand) AssessmentInput {
	draw := func() decimal.NullDecimal {
		return decimal.NewNullDecimal(decimal.New(random.Int64N(4000)-2000, -2))
	}
	comparators := []Comparator{AtLeast, MoreThan, AtMost, LessThan, Equal, Approximately}
	comparator := comparators[random.IntN(len(comparators))]
	direction := HigherIsBetter
	if comparator == AtMost || comparator == LessThan || comparator != AtLeast && comparator != MoreThan && random.IntN(2) == 0 {
		direction = LowerIsBetter
	}
	target := planned(comparator, "0", "2025", "2020", "0")
	target.Value, target.BaseValue = draw(), draw()
	observations := observed("2021=0")
	observations[0].Value = draw()
	observations[0].Period = Year(2021 + random.IntN(5))
	asOf := day("2025-12-30")
	if observations[0].Period == Year(2025) {
		asOf = day("2026-03-01")
	}
	return AssessmentInput{Indicator: level(direction), Target: target, Observations: observations, AsOf: asOf}
}

// everyCase runs a property over generated cases, the same ones each time.
func everyCase(t *testing.T, property func(t *testing.T, input AssessmentInput, random *rand.Rand)) {
	t.Helper()
	random := rand.New(rand.NewPCG(2021, 2025))
	for range 5000 {
		property(t, caseOf(random), random)
		if t.Failed() {
			return
		}
	}
}

func lowerWanted(input AssessmentInput) bool { return input.Indicator.Direction == LowerIsBetter }

func withValue(input AssessmentInput, value decimal.Decimal) AssessmentInput {
	observation := input.Observations[0]
	observation.Value = decimal.NewNullDecimal(value)
	input.Observations = []Observation{observation}
	return input
}

func TestBetterValueNeverWorsensTheStatus(t *testing.T) {
	everyCase(t, func(t *testing.T, input AssessmentInput, random *rand.Rand) {
		step := decimal.New(random.Int64N(1000)+1, -2)
		if lowerWanted(input) {
			step = step.Neg()
		}
		better := withValue(input, input.Observations[0].Value.Decimal.Add(step))
		before, after := Assess(input), Assess(better)
		if grade(after.Status) < grade(before.Status) {
			t.Errorf("%s with %s, but %s with the better %s: %+v", before.Status, before.Latest.Decimal, after.Status, after.Latest.Decimal, input.Target)
		}
	})
}

func TestTargetMovedAwayNeverImprovesTheStatus(t *testing.T) {
	everyCase(t, func(t *testing.T, input AssessmentInput, random *rand.Rand) {
		if input.Target.Comparator == Approximately {
			return // its tolerance is a share of the target and moves with it
		}
		step := decimal.New(random.Int64N(1000)+1, -2)
		if lowerWanted(input) {
			step = step.Neg()
		}
		harder := input
		harder.Target.Value = decimal.NewNullDecimal(input.Target.Value.Decimal.Add(step))
		before, after := Assess(input), Assess(harder)
		if grade(after.Status) > grade(before.Status) {
			t.Errorf("%s for %s, but %s for the harder %s: base %s, value %s", before.Status, input.Target.Value.Decimal,
				after.Status, harder.Target.Value.Decimal, input.Target.BaseValue.Decimal, before.Latest.Decimal)
		}
	})
}

func TestScalingTheUnitChangesNothing(t *testing.T) {
	everyCase(t, func(t *testing.T, input AssessmentInput, random *rand.Rand) {
		factor := decimal.New(random.Int64N(9)+1, int32(random.IntN(17)-8))
		scale := func(value decimal.NullDecimal) decimal.NullDecimal {
			return decimal.NewNullDecimal(value.Decimal.Mul(factor))
		}
		scaled := withValue(input, scale(input.Observations[0].Value).Decimal)
		scaled.Target.Value, scaled.Target.BaseValue = scale(input.Target.Value), scale(input.Target.BaseValue)
		sameJudgement(t, Assess(input), Assess(scaled))
	})
}

func TestMirroringChangesNothing(t *testing.T) {
	mirrored := map[Comparator]Comparator{AtLeast: AtMost, MoreThan: LessThan, AtMost: AtLeast, LessThan: MoreThan, Equal: Equal, Approximately: Approximately}
	everyCase(t, func(t *testing.T, input AssessmentInput, _ *rand.Rand) {
		negate := func(value decimal.NullDecimal) decimal.NullDecimal {
			return decimal.NewNullDecimal(value.Decimal.Neg())
		}
		mirror := withValue(input, input.Observations[0].Value.Decimal.Neg())
		mirror.Target.Value, mirror.Target.BaseValue = negate(input.Target.Value), negate(input.Target.BaseValue)
		mirror.Target.Comparator = mirrored[input.Target.Comparator]
		mirror.Indicator.Direction = LowerIsBetter
		if lowerWanted(input) {
			mirror.Indicator.Direction = HigherIsBetter
		}
		sameJudgement(t, Assess(input), Assess(mirror))
	})
}

func sameJudgement(t *testing.T, a, b Assessment) {
	t.Helper()
	same := func(x, y *float64) bool { return x == nil && y == nil || x != nil && y != nil && *x == *y }
	if a.Status != b.Status || !same(a.Pace, b.Pace) || !same(a.IncrementRate, b.IncrementRate) || !same(a.TimeRate, b.TimeRate) {
		t.Errorf("%s with pace %v against %s with pace %v", a.Status, a.Pace, b.Status, b.Pace)
	}
}

// A value that lies on the drawn path has the pace 1, whatever the shape of the path.
func TestOnThePathThePaceIsOne(t *testing.T) {
	everyCase(t, func(t *testing.T, input AssessmentInput, random *rand.Rand) {
		if random.IntN(2) == 0 {
			input.Target.Path = PathMilestones
			input.Interim = []Target{planned(AtLeast, "0", "2023", "", "")}
			input.Interim[0].Value = decimal.NewNullDecimal(decimal.New(random.Int64N(4000)-2000, -2))
		}
		required, defined := RequiredPathOf(input).At(input.Observations[0].Period.End())
		if !defined {
			return
		}
		got := Assess(withValue(input, decimal.NewFromFloat(required)))
		if got.Pace == nil || got.Status == Missed && *got.RemainingToGo == 0 {
			return // nothing is asked for yet, a level is to be kept, or > and < are missed by a hair
		}
		if *got.Pace < 1-1e-6 || *got.Pace > 1+1e-6 || grade(got.Status) < 3 {
			t.Errorf("required %v, pace %v, %s: %+v", required, *got.Pace, got.Status, got.Explanation.Steps)
		}
	})
}

// Assess answers anything with a status, a reason that both languages can tell, and
// no number that breaks a page.
func FuzzAssess(f *testing.F) {
	f.Add("stock", "higher", "ge", "20", "", "2025", "none", "2020", "10", "linear", "2022", "14", "A", int32(19600))
	f.Add("flow", "lower", "range", "-1", "1e3", "2023-06-30", "yearly", "", "", "flat", "2022-06", "0", "B", int32(19000))
	f.Add("event", "none", "eq", "", "", "", "standing", "x", "-0.0", "event", "2023", "1", "P", int32(0))
	languages := locales(f)
	f.Fuzz(func(t *testing.T, kind, direction, comparator, value, high, period, recurrence, basePeriod, baseValue, path, observedPeriod, observedValue, status string, asOf int32) {
		read := func(text string) decimal.NullDecimal {
			parsed, err := decimal.NewFromString(text)
			return decimal.NullDecimal{Decimal: parsed, Valid: err == nil}
		}
		target := planned(Comparator(comparator), "", period, basePeriod, "")
		target.Value, target.ValueHigh, target.BaseValue = read(value), read(high), read(baseValue)
		target.Recurrence, target.RecursFrom, target.Path = Recurrence(recurrence), basePeriod, Path(path)
		when, _ := ReadPeriod("", observedPeriod)
		observation := Observation{Value: read(observedValue), Status: ObservationStatus(status)}
		observation.Scenario, observation.Period = Actual, when
		indicator := ofKind(Kind(kind), Direction(direction))
		got := Assess(AssessmentInput{Indicator: indicator, Target: target, Interim: []Target{target},
			Observations: []Observation{observation}, AsOf: Date(asOf)})
		checkExplained(t, languages, got)
	})
}

func BenchmarkAssess(b *testing.B) {
	input := AssessmentInput{Indicator: level(HigherIsBetter), Target: planned(AtLeast, "4.5", "2025", "2020", "1.8"), AsOf: day("2023-10-12")}
	for year := 2020; year <= 2022; year++ {
		for month := 1; month <= 12; month++ {
			observation := observed("2020=2.57")[0]
			observation.Period = MonthOf(year, month)
			input.Observations = append(input.Observations, observation)
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		Assess(input)
	}
}
