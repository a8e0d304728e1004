package metrics

import (
	"math/big"
	"slices"
	"strconv"
)

// EarlyCompletion is the time from the day on which a plan was fulfilled to its end.
type EarlyCompletion struct {
	Months int
	// Days are those beyond the whole months, and part of a month in which the amount
	// is taken to come evenly.
	Days float64
	// AtLeast tells that it may have been earlier: there are no values from before, or
	// none by month.
	AtLeast bool
}

// monthNumber counts months through the years.
func monthNumber(year, month int) int { return year*12 + month - 1 }

// setEarly finds how early a plan was fulfilled by a window of so many months, or with 0
// by all of them, and says so.
func (c MethodCase) setEarly(result *MethodResult, window int) {
	early := c.earlyByMonths(window)
	if early == nil {
		early = c.earlyByYears(window)
	}
	if early == nil || early.Months == 0 && early.Days == 0 {
		return
	}
	result.Early, result.Status = early, fulfilledEarly
	key := "methods.remark.early_months"
	switch {
	case early.Days != 0 && early.Months == 0:
		key = "methods.remark.early_days"
	case early.Days != 0:
		key = "methods.remark.early_months_days"
	}
	result.Remarks = append(result.Remarks, NewProblem(key, "months", strconv.Itoa(early.Months), "days", resultNumber(early.Days)))
	if early.AtLeast {
		result.Remarks = append(result.Remarks, NewProblem("methods.remark.early_at_least"))
	}
}

// earlyByMonths finds the first month by which the amounts of a window of so many
// months, or with 0 of all months so far, had met the plan. It returns nil when the
// months do not tell.
func (c MethodCase) earlyByMonths(window int) *EarlyCompletion {
	if len(c.Months) == 0 || c.TargetYear == 0 {
		return nil
	}
	amounts := map[int]*big.Rat{}
	numbers := make([]int, 0, len(c.Months))
	for _, month := range c.Months {
		number := monthNumber(month.Year, month.Month)
		amounts[number] = exactly(month.Value)
		numbers = append(numbers, number)
	}
	slices.Sort(numbers)
	plan, target := exactly(*c.Target), c.targetDay()
	end := monthNumber(target.Year(), target.Month())
	sum, count := new(big.Rat), 0
	for i, number := range numbers {
		if number > end {
			break
		}
		if i > 0 && numbers[i-1] != number-1 { // a gap: what came before is no run with it
			if window == 0 {
				return nil
			}
			sum, count = new(big.Rat), 0
		}
		before, full := new(big.Rat).Set(sum), count >= window
		sum.Add(sum, amounts[number])
		if window > 0 && full {
			sum.Sub(sum, amounts[number-window])
		}
		count++
		if count < window || new(big.Rat).Sub(sum, plan).Sign()*int(c.sign()) < 0 {
			continue
		}
		early := &EarlyCompletion{Months: end - number, AtLeast: !full}
		if full {
			// The window slides evenly through the month, so that the plan is met when
			// this share of the month has passed.
			share := new(big.Rat).Sub(plan, before)
			share.Quo(share, new(big.Rat).Sub(sum, before))
			left := new(big.Rat).Sub(big.NewRat(1, 1), share)
			days := NewDate(number/12, number%12+2, 1) - NewDate(number/12, number%12+1, 1)
			early.Days = toFloat(left.Mul(left, big.NewRat(int64(days), 1)))
		}
		return early
	}
	return nil
}

// earlyByYears counts from the end of the first year by which the plan was met, by a
// single year or with the window 0 by all years so far.
func (c MethodCase) earlyByYears(window int) *EarlyCompletion {
	if c.TargetYear == 0 || c.CurrentYear == 0 || !c.TargetDay.IsZero() || !c.CurrentDay.IsZero() {
		return nil
	}
	first, plan := c.CurrentYear, exactly(*c.Target)
	years := slices.Clone(c.Series)
	slices.SortFunc(years, func(a, b YearValue) int { return a.Year - b.Year })
	total := new(big.Rat)
	for _, value := range years {
		if value.Year <= c.BaseYear || value.Year > c.CurrentYear {
			continue
		}
		if window > 0 {
			total = new(big.Rat)
		}
		total.Add(total, exactly(value.Value))
		if new(big.Rat).Sub(total, plan).Sign()*int(c.sign()) >= 0 {
			first = value.Year
			break
		}
	}
	return &EarlyCompletion{Months: 12 * (c.TargetYear - first), AtLeast: true}
}
