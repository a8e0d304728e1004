package metrics

import "math/big"

// The weather symbols of the indicator reports on Germany's sustainable development
// strategy, from best to worst.
const (
	sun          = "sun"
	sunAndCloud  = "sun_cloud"
	cloud        = "cloud"
	thunderstorm = "thunderstorm"
)

func germanyStatuses() []string { return []string{sun, sunAndCloud, cloud, thunderstorm} }

// assessGermanyCase gives the weather symbol of Germany's indicator reports
// (Nachhaltige-Entwicklung-Deutschland/open-sdg-site-starter, _pages/en/status.md). The
// trend is the mean of the last five yearly changes, of at least the last three in a row.
//
//	dated target    the trend is carried on to the target year; the ratio is the share of
//	                the remaining way that is then missed, (T − projected) ÷ (T − c);
//	                below 5 % sun, to 20 % sun and cloud, more cloud; a trend that is zero
//	                or goes the wrong way: thunderstorm
//	constant target (a target value without a year, to be met each year; also a dated one
//	                that is met already): met and trend not worsening sun, met sun and
//	                cloud, not met and not moving away cloud, else thunderstorm
//	directional     (no target value) trend and last change right: sun; only the trend:
//	                sun and cloud; only the last change: cloud; neither: thunderstorm
//
// Only the dated target has a ratio.
func assessGermanyCase(c MethodCase) MethodResult {
	if reason := c.seriesProblem(); reason != nil {
		return notAvailable(reason)
	}
	trend, reason := c.germanyTrend()
	if reason != nil {
		return notAvailable(reason)
	}
	result := MethodResult{Remarks: trend.remarks, Steps: []ExplanationStep{trend.step()}}
	if c.Limit != nil {
		result.Remarks = append(result.Remarks, NewProblem("methods.remark.limit_not_used", c.arguments()...))
	}
	direction := trend.yearly.Sign() * int(c.sign())
	switch {
	case c.Target == nil && trend.last == nil:
		return notAvailable(NewProblem("methods.reason.last_change_needed"))
	case c.Target == nil:
		c.judgeDirection(&result, trend, direction)
	case c.TargetYear == 0 || c.meets(*c.Target) && !c.afterTarget():
		c.judgeConstant(&result, trend, direction)
	case c.afterTarget():
		return notAvailable(NewProblem("methods.reason.current_after_target", c.arguments()...))
	default:
		c.judgeProjection(&result, trend, direction)
	}
	return result
}

func (c MethodCase) afterTarget() bool { return c.currentDay() > c.targetDay() }

func (c MethodCase) judgeDirection(result *MethodResult, trend germanyTrend, direction int) {
	lastRight := trend.last.Sign()*int(c.sign()) > 0
	switch {
	case direction > 0 && lastRight:
		result.Status = sun
	case direction > 0:
		result.Status = sunAndCloud
	case lastRight:
		result.Status = cloud
	default:
		result.Status = thunderstorm
	}
	result.Reason = NewProblem("methods.explain.germany_direction", trend.arguments(c, "last", trimmed(trend.last))...)
}

func (c MethodCase) judgeConstant(result *MethodResult, trend germanyTrend, direction int) {
	met := c.meets(*c.Target)
	switch {
	case met && direction >= 0:
		result.Status = sun
	case met:
		result.Status = sunAndCloud
	case direction >= 0:
		result.Status = cloud
	default:
		result.Status = thunderstorm
	}
	key := "methods.explain.germany_constant_missed"
	if met {
		key = "methods.explain.germany_constant_met"
	}
	result.Reason = NewProblem(key, trend.arguments(c)...)
}

func (c MethodCase) judgeProjection(result *MethodResult, trend germanyTrend, direction int) {
	left := yearsBetween(c.currentDay(), c.targetDay())
	current, target := exactly(c.Current), exactly(*c.Target)
	projected := new(big.Rat).Mul(trend.yearly, left)
	projected.Add(projected, current)
	missed := new(big.Rat).Sub(target, projected)
	missed.Quo(missed, new(big.Rat).Sub(target, current))
	cutOffs := c.cutOffs()
	switch {
	case direction <= 0:
		result.Status = thunderstorm
	case missed.Cmp(exactly(cutOffs.GermanySun)) < 0:
		result.Status = sun
	case missed.Cmp(exactly(cutOffs.GermanyCloud)) <= 0:
		result.Status = sunAndCloud
	default:
		result.Status = cloud
	}
	result.Ratio = pointer(missed)
	result.Reason = NewProblem("methods.explain.germany_dated", trend.arguments(c, "left", trimmed(left), "projected", operand(projected),
		"ratio", trimmed(missed), "sun", shortFloat(cutOffs.GermanySun), "cloud", shortFloat(cutOffs.GermanyCloud))...)
	result.Steps = append(result.Steps,
		ExplanationStep{Name: "projected_value", Result: toFloat(projected),
			Formula: operand(current) + " + " + operand(trend.yearly) + " × " + trimmed(left)},
		ExplanationStep{Name: "missed_share", Result: toFloat(missed),
			Formula: "(" + operand(target) + " − " + operand(projected) + ") ÷ (" + operand(target) + " − " + operand(current) + ")"})
}
