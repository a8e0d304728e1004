package dashboard

import (
	"math"
	"slices"
	"strconv"
	"time"
)

// duration writes a length of time as people say it: 1.5 秒, 3 分 20 秒, 2 小时 5 分.
func (w wording) duration(length time.Duration) string {
	length = max(length, 0)
	if length < 10*time.Second {
		tenths := math.Round(length.Seconds()*10) / 10
		if tenths == 0 && length > 0 {
			return w.text("duration.moment")
		}
		return w.text("duration.seconds", "seconds", strconv.FormatFloat(tenths, 'f', -1, 64))
	}
	seconds := int(math.Round(length.Seconds()))
	switch minutes := seconds / 60; {
	case minutes == 0:
		return w.text("duration.seconds", "seconds", seconds)
	case minutes < 60:
		return w.two("minutes", minutes, "seconds", seconds%60)
	case minutes < 24*60:
		return w.two("hours", minutes/60, "minutes", minutes%60)
	default:
		return w.two("days", minutes/60/24, "hours", minutes/60%24)
	}
}

// two writes a length in two units; a second one of 0 is left out.
func (w wording) two(unit string, count int, smaller string, rest int) string {
	text := w.text("duration."+unit, unit, count)
	if rest > 0 {
		text += " " + w.text("duration."+smaller, smaller, rest)
	}
	return text
}

// medianOf returns the middle of some lengths, 0 when there are none.
func medianOf(lengths []time.Duration) time.Duration {
	if len(lengths) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(lengths))
	middle := len(sorted) / 2
	if len(sorted)%2 == 1 {
		return sorted[middle]
	}
	return (sorted[middle-1] + sorted[middle]) / 2
}
