package checks

import (
	"strings"

	"github.com/shopspring/decimal"

	"zhibiao/metrics"
)

// Case is what a rule judges. Which fields count depends on its kind.
type Case struct {
	Value decimal.NullDecimal
	// Others are, for a jump, the values of the same period of earlier years, the oldest
	// first; for the year to date, that of an earlier month; for parts, the parts; for a
	// derived value, the computed one; for growth, the value a year earlier.
	Others []decimal.Decimal
	// Complete says that Others holds all parts.
	Complete bool
	// Rate says that values are rates in per cent, whose changes are counted in points.
	Rate bool
	// Later says that the value is one that stands already, and Others a new one of an
	// earlier month.
	Later  bool
	Growth decimal.NullDecimal // printed, in per cent
	Status bool                // a status says why there is no value

	End, Released, Today metrics.Date
}

// unknownParts stands for the parts that an example does not list.
const unknownParts = "…"

// CaseOf reads an example of a rule. The error is a Problem: check.example, or that of
// a number or a day that cannot be read.
func CaseOf(kind metrics.CheckKind, example metrics.CheckExample) (Case, error) {
	switch kind {
	case metrics.CheckFuture, metrics.CheckRelease:
		return dayCase(kind, example)
	}
	c := Case{Complete: true, Rate: strings.HasSuffix(example.Value, "%")}
	var err error
	if c.Value, err = number(example.Value); err != nil {
		return c, err
	}
	if c.Growth, err = number(example.Growth); err != nil {
		return c, err
	}
	for _, text := range example.Others {
		if text == unknownParts {
			c.Complete = false
			continue
		}
		other, err := number(text)
		if err != nil {
			return c, err
		}
		if !other.Valid {
			return c, metrics.NewProblem("check.example", "value", text)
		}
		c.Others = append(c.Others, other.Decimal)
	}
	return c, nil
}

func number(text string) (decimal.NullDecimal, error) {
	read, err := metrics.ParseNumber(strings.TrimSuffix(text, "%"))
	if err != nil {
		return decimal.NullDecimal{}, err
	}
	return read.Value, nil
}

// dayCase reads the value as a day: the end of a period, or the day of release after
// the end of the period. The last of the others is today.
func dayCase(kind metrics.CheckKind, example metrics.CheckExample) (Case, error) {
	var days []metrics.Date
	for _, text := range append([]string{example.Value}, example.Others...) {
		day, err := metrics.ParseDate(text)
		if err != nil {
			return Case{}, metrics.NewProblem("check.example", "value", text).Because(err)
		}
		days = append(days, day)
	}
	switch {
	case kind == metrics.CheckFuture && len(days) == 2:
		return Case{End: days[0], Today: days[1]}, nil
	case kind == metrics.CheckRelease && len(days) == 3:
		return Case{Released: days[0], End: days[1], Today: days[2]}, nil
	}
	return Case{}, metrics.NewProblem("check.example", "value", example.Value)
}

// Failing returns the first example of a rule that does not come out as it says, with
// its place from 0, or −1 when all do. The error is that of an example that cannot be
// read.
func Failing(rule metrics.CheckRule) (int, error) {
	for i, example := range rule.Examples {
		c, err := CaseOf(rule.Kind, example)
		if err != nil {
			return i, err
		}
		if (Judge(rule, c) != nil) != example.Flags {
			return i, nil
		}
	}
	return -1, nil
}
