package metrics

import "math"

// WeightedValue is one part of a composite and what it counts.
type WeightedValue struct {
	Value, Weight float64
}

// WeightedArithmeticMean is Σ(w·x) ÷ Σw, the usual composite of efficacy points and,
// with equal weights, of the rates of several parts. The error is the Problem
// methods.reason.weights (a weight is negative or none is above zero) or
// methods.reason.not_finite.
func WeightedArithmeticMean(parts []WeightedValue) (float64, error) {
	return weightedMean(parts, func(x float64) float64 { return x }, func(x float64) float64 { return x })
}

// WeightedGeometricMean is (Πx^w)^(1 ÷ Σw), the composite that a single poor part pulls
// down further. Beside the errors of WeightedArithmeticMean it has
// methods.reason.geometric_positive for a value that is not above zero.
func WeightedGeometricMean(parts []WeightedValue) (float64, error) {
	for _, part := range parts {
		if part.Weight > 0 && part.Value <= 0 {
			return 0, NewProblem("methods.reason.geometric_positive", "value", caseNumber(part.Value))
		}
	}
	return weightedMean(parts, math.Log, math.Exp)
}

func weightedMean(parts []WeightedValue, to, back func(float64) float64) (float64, error) {
	sum, weights := 0.0, 0.0
	for _, part := range parts {
		if math.IsNaN(part.Value) || math.IsInf(part.Value, 0) || math.IsNaN(part.Weight) || math.IsInf(part.Weight, 0) {
			return 0, NewProblem("methods.reason.not_finite", "column", "value")
		}
		if part.Weight < 0 {
			return 0, NewProblem("methods.reason.weights")
		}
		if part.Weight > 0 {
			sum += part.Weight * to(part.Value)
			weights += part.Weight
		}
	}
	if weights == 0 {
		return 0, NewProblem("methods.reason.weights")
	}
	return back(sum / weights), nil
}
