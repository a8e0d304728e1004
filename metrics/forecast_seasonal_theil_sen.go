package metrics

import "slices"

// projectSeasonalTheilSen takes for the change a year the median of the changes
// between all pairs of values of the same season (Hirsch, Slack and Smith 1982), and
// for each season the median of its values, each carried forward by that change.
func projectSeasonalTheilSen(rates, lengths []float64, first int, lines []seasonalLine) {
	seasons := len(lengths)
	years := (len(rates) + seasons - 1) / seasons
	slopes := make([]float64, 0, seasons*years*(years-1)/2)
	added := make([]float64, 0, years)
	carried := make([]float64, 0, years)
	for i := range rates {
		added = added[:0]
		for j := i - seasons; j >= 0; j -= seasons {
			added = append(added, (rates[i]-rates[j])*float64(seasons)/float64(i-j))
		}
		slices.Sort(added)
		slopes = mergeSorted(slopes, added)
		if i < 2*seasons-1 {
			continue
		}
		slope := middle(slopes)
		line := seasonalLine{next: (first + i + 1) % seasons, ratio: 1, perYear: slope, trend: trendLine{damping: 1}}
		for back := range seasons {
			carried = carried[:0]
			for j, ahead := i-back, 1; j >= 0; j, ahead = j-seasons, ahead+1 {
				carried = append(carried, rates[j]+slope*float64(ahead))
			}
			slices.Sort(carried)
			line.season[(first+i-back)%seasons] = middle(carried)
		}
		lines[i] = line
	}
}
