package metrics

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/shopspring/decimal"
)

// methodCaseOf draws a case that most methods can judge: values of two decimals, mostly
// above zero, a base three to six years back, sometimes without target or with a limit,
// with the series in between.
func methodCaseOf(random *rand.Rand, m Method) MethodCase {
	draw := func() float64 { return decimal.New(random.Int64N(3000)+1, -2).InexactFloat64() }
	c := MethodCase{BaseYear: 2014 + random.IntN(4), CurrentYear: 2020, Base: draw(), Current: draw(), Direction: HigherIsBetter}
	if random.IntN(2) == 0 {
		c.Direction = LowerIsBetter
	}
	if m.Name != "astat" && random.IntN(6) > 0 {
		target := draw()
		c.Target, c.TargetYear = &target, 2020+random.IntN(8)
	}
	if random.IntN(4) == 0 {
		limit := draw()
		c.Limit = &limit
	}
	switch m.Name {
	case "germany":
		c.Series = []YearValue{{2019, draw()}, {2018, draw()}, {2017, draw()}}
		c.BaseYear, c.Base = 2016, draw()
	case "rate-plan":
		c.Base = 100
	case "attainment":
		if tolerance := draw(); random.IntN(2) == 0 {
			c.Tolerance = &tolerance
		}
	}
	return c
}

// everyMethodCase runs a property over generated cases of every method, the same each
// time, and counts those that the property could be held against.
func everyMethodCase(t *testing.T, property func(random *rand.Rand, m Method, c MethodCase) (held, tested bool)) {
	t.Helper()
	for _, m := range Methods() {
		random, tested := rand.New(rand.NewPCG(2016, 2030)), 0
		for range 800 {
			c := methodCaseOf(random, m)
			held, counted := property(random, m, c)
			if !held {
				t.Errorf("%s: %+v, target %s", m.ID(), c, shown(c.Target))
				break
			}
			if counted {
				tested++
			}
		}
		t.Logf("%s: %d cases", m.ID(), tested)
	}
}

// rankOf is the place of a status among those of its method, 0 for the best, and whether
// it has one.
func rankOf(m Method, result MethodResult) (int, bool) {
	rank := slices.Index(m.Statuses, result.Status)
	if m.Name == "linear" { // its words are those of the lights, of which several mean “met”
		rank = 5 - grade(AssessmentStatus(result.Status))
	}
	return rank, result.Status != NotAvailable
}

func TestMethodsBetterValueNeverWorsens(t *testing.T) {
	everyMethodCase(t, func(random *rand.Rand, m Method, c MethodCase) (bool, bool) {
		better := c
		step := decimal.New(random.Int64N(1000)+1, -2)
		if c.Direction == LowerIsBetter {
			step = step.Neg()
		}
		better.Current = decimal.NewFromFloat(c.Current).Add(step).InexactFloat64()
		before, judged := rankOf(m, m.Assess(c))
		after, judgedToo := rankOf(m, m.Assess(better))
		return !judged || !judgedToo || after <= before, judged && judgedToo
	})
}

// Eurostat's measure does not have this property where the base lies beyond the target
// already: it has no rule for it, and a harder target that lies nearer to the base asks
// for less growth. Those cases are left out. ASTAT takes no target.
func TestMethodsTargetMovedAwayNeverImproves(t *testing.T) {
	everyMethodCase(t, func(random *rand.Rand, m Method, c MethodCase) (bool, bool) {
		if c.Target == nil || m.Name == "eurostat" && c.sign()*(c.Base-*c.Target) > 0 {
			return true, false
		}
		step := decimal.New(random.Int64N(1000)+1, -2)
		if c.Direction == LowerIsBetter {
			step = step.Neg()
		}
		harder := c
		target := decimal.NewFromFloat(*c.Target).Add(step).InexactFloat64()
		harder.Target = &target
		if m.Name == "eurostat" && target <= 0 {
			return true, false
		}
		before, judged := rankOf(m, m.Assess(c))
		after, judgedToo := rankOf(m, m.Assess(harder))
		return !judged || !judgedToo || after >= before, judged && judgedToo
	})
}

// scaled is the case in another unit.
func scaled(c MethodCase, factor decimal.Decimal) MethodCase {
	scale := func(value float64) float64 { return decimal.NewFromFloat(value).Mul(factor).InexactFloat64() }
	scalePointer := func(value *float64) *float64 {
		if value == nil {
			return nil
		}
		result := scale(*value)
		return &result
	}
	c.Base, c.Current = scale(c.Base), scale(c.Current)
	c.Target, c.Limit, c.Tolerance = scalePointer(c.Target), scalePointer(c.Limit), scalePointer(c.Tolerance)
	series := slices.Clone(c.Series)
	for i := range series {
		series[i].Value = scale(series[i].Value)
	}
	c.Series = series
	return c
}

// A base or a target of zero is replaced by 0.001 in the compound method, whatever the
// unit: there the property does not hold, and the generated values are above zero.
func TestMethodsScalingTheUnitChangesNothing(t *testing.T) {
	everyMethodCase(t, func(random *rand.Rand, m Method, c MethodCase) (bool, bool) {
		factor := decimal.New(random.Int64N(9)+1, int32(random.IntN(13)-6))
		a, b := m.Assess(c), m.Assess(scaled(c, factor))
		return a.Status == b.Status && nearWithin(a.Ratio, b.Ratio, 1e-12) && nearWithin(a.Score, b.Score, 1e-9), a.Status != NotAvailable
	})
}

// Mirroring changes nothing in the linear pace, nor in any method that can judge values
// below zero: growth in size of a negative value counts the other way. Eurostat, ASTAT,
// level, cumulative and attainment ask for values above zero and refuse the mirror image;
// a plan of rates is no mirror of itself, because its whole stays above zero.
func TestMethodsMirroringChangesNothing(t *testing.T) {
	everyMethodCase(t, func(_ *rand.Rand, m Method, c MethodCase) (bool, bool) {
		mirror := scaled(c, decimal.New(-1, 0))
		mirror.Direction = LowerIsBetter
		if c.Direction == LowerIsBetter {
			mirror.Direction = HigherIsBetter
		}
		if mirror.Tolerance != nil {
			mirror.Tolerance = c.Tolerance
		}
		a, b := m.Assess(c), m.Assess(mirror)
		if !slices.Contains([]string{"linear", "compound", "un2023", "germany", "efficacy"}, m.Name) {
			return m.Name == "rate-plan" || b.Status == NotAvailable, false
		}
		return a.Status == b.Status && nearWithin(a.Ratio, b.Ratio, 1e-12) && nearWithin(a.Score, b.Score, 1e-12), a.Status != NotAvailable
	})
}

// On the path the pace and the ratio are 1: on the straight line for the linear pace, on
// the curve of equal growth for compound, Eurostat and the Progress Chart; a straight
// line misses nothing in the weather symbols.
func TestMethodsOnThePath(t *testing.T) {
	random := rand.New(rand.NewPCG(2015, 2025))
	for range 2000 {
		base, target := float64(random.IntN(3000)+1)/100, float64(random.IntN(3000)+1)/100
		if base == target {
			continue
		}
		c := MethodCase{BaseYear: 2015, CurrentYear: 2015 + 5, TargetYear: 2025 + random.IntN(5), Base: base, Target: &target, Direction: HigherIsBetter}
		if target < base {
			c.Direction = LowerIsBetter
		}
		share := 5 / float64(c.TargetYear-2015)
		for name, on := range map[string]struct{ current, ratio float64 }{
			"linear":   {base + (target-base)*share, 1},
			"germany":  {base + (target-base)*share, 0},
			"compound": {base * math.Pow(target/base, share), 1},
			"eurostat": {base * math.Pow(target/base, share), 1},
			"un2023":   {base * math.Pow(target/base, share), 1},
		} {
			c.Current = on.current
			got := named(t, name).Assess(c)
			if !nearWithin(got.Ratio, &on.ratio, 1e-9) {
				t.Errorf("%s: %v → %v → %v in %d: ratio %s", name, base, on.current, target, c.TargetYear, shown(got.Ratio))
			}
		}
	}
}

func nearWithin(a, b *float64, tolerance float64) bool {
	if a == nil || b == nil {
		return a == b
	}
	return math.Abs(*a-*b) <= tolerance*max(1, math.Abs(*a))
}

// Each cut-off belongs to one side: on the edge the better status (the worse one for the
// classes of ASTAT where higher is better), a hundredth of a thousandth below it the
// next one.
func TestMethodsEdgesBelongToOneSide(t *testing.T) {
	// From 2020 to 2021 of a target for 2022: base 1 and target 4 ask for a growth of 1 a
	// year, so that the growth is the ratio.
	growth := func(ratio float64) MethodCase {
		return MethodCase{BaseYear: 2020, CurrentYear: 2021, TargetYear: 2022, Base: 1, Current: 1 + ratio, Target: pointed(4), Direction: HigherIsBetter}
	}
	// Over two years, so that powers are compared: (1 + rate)² from 1.
	twoYears := func(rate float64, direction Direction) MethodCase {
		current, _ := decimal.NewFromFloat(1 + rate).Mul(decimal.NewFromFloat(1 + rate)).Float64()
		return MethodCase{BaseYear: 2020, CurrentYear: 2022, Base: 1, Current: current, Direction: direction}
	}
	due := func(share float64) MethodCase { // in the target year: the share of the way from 0.5 to 1.5
		return MethodCase{BaseYear: 2020, CurrentYear: 2022, TargetYear: 2022, Base: 0.5, Current: 0.5 + share, Target: pointed(1.5), Direction: HigherIsBetter}
	}
	missing := func(share float64) MethodCase {
		// Twenty are left in five years; five changes that would bring all but the share.
		c := MethodCase{BaseYear: 2015, CurrentYear: 2020, TargetYear: 2025, Base: 0, Current: 20 * (1 - share), Direction: HigherIsBetter}
		c.Target = pointed(math.Round((c.Current+20)*1e10) / 1e10)
		return c
	}
	points := func(d float64) MethodCase { // (x − 0) ÷ (40 − 0) × 40 + 60 is x + 60
		return MethodCase{Base: 0, Target: pointed(40), Current: d - 60, Direction: HigherIsBetter}
	}
	plain := func(share float64) MethodCase {
		return MethodCase{Current: share, Target: pointed(1), Direction: HigherIsBetter}
	}
	tolerated := func(short float64) MethodCase {
		c := plain(1 - short)
		c.Tolerance = pointed(0.3)
		return c
	}
	higher := func(rate float64) MethodCase { return twoYears(rate, HigherIsBetter) }
	lower := func(rate float64) MethodCase { return twoYears(rate, LowerIsBetter) }
	for _, c := range []struct {
		method      string
		of          func(float64) MethodCase
		edge, below float64
		on, beyond  string
	}{
		{"compound", growth, 0.95, 0.94999, substantialProgress, moderateProgress},
		{"compound", growth, 0.6, 0.59999, moderateProgress, limitedProgress},
		{"compound", growth, 0, -0.00001, limitedProgress, deterioration},
		{"compound", higher, 0.015, 0.01499, substantialProgress, moderateProgress},
		{"compound", higher, 0.005, 0.00499, moderateProgress, limitedProgress},
		{"compound", lower, -0.015, -0.01499, substantialProgress, moderateProgress},
		{"compound", lower, 0, 0.00001, limitedProgress, deterioration},
		{"eurostat", growth, 0.95, 0.94999, significantProgress, moderateTowards},
		{"eurostat", growth, 0.6, 0.59999, moderateTowards, insufficientProgress},
		{"eurostat", growth, 0, -0.00001, insufficientProgress, movementAway},
		{"un2023", due, 0.95, 0.94999, onTrackOrMet, fairProgress},
		{"un2023", due, 0.1, 0.09999, fairProgress, stagnationOrRegression},
		{"un2023", higher, 0.02, 0.01999, onTrackOrMet, fairProgress},
		{"un2023", lower, -0.005, -0.00499, fairProgress, stagnationOrRegression},
		{"germany", missing, 0.2, 0.20001, sunAndCloud, cloud},
		{"germany", missing, 0.04999, 0.05, sun, sunAndCloud},
		{"astat", higher, 0.05001, 0.05, "clear_improvement", "slight_improvement"},
		{"astat", higher, 0.01001, 0.01, "slight_improvement", "stable"},
		{"astat", lower, 0.01, 0.01001, "stable", "slight_worsening"},
		{"astat", lower, -0.05, -0.04999, "clear_improvement", "slight_improvement"},
		{"efficacy", points, 90, 89.99999, "excellent", "good"},
		{"efficacy", points, 80, 79.99999, "good", "fair"},
		{"efficacy", points, 60, 59.99999, "fair", "poor"},
		{"attainment", plain, 1, 0.99999, targetReached, nearTarget},
		{"attainment", plain, 0.9, 0.89999, nearTarget, belowTarget},
		{"attainment", tolerated, 0.3, 0.30001, nearTarget, belowTarget},
		{"level", plain, 1, 0.99999, fulfilled, notFulfilled},
		{"cumulative", plain, 1, 0.99999, fulfilled, notFulfilled},
		{"rate-plan", plain, 1, 0.99999, fulfilled, notFulfilled},
		{"rate-plan", plain, 1.00001, 1, overFulfilled, fulfilled},
	} {
		for value, want := range map[float64]string{c.edge: c.on, c.below: c.beyond} {
			judged := c.of(value)
			judged.Current = math.Round(judged.Current*1e10) / 1e10 // as a person writes it
			if got := named(t, c.method).Assess(judged); got.Status != want {
				t.Errorf("%s at %v: %s (ratio %s), want %s", c.method, value, got.Status, shown(got.Ratio), want)
			}
		}
	}
}
