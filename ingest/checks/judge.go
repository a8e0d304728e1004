package checks

import (
	"github.com/shopspring/decimal"

	"zhibiao/metrics"
)

// Judge says what a rule has to say to a case, or nil. The arguments of the Problem
// give the numbers; whoever knows them adds the names. Fixed kinds say nothing here:
// the reading of the file sees to them.
func Judge(rule metrics.CheckRule, c Case) *metrics.Problem { return judge(&rule, &c) }

func judge(rule *metrics.CheckRule, c *Case) *metrics.Problem {
	switch rule.Kind {
	case metrics.CheckMissing:
		if !c.Value.Valid && !c.Status {
			return metrics.NewProblem("value.missing")
		}
		return nil
	case metrics.CheckFuture:
		if c.End > c.Today {
			return metrics.NewProblem("period.future", "period", c.End.String(), "today", c.Today.String())
		}
		return nil
	case metrics.CheckRelease:
		return judgeRelease(c)
	}
	if !c.Value.Valid {
		return nil
	}
	switch rule.Kind {
	case metrics.CheckRange:
		return judgeRange(rule, c.Value.Decimal)
	case metrics.CheckShare:
		if c.Value.Decimal.IsNegative() || less(hundred(), c.Value.Decimal) {
			return metrics.NewProblem("value.share", "value", c.Value.Decimal.String())
		}
	case metrics.CheckYearToDate:
		return judgeYearToDate(rule, c)
	case metrics.CheckJump:
		return judgeJump(rule, c)
	case metrics.CheckParts:
		return judgeParts(rule, c)
	case metrics.CheckDerived:
		return judgeDerived(rule, c)
	case metrics.CheckGrowth:
		return judgeGrowth(rule, c)
	}
	return nil
}

func hundred() decimal.Decimal { return decimal.NewFromInt(100) }

func judgeRelease(c *Case) *metrics.Problem {
	switch {
	case c.Released.IsZero():
	case c.Released < c.End:
		return metrics.NewProblem("released.early", "released", c.Released.String(), "end", c.End.String())
	case c.Released > c.Today:
		return metrics.NewProblem("released.future", "released", c.Released.String(), "today", c.Today.String())
	}
	return nil
}

func judgeRange(rule *metrics.CheckRule, value decimal.Decimal) *metrics.Problem {
	if least, set := rule.Parameters["least"]; set && less(value, least) {
		return metrics.NewProblem("check.least", "value", value.String(), "least", least.String())
	}
	if most, set := rule.Parameters["most"]; set && less(most, value) {
		return metrics.NewProblem("check.most", "value", value.String(), "most", most.String())
	}
	return nil
}

// less compares two numbers, without making room for them where their signs or their
// nearest floats say enough.
func less(a, b decimal.Decimal) bool {
	switch {
	case a.IsZero():
		return b.IsPositive()
	case b.IsZero():
		return a.IsNegative()
	}
	if x, y := a.InexactFloat64(), b.InexactFloat64(); x != y {
		return x < y // rounding keeps the order
	}
	return a.LessThan(b)
}

func judgeYearToDate(rule *metrics.CheckRule, c *Case) *metrics.Problem {
	if len(c.Others) == 0 {
		return nil
	}
	before := c.Others[len(c.Others)-1]
	if c.Value.Decimal.Add(allowance(rule, before)).LessThan(before) {
		if c.Later {
			return metrics.NewProblem("check.year_to_date.later", "value", c.Value.Decimal.String(), "before", before.String())
		}
		return metrics.NewProblem("check.year_to_date", "value", c.Value.Decimal.String(), "before", before.String())
	}
	return nil
}

// allowance is the share of a value that the rule lets pass.
func allowance(rule *metrics.CheckRule, of decimal.Decimal) decimal.Decimal {
	return of.Abs().Mul(rule.Parameters["tolerance_percent"]).Shift(-2)
}

// halfUnit is how far numbers printed together may be from the exact ones: half a unit
// of the last digit of the one that shows most, in no coarser steps than 10^-least.
// Zeros at the end do not count, since the store does not keep whether they were
// printed.
func halfUnit(least int32, values ...decimal.Decimal) decimal.Decimal {
	places := least
	for _, value := range values {
		for places < metrics.MaxDecimals && !value.Equal(value.Round(places)) {
			places++
		}
	}
	return decimal.New(5, -places-1)
}

// Steps for halfUnit: whole units, and whole millions. A value of 37000 万吨 was often
// printed as 3.7 亿吨; beside another that ends in zeros, these are not digits.
const (
	wholeUnits    = 0
	wholeMillions = -6
)

func judgeParts(rule *metrics.CheckRule, c *Case) *metrics.Problem {
	if len(c.Others) == 0 {
		return nil
	}
	total := c.Value.Decimal
	sum, negative := decimal.Zero, false
	for _, part := range c.Others {
		sum, negative = sum.Add(part), negative || part.IsNegative()
	}
	printed := append([]decimal.Decimal{total}, c.Others...)
	rounding := halfUnit(wholeUnits, printed...).Mul(decimal.NewFromInt(int64(len(printed))))
	allowed := rounding.Add(allowance(rule, total))
	difference := sum.Sub(total)
	switch {
	case c.Complete && difference.Abs().GreaterThan(allowed):
		return metrics.NewProblem("check.parts", "sum", sum.String(), "value", total.String(), "difference", difference.String())
	case !c.Complete && !negative && difference.GreaterThan(allowed):
		return metrics.NewProblem("check.parts.exceed", "sum", sum.String(), "value", total.String(), "difference", difference.String())
	}
	return nil
}

func judgeDerived(rule *metrics.CheckRule, c *Case) *metrics.Problem {
	if len(c.Others) != 1 {
		return nil
	}
	computed := c.Others[0]
	difference := c.Value.Decimal.Sub(computed)
	if !difference.Abs().GreaterThan(halfUnit(wholeUnits, c.Value.Decimal).Add(allowance(rule, computed))) {
		return nil
	}
	return metrics.NewProblem("check.derived", "value", c.Value.Decimal.String(), "computed", computed.Round(4).String(),
		"difference", difference.Round(4).String())
}

// judgeGrowth allows, beside the tolerance, what the rounding of the two values and of
// the growth can make.
func judgeGrowth(rule *metrics.CheckRule, c *Case) *metrics.Problem {
	if len(c.Others) != 1 || !c.Growth.Valid || !c.Others[0].IsPositive() || !c.Value.Decimal.IsPositive() {
		return nil
	}
	value, before := c.Value.Decimal, c.Others[0]
	ratio := value.DivRound(before, 12)
	computed := ratio.Sub(decimal.NewFromInt(1)).Shift(2)
	half := halfUnit(wholeMillions, value, before)
	rounding := half.DivRound(value, 12).Add(half.DivRound(before, 12)).Mul(ratio).Shift(2).Add(halfUnit(wholeUnits, c.Growth.Decimal))
	if !computed.Sub(c.Growth.Decimal).Abs().GreaterThan(rule.Parameters["tolerance_points"].Add(rounding)) {
		return nil
	}
	return metrics.NewProblem("check.growth", "growth", c.Growth.Decimal.String(), "value", value.String(), "before", before.String(),
		"computed", computed.Round(1).String())
}
