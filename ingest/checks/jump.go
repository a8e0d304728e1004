package checks

import (
	"math"
	"slices"
	"strconv"

	"github.com/shopspring/decimal"

	"zhibiao/metrics"
)

// leastChanges is how many changes between earlier values make a usual change and its
// spread. With fewer only a factor is judged.
const leastChanges = 4

// madToDeviation makes the median absolute deviation comparable with a standard
// deviation under a normal distribution: 1 / Φ⁻¹(3/4).
const madToDeviation = 1.4826

// judgeJump holds the change to the new value against the changes between the earlier
// ones: in logarithms for amounts, so that growth counts and not size; in points for
// rates and where a value is not positive. Median and median absolute deviation let one
// odd year among the earlier ones pass without effect.
func judgeJump(rule *metrics.CheckRule, c *Case) *metrics.Problem {
	if len(c.Others) == 0 {
		return nil
	}
	value := c.Value.Decimal.InexactFloat64()
	var room [yearsBack]float64
	history := room[:0]
	positive := value > 0
	for _, other := range c.Others {
		earlier := other.InexactFloat64()
		history = append(history, earlier)
		positive = positive && earlier > 0
	}
	if len(history) <= leastChanges {
		if positive {
			return judgeFactor(rule, c, value, median(history))
		}
		return nil
	}
	scale, back := math.Log, math.Exp
	floor := math.Log1p(parameter(rule, "floor_percent") / 100)
	if c.Rate || !positive {
		same := func(x float64) float64 { return x }
		scale, back = same, same
		if floor = parameter(rule, "floor_points"); !c.Rate {
			floor = parameter(rule, "floor_percent") / 100 * median(absolutes(history))
		}
	}
	changes := make([]float64, len(history)-1)
	for i := range changes {
		changes[i] = scale(history[i+1]) - scale(history[i])
	}
	usual := median(changes)
	before := scale(history[len(history)-1])
	if math.Abs(scale(value)-before-usual) < floor {
		return nil // whatever the spread is
	}
	spread := make([]float64, len(changes))
	for i, change := range changes {
		spread[i] = math.Abs(change - usual)
	}
	allowed := max(parameter(rule, "multiple")*madToDeviation*median(spread), floor)
	low, high := back(before+usual-allowed), back(before+usual+allowed)
	if value >= low && value <= high {
		return nil
	}
	return metrics.NewProblem("check.jump", "value", c.Value.Decimal.String(), "before", c.Others[len(c.Others)-1].String(),
		"low", shown(low), "high", shown(high), "years", strconv.Itoa(len(history)))
}

// judgeFactor finds wrong units where there is little to compare with.
func judgeFactor(rule *metrics.CheckRule, c *Case, value, middle float64) *metrics.Problem {
	factor := parameter(rule, "factor")
	if factor <= 1 || value < middle*factor && value > middle/factor {
		return nil
	}
	times := value / middle
	key := "check.jump.more"
	if times < 1 {
		times, key = 1/times, "check.jump.less"
	}
	return metrics.NewProblem(key, "value", c.Value.Decimal.String(), "usual", shown(middle), "times", shown(times))
}

func parameter(rule *metrics.CheckRule, name string) float64 {
	return rule.Parameters[name].InexactFloat64()
}

func absolutes(values []float64) []float64 {
	out := make([]float64, len(values))
	for i, value := range values {
		out[i] = math.Abs(value)
	}
	return out
}

// median of an even number of values is the mean of the middle two.
func median(values []float64) float64 {
	var room [yearsBack]float64
	sorted := append(room[:0], values...)
	slices.Sort(sorted)
	middle := len(sorted) / 2
	if len(sorted)%2 == 1 {
		return sorted[middle]
	}
	return (sorted[middle-1] + sorted[middle]) / 2
}

// shown writes a computed number with four significant digits.
func shown(value float64) string {
	rounded, err := decimal.NewFromString(strconv.FormatFloat(value, 'g', 4, 64))
	if err != nil {
		return strconv.FormatFloat(value, 'g', 4, 64)
	}
	return rounded.String()
}
