package metrics

import (
	"math"
	"strconv"
)

// WeightedValue is one part of a composite and what it counts.
type WeightedValue struct {
	Value, Weight float64
}

// CompositeOfPoints is the composite of 功效系数法: the weighted arithmetic mean of the points
// of several indicators, in the classes of single points. The mean is the ratio; the
// geometric mean of the same parts stands in a remark. What WeightedArithmeticMean cannot
// average is NotAvailable with its reason.
func CompositeOfPoints(parts []WeightedValue) MethodResult {
	mean, err := WeightedArithmeticMean(parts)
	if err != nil {
		return notAvailable(AsProblem(err))
	}
	mean = math.Round(mean*1e9) / 1e9 // what is left of adding floats must not decide on an edge
	cutOffs := DefaultMethodCutOffs()
	result := MethodResult{Ratio: &mean, Status: cutOffs.classOfPoints(exactly(mean)),
		Reason: NewProblem("methods.explain.composite", "count", strconv.Itoa(len(parts)), "points", resultNumber(mean),
			"excellent", shortFloat(cutOffs.EfficacyExcellent), "good", shortFloat(cutOffs.EfficacyGood), "fair", shortFloat(cutOffs.EfficacyFair))}
	if geometric, err := WeightedGeometricMean(parts); err == nil {
		result.Remarks = append(result.Remarks, NewProblem("methods.remark.geometric", "points", resultNumber(geometric)))
	}
	return result
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
