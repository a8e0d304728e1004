package metrics

import "math/big"

func efficacyStatuses() []string { return []string{"excellent", "good", "fair", "poor"} }

// assessEfficacyCase is 功效系数法: with the satisfactory value xh (满意值, the target of the
// case) and the unacceptable one xs (不允许值, its base),
//
//	d = (x − xs) ÷ (xh − xs) × 40 + 60
//
// which serves an indicator where lower is better unchanged, because there xh lies below
// xs. The points are the ratio; they are not cut at 100 or 0. Their classes are those of
// the Ministry of Finance: 优 from 90, 良 from 80, 中 from 60, else 差.
func assessEfficacyCase(c MethodCase) MethodResult {
	if c.Target == nil {
		return notAvailable(NewProblem("methods.reason.target_needed"))
	}
	value, satisfactory, unacceptable := exactly(c.Current), exactly(*c.Target), exactly(c.Base)
	width := new(big.Rat).Sub(satisfactory, unacceptable)
	switch {
	case width.Sign() == 0:
		return notAvailable(NewProblem("methods.reason.bounds_equal", c.arguments()...))
	case width.Sign() != int(c.sign()):
		return notAvailable(NewProblem("methods.reason.bounds_against_direction", c.arguments()...))
	}
	points := new(big.Rat).Sub(value, unacceptable)
	points.Quo(points, width)
	points.Mul(points, big.NewRat(40, 1))
	points.Add(points, big.NewRat(60, 1))
	cutOffs := c.cutOffs()
	return MethodResult{
		Ratio: pointer(points), Status: cutOffs.classOfPoints(points),
		Reason: NewProblem("methods.explain.efficacy", c.arguments("ratio", trimmed(points), "excellent", shortFloat(cutOffs.EfficacyExcellent),
			"good", shortFloat(cutOffs.EfficacyGood), "fair", shortFloat(cutOffs.EfficacyFair))...),
		Steps: []ExplanationStep{{Name: "efficacy_points", Result: toFloat(points), Formula: "(" + operand(value) + " − " + operand(unacceptable) +
			") ÷ (" + operand(satisfactory) + " − " + operand(unacceptable) + ") × 40 + 60"}},
	}
}

// classOfPoints is the class of efficacy points, each edge to the better side.
func (k MethodCutOffs) classOfPoints(points *big.Rat) string {
	statuses := efficacyStatuses()
	for i, cutOff := range []float64{k.EfficacyExcellent, k.EfficacyGood, k.EfficacyFair} {
		if points.Cmp(exactly(cutOff)) >= 0 {
			return statuses[i]
		}
	}
	return statuses[len(statuses)-1]
}
