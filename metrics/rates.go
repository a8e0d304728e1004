package metrics

import (
	"math"
	"math/big"

	"github.com/shopspring/decimal"
)

// The rates are computed on exact rational numbers, so that a value that lies on a
// cut-off lies on it whatever the unit, and are given as float64 at the end.

// maxExponent bounds the powers of ten that enter the arithmetic. Published values
// stay far below; a value beyond would cost memory without limit.
const maxExponent = 60

// withinArithmetic tells whether a value is of a size that rates are computed for.
func withinArithmetic(value decimal.Decimal) bool {
	exponent := value.Exponent()
	return exponent >= -maxExponent && exponent <= maxExponent && value.Coefficient().BitLen() <= 256
}

// yearsBetween returns the time from the end of one day to the end of another in
// calendar years. Each calendar year counts as one, whether it has 365 or 366
// days, and a day as its share of its own year: from 2020-12-31 to 2022-12-31 it is
// exactly 2. This is the reckoning of plans, in which two years of five are 40 %.
func yearsBetween(from, to Date) *big.Rat {
	if isDecember31(from) && isDecember31(to) {
		return new(big.Rat).SetInt64(int64(to.Year() - from.Year()))
	}
	start := calendarPosition(from)
	return start.Sub(calendarPosition(to), start)
}

// calendarPosition is the year with the part of it that has passed at the end of the
// day: 2021 for 2020-12-31.
func calendarPosition(day Date) *big.Rat {
	year := day.Year()
	first, next := NewDate(year, 1, 1), NewDate(year+1, 1, 1)
	position := big.NewRat(int64(day-first)+1, int64(next-first))
	return position.Add(position, new(big.Rat).SetInt64(int64(year)))
}

// incrementRate is 增量完成率, (actual − base) ÷ (target − base): the share of the
// planned change that has come about, whichever way the change goes. The target must
// differ from the base.
func incrementRate(base, actual, target *big.Rat) *big.Rat {
	done := new(big.Rat).Sub(actual, base)
	return done.Quo(done, new(big.Rat).Sub(target, base))
}

// timeRate is 时序进度, the share of the time from the base to the deadline that had
// passed at the end of a day, between 0 and 1, reckoned by yearsBetween. The deadline
// must lie after the base.
func timeRate(base, day, deadline Date) *big.Rat {
	switch {
	case day <= base:
		return new(big.Rat)
	case day >= deadline:
		return big.NewRat(1, 1)
	}
	passed := yearsBetween(base, day)
	return passed.Quo(passed, yearsBetween(base, deadline))
}

// CompoundRatio is the observed compound yearly growth over the required one
// (Eurostat; Open SDG): ((c/b)^(1/y) − 1) ÷ |(T/b)^(1/Y) − 1|, with y the years from
// base to the latest value and Y those from base to deadline, positive when the
// value moves the wanted way. It is defined only for positive values, a target that
// differs from the base, and a positive time.
func CompoundRatio(base, actual, target decimal.Decimal, years, yearsToDeadline float64, lowerIsBetter bool) (float64, bool) {
	if base.Sign() <= 0 || actual.Sign() <= 0 || target.Sign() <= 0 || base.Equal(target) ||
		years <= 0 || yearsToDeadline <= 0 {
		return 0, false
	}
	b, c, t := base.InexactFloat64(), actual.InexactFloat64(), target.InexactFloat64()
	observed := math.Pow(c/b, 1/years) - 1
	required := math.Abs(math.Pow(t/b, 1/yearsToDeadline) - 1)
	ratio := observed / required
	if lowerIsBetter {
		ratio = -ratio
	}
	if math.IsNaN(ratio) || math.IsInf(ratio, 0) {
		return 0, false
	}
	return ratio + 0, true // + 0 turns −0 into 0
}

func isDecember31(day Date) bool { return day.Month() == 12 && day.Day() == 31 }

func toFloat(number *big.Rat) float64 {
	value, _ := number.Float64()
	return value
}

func finite(number *big.Rat) (float64, bool) {
	value := toFloat(number)
	return value, !math.IsInf(value, 0)
}

// pointer returns the float64 of a number, or nil when it is not defined or out of
// range, so that no NaN or infinity reaches a page.
func pointer(number *big.Rat) *float64 {
	if number == nil {
		return nil
	}
	value, ok := finite(number)
	if !ok {
		return nil
	}
	return &value
}
