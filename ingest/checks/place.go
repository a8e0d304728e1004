package checks

import "zhibiao/metrics"

// place is where a period stands in time, in one word: its frequency, the year and the
// month in which it ends, and the day for days. It tells periods of one series apart.
type place uint64

const (
	monthBits     = 8
	yearBits      = 16
	frequencyBits = 32
)

func placeOf(period metrics.Period) place {
	year, month, day := period.Last.Time().Date()
	if period.Frequency != metrics.Day {
		day = 0
	}
	frequency := place(0)
	for i := range len(period.Frequency) {
		frequency = frequency<<8 | place(period.Frequency[i])
	}
	return frequency<<frequencyBits | place(year)<<yearBits | place(month)<<monthBits | place(day)
}

func (p place) year() int { return int(p>>yearBits) & (1<<(frequencyBits-yearBits) - 1) }

// yearsBefore is the same period of an earlier year, for every frequency but days.
func (p place) yearsBefore(years int) place { return p - place(years)<<yearBits }
