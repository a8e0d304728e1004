package metrics

// The grid on which damped Holt–Winters looks for its parameters.
var (
	wintersLevelWeights  = [...]float64{0.1, 0.3, 0.6}
	wintersTrendWeights  = [...]float64{0.05, 0.2}
	wintersSeasonWeights = [...]float64{0.1, 0.4}
	wintersDampings      = [...]float64{0.9, 0.98}
)

// projectHoltWinters smooths level, trend and seasons exponentially, seasons added,
// the trend fading (Winters 1960; Gardner and McKenzie 1985). It starts from the first
// two years: level and seasons from the first, the trend from the change between them.
// Of the grid those parameters are taken whose forecasts one value ahead had the least
// squared error from the second year to the origin, the first of equals.
func projectHoltWinters(rates, lengths []float64, first int, lines []seasonalLine) {
	seasons := len(lengths)
	if len(rates) < 2*seasons {
		return
	}
	second, one := lastYears(rates, lengths, first, 2*seasons-1)
	start := seasonalLine{ratio: 1}
	start.trend.level = one
	start.trend.slope = (second - one) / float64(seasons)
	for i := range seasons {
		start.season[(first+i)%seasons] = rates[i] - start.trend.level
	}
	best := make([]float64, len(rates))
	initial := true
	for _, levelWeight := range wintersLevelWeights {
		for _, trendWeight := range wintersTrendWeights {
			for _, seasonWeight := range wintersSeasonWeights {
				for _, damping := range wintersDampings {
					line := start
					line.trend.damping = damping
					var squares float64
					for i := seasons; i < len(rates); i++ {
						season := (first + i) % seasons
						faded := damping * line.trend.slope
						expected := line.trend.level + faded
						miss := rates[i] - expected - line.season[season]
						squares += miss * miss
						line.trend.level = expected + levelWeight*miss
						line.trend.slope = faded + trendWeight*levelWeight*miss
						line.season[season] += seasonWeight * (1 - levelWeight) * miss
						if i >= 2*seasons-1 && (initial || squares < best[i]) {
							best[i], lines[i] = squares, line
							lines[i].next = (season + 1) % seasons
						}
					}
					initial = false
				}
			}
		}
	}
}
