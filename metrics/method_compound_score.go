package metrics

import "math"

// compoundCutOffs turn a compound ratio into a status and a score. An edge belongs to
// the better side.
type compoundCutOffs struct {
	withTarget   bool
	high, medium float64 // the third cut-off is 0
	coefficient  float64 // what a natural limit leaves of the cut-offs, 1 without one
}

// compoundCutOffsOf gives 0.95 and 0.60 with a target; without one a growth of 1.5 %
// and 0.5 % a year, both smaller near a natural limit.
func compoundCutOffsOf(c MethodCase) compoundCutOffs {
	if c.Target != nil {
		return compoundCutOffs{withTarget: true, high: 0.95, medium: 0.60, coefficient: 1}
	}
	coefficient := 1.0
	if c.Limit != nil {
		coefficient = limitCoefficient(c.Base, *c.Limit)
	}
	return compoundCutOffs{high: 0.015 * coefficient, medium: 0.005 * coefficient, coefficient: coefficient}
}

// limitCoefficient is how much growth can still be asked for near a natural limit L:
// 1 − (b ÷ L)^4.44 below it, mirrored above it, 1 from twice the limit on; by sizes.
func limitCoefficient(base, limit float64) float64 {
	const exponent = 4.44
	base, limit = math.Abs(base), math.Abs(limit)
	switch {
	case base >= 2*limit: // also when both are zero
		return 1
	case base <= limit:
		return 1 - math.Pow(base/limit, exponent)
	default:
		return 1 - math.Pow((2*limit-base)/limit, exponent)
	}
}

func (k compoundCutOffs) status(ratio float64) string {
	switch {
	case ratio >= k.high:
		return substantialProgress
	case ratio >= k.medium:
		return moderateProgress
	case ratio >= 0:
		return limitedProgress
	default:
		return deterioration
	}
}

// score maps a ratio to −5 … 5 by straight lines that meet, up to the rounding of the
// published constants, at the cut-offs: 2.5, 0 and −2.5.
func (k compoundCutOffs) score(ratio float64) float64 {
	if k.withTarget {
		if ratio >= k.medium {
			return min(7.1429*ratio-4.2857, 5)
		}
		return max(4.1667*ratio-2.5, -5)
	}
	switch {
	case ratio < 0:
		return max(125*ratio-2.5, -5)
	case k.coefficient == 0: // at the limit already, and not moving away from it
		return 5
	case ratio >= k.high:
		return min(500*ratio/k.coefficient-5, 5)
	case ratio >= k.medium:
		return 250*ratio/k.coefficient - 1.25
	default:
		return 500*ratio/k.coefficient - 2.5
	}
}
