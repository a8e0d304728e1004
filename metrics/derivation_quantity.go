package metrics

import (
	"math/big"

	"github.com/expr-lang/expr"
	"github.com/shopspring/decimal"
)

// quantity is an exact number in an expression. It has no methods, so that an
// expression can do with it what arithmetic allows and nothing else.
type quantity struct{ number *big.Rat }

// quantityOf takes what stands in an expression for a quantity: a literal is the
// decimal that was written, so that 0.1 is one tenth.
func quantityOf(operand any) (quantity, bool) {
	switch operand := operand.(type) {
	case quantity:
		return operand, true
	case int:
		return quantity{new(big.Rat).SetInt64(int64(operand))}, true
	case float64:
		return quantity{decimal.NewFromFloat(operand).Rat()}, true
	}
	return quantity{}, false
}

// quantityOptions teaches expressions exact arithmetic and comparison.
func quantityOptions() []expr.Option {
	var options []expr.Option
	arithmetic := func(operator, name string, compute func(a, b *big.Rat) (*big.Rat, error), types ...any) {
		options = append(options, expr.Operator(operator, name), expr.Function(name, func(operands ...any) (any, error) {
			a, b, err := twoQuantities(operands)
			if err != nil {
				return nil, err
			}
			result, err := compute(a, b)
			return quantity{result}, err
		}, append(types, arithmeticTypes()...)...))
	}
	arithmetic("+", "quantitySum", func(a, b *big.Rat) (*big.Rat, error) { return new(big.Rat).Add(a, b), nil })
	arithmetic("-", "quantityDifference", func(a, b *big.Rat) (*big.Rat, error) { return new(big.Rat).Sub(a, b), nil })
	arithmetic("*", "quantityProduct", func(a, b *big.Rat) (*big.Rat, error) { return new(big.Rat).Mul(a, b), nil })
	arithmetic("/", "quantityQuotient", func(a, b *big.Rat) (*big.Rat, error) {
		if b.Sign() == 0 {
			return nil, NewProblem("assess.reason.derivation_division_by_zero")
		}
		return new(big.Rat).Quo(a, b), nil
	}, new(func(int, int) quantity), new(func(float64, float64) quantity)) // a quotient of two literals stays exact too
	for operator, holds := range map[string]func(order int) bool{
		"==": func(order int) bool { return order == 0 }, "!=": func(order int) bool { return order != 0 },
		"<": func(order int) bool { return order < 0 }, "<=": func(order int) bool { return order <= 0 },
		">": func(order int) bool { return order > 0 }, ">=": func(order int) bool { return order >= 0 },
	} {
		name := map[string]string{"==": "quantityEqual", "!=": "quantityUnequal", "<": "quantityLess",
			"<=": "quantityAtMost", ">": "quantityMore", ">=": "quantityAtLeast"}[operator]
		options = append(options, expr.Operator(operator, name), expr.Function(name, func(operands ...any) (any, error) {
			a, b, err := twoQuantities(operands)
			if err != nil {
				return nil, err
			}
			return holds(a.Cmp(b)), nil
		}, new(func(quantity, quantity) bool), new(func(quantity, int) bool), new(func(int, quantity) bool),
			new(func(quantity, float64) bool), new(func(float64, quantity) bool)))
	}
	return options
}

func arithmeticTypes() []any {
	return []any{new(func(quantity, quantity) quantity), new(func(quantity, int) quantity), new(func(int, quantity) quantity),
		new(func(quantity, float64) quantity), new(func(float64, quantity) quantity)}
}

func twoQuantities(operands []any) (a, b *big.Rat, err error) {
	if len(operands) == 2 {
		first, firstIs := quantityOf(operands[0])
		second, secondIs := quantityOf(operands[1])
		if firstIs && secondIs {
			return first.number, second.number, nil
		}
	}
	return nil, nil, NewProblem("assess.reason.derivation_failed")
}
