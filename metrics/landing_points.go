package metrics

import "math"

// yearlyPoints returns one value a year, in order: for a flow that of the whole year,
// for everything else the last one of the year. A ratio of a part of a year is no
// value of the year, and what lies before the plan began is no part of an amount that
// adds up since.
func (l *lander) yearlyPoints() []*Observation {
	kind := l.input.Indicator.Kind
	keep := isLevel
	switch {
	case kind == KindFlow:
		keep = isWholeYear
	case kind == KindRatio:
		keep = func(o *Observation) bool {
			return isLevel(o) && (o.Period.Frequency == Day || isDecember31(o.Period.Last))
		}
	case kind == KindCumulative && !l.input.PlanStart.IsZero():
		keep = func(o *Observation) bool { return isLevel(o) && o.Period.Last >= l.input.PlanStart }
	}
	var points []*Observation
	year := 0
	for _, o := range l.selection.usable {
		if !keep(o) {
			continue
		}
		if year == o.Period.Last.Year() && len(points) > 0 {
			points[len(points)-1] = o
			continue
		}
		year = o.Period.Last.Year()
		points = append(points, o)
	}
	return points[max(0, len(points)-mostYears):]
}

// mostYears bounds how far back a yearly forecast looks: what lies further back says
// little about the years to come.
const mostYears = 12

// timesAndValues returns the times, in years, and the values of the points.
func timesAndValues(points []*Observation) (times, values []float64) {
	storage := make([]float64, 2*len(points))
	times, values = storage[:len(points)], storage[len(points):]
	for i, o := range points {
		times[i] = yearPosition(o.Period.Last)
		values[i] = o.Value.Decimal.InexactFloat64()
	}
	return times, values
}

// yearPosition is calendarPosition as a float64.
func yearPosition(day Date) float64 {
	date := day.Time()
	year := date.Year()
	length := 365
	if year%4 == 0 && year%100 != 0 || year%400 == 0 {
		length = 366
	}
	return float64(year) + float64(date.YearDay())/float64(length)
}

// hasTrend tells whether the values rise or fall by more than chance: the test of Mann
// (1945) and Kendall (1975) at the two-sided level of 10 %, with its correction for
// ties and for continuity.
func hasTrend(values []float64) bool {
	count := float64(len(values))
	var score float64
	variance := count * (count - 1) * (2*count + 5)
	for i, value := range values {
		ties, seenBefore := 0.0, false
		for j, other := range values {
			switch {
			case other == value:
				ties++
				seenBefore = seenBefore || j < i
			case j > i && other > value:
				score++
			case j > i:
				score--
			}
		}
		if !seenBefore {
			variance -= ties * (ties - 1) * (2*ties + 5)
		}
	}
	const normalQuantile = 1.6449 // of 95 %
	return variance > 0 && (math.Abs(score)-1)/math.Sqrt(variance/18) >= normalQuantile
}
