package metrics

import "math"

// compoundCutOffs turn a compound ratio into a status and a score. An edge belongs to
// the better side.
type compoundCutOffs struct {
	withTarget   bool
	published    bool    // the cut-offs are those that the published scores belong to
	high, medium float64 // the third cut-off is 0
	coefficient  float64 // what a natural limit leaves of the cut-offs, 1 without one
}

// compoundCutOffsOf gives, by default, 0.95 and 0.60 with a target; without one a growth
// of 1.5 % and 0.5 % a year, both smaller near a natural limit.
func compoundCutOffsOf(c MethodCase) compoundCutOffs {
	chosen, published := c.cutOffs(), DefaultMethodCutOffs()
	if c.Target != nil {
		return compoundCutOffs{withTarget: true, high: chosen.CompoundHigh, medium: chosen.CompoundMedium, coefficient: 1,
			published: chosen.CompoundHigh == published.CompoundHigh && chosen.CompoundMedium == published.CompoundMedium}
	}
	coefficient := 1.0
	if c.Limit != nil {
		coefficient = limitCoefficient(c.Base, *c.Limit)
	}
	return compoundCutOffs{high: chosen.GrowthHigh * coefficient, medium: chosen.GrowthMedium * coefficient, coefficient: coefficient,
		published: chosen.GrowthHigh == published.GrowthHigh && chosen.GrowthMedium == published.GrowthMedium}
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

// status reads the status from the ratio, without target and limit from the growth
// itself, which is compared exactly.
func (k compoundCutOffs) status(c MethodCase, ratio float64) string {
	reaches := func(cutOff float64) bool { return ratio >= cutOff }
	if !k.withTarget && k.coefficient == 1 {
		reaches = c.growsBy
	}
	switch {
	case reaches(k.high):
		return substantialProgress
	case reaches(k.medium):
		return moderateProgress
	case reaches(0):
		return limitedProgress
	default:
		return deterioration
	}
}

// score maps a ratio to −5 … 5 by straight lines that meet, up to the rounding of the
// published constants, at the cut-offs: 2.5, 0 and −2.5.
func (k compoundCutOffs) score(ratio float64) float64 {
	if !k.published {
		return k.scoreBetween(ratio)
	}
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

// scoreBetween draws the same lines through other cut-offs than the published ones: 0 at
// the medium one, 2.5 at the high one and −2.5 at no change; beyond, each goes on.
func (k compoundCutOffs) scoreBetween(ratio float64) float64 {
	switch {
	case k.coefficient == 0 && ratio >= 0:
		return 5
	case ratio >= k.medium:
		return min(2.5*(ratio-k.medium)/(k.high-k.medium), 5)
	case ratio >= 0 || k.withTarget:
		return max(2.5*ratio/k.medium-2.5, -5)
	default:
		return max(125*ratio-2.5, -5)
	}
}
