package metrics

// The grid on which damped Holt looks for its parameters. Damping stays within 0.8
// and 0.98, as is usual: below it hardly differs from no trend, above it from an
// undamped one.
var (
	holtLevelWeights = [...]float64{0.1, 0.3, 0.5, 0.7, 0.9}
	holtTrendWeights = [...]float64{0.05, 0.2, 0.4}
	holtDampings     = [...]float64{0.8, 0.9, 0.98}
)

// projectDampedHolt smooths level and trend exponentially and lets the trend fade
// (Holt 1957; Gardner and McKenzie 1985): ŷ(t+h) = ℓ + (φ + … + φ^h) b. It starts from
// the first value and the first change. Of the grid those parameters are taken whose
// forecasts one value ahead had the least squared error up to the origin, the first of
// equals; nothing after the origin is looked at.
func projectDampedHolt(times, values []float64, lines []trendLine) {
	best := make([]float64, len(values))
	first := true
	for _, levelWeight := range holtLevelWeights {
		for _, trendWeight := range holtTrendWeights {
			for _, damping := range holtDampings {
				line := trendLine{level: values[0], slope: (values[1] - values[0]) / (times[1] - times[0]), damping: damping}
				var squares float64
				for i := 1; i < len(values); i++ {
					step := times[i] - times[i-1]
					faded := line.slope * dampedTime(step, damping)
					miss := values[i] - line.level - faded
					if i > 1 {
						squares += miss * miss
					}
					level := line.level + faded + levelWeight*miss
					trend := faded / step
					line.slope = trend + trendWeight*((level-line.level)/step-trend)
					line.level = level
					if i >= leastTraining-1 && (first || squares < best[i]) {
						best[i], lines[i] = squares, line
					}
				}
				first = false
			}
		}
	}
}
