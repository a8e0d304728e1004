package metrics

import "slices"

// projectTheilSen draws the line whose slope is the median of the slopes between all
// pairs of values (Theil 1950, Sen 1968) and which has as many values above as below
// it. One wild value does not move it.
func projectTheilSen(times, values []float64, lines []trendLine) {
	count := len(values)
	storage := make([]float64, count*(count-1)/2+2*count)
	slopes, residuals := storage[:0:count*(count-1)/2], storage[count*(count-1)/2:]
	added, offsets := residuals[:0:count], residuals[count:]
	for i := range values {
		added = added[:0]
		for j := range i {
			added = append(added, (values[i]-values[j])/(times[i]-times[j]))
		}
		slices.Sort(added)
		slopes = mergeSorted(slopes, added)
		if i < leastTraining-1 {
			continue
		}
		slope := middle(slopes)
		offsets = offsets[:0]
		for j := range i + 1 {
			offsets = append(offsets, values[j]-slope*(times[j]-times[i]))
		}
		slices.Sort(offsets)
		lines[i] = trendLine{level: middle(offsets), slope: slope, damping: 1}
	}
}

// mergeSorted merges the second sorted list into the first, within its capacity.
func mergeSorted(list, added []float64) []float64 {
	i, j := len(list)-1, len(added)-1
	list = list[:len(list)+len(added)]
	for place := len(list) - 1; j >= 0; place-- {
		if i >= 0 && list[i] > added[j] {
			list[place] = list[i]
			i--
			continue
		}
		list[place] = added[j]
		j--
	}
	return list
}

// middle is the median of a sorted list that is not empty.
func middle(sorted []float64) float64 {
	half := len(sorted) / 2
	if len(sorted)%2 == 1 {
		return sorted[half]
	}
	return (sorted[half-1] + sorted[half]) / 2
}
