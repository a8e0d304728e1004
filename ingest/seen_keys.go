package ingest

import "zhibiao/metrics"

// seenKeys remembers in which row of a file each key stood. Nearly all series come in
// order of time without large gaps, and then cost four bytes a value.
type seenKeys struct {
	series   map[metrics.SeriesKey]*seenSeries
	last     metrics.SeriesKey
	lastOne  *seenSeries
	lastName metrics.Frequency
	runs     *seenRun // of the last series and frequency
}

type seenSeries struct {
	runs map[metrics.Frequency]*seenRun
}

// seenRun holds the rows of the periods of one series and frequency, from the first that
// came; those that lie before it or far behind stand apart.
type seenRun struct {
	first int
	rows  []uint32 // 0: not seen
	apart map[int]uint32
}

// widestGap is how many periods without a value a run may have in one place.
const widestGap = 64

func newSeenKeys() seenKeys { return seenKeys{series: map[metrics.SeriesKey]*seenSeries{}} }

// enter returns the row in which a key stood before, 0 when this is the first; then it
// notes the row, counted from 1.
func (s *seenKeys) enter(key *metrics.ObservationKey, row int) int {
	if s.runs == nil || key.SeriesKey != s.last || key.Period.Frequency != s.lastName {
		s.find(key)
	}
	return s.runs.enter(periodNumber(key.Period), uint32(row))
}

// rowOf returns the row in which a key stood, 0 when it did not.
func (s *seenKeys) rowOf(key *metrics.ObservationKey) int {
	series := s.series[key.SeriesKey]
	if series == nil || series.runs[key.Period.Frequency] == nil {
		return 0
	}
	run, period := series.runs[key.Period.Frequency], periodNumber(key.Period)
	if row := run.apart[period]; row != 0 {
		return int(row)
	}
	if at := period - run.first; at >= 0 && at < len(run.rows) {
		return int(run.rows[at])
	}
	return 0
}

func (s *seenKeys) find(key *metrics.ObservationKey) {
	if s.lastOne == nil || key.SeriesKey != s.last {
		known := s.series[key.SeriesKey]
		if known == nil {
			known = &seenSeries{map[metrics.Frequency]*seenRun{}}
			s.series[key.SeriesKey] = known
		}
		s.last, s.lastOne = key.SeriesKey, known
	}
	s.lastName = key.Period.Frequency
	if s.runs = s.lastOne.runs[s.lastName]; s.runs == nil {
		s.runs = &seenRun{first: periodNumber(key.Period)}
		s.lastOne.runs[s.lastName] = s.runs
	}
}

func (r *seenRun) enter(period int, row uint32) int {
	at := period - r.first
	if at < 0 || at > len(r.rows)+widestGap {
		before := r.apart[period]
		if before == 0 {
			if r.apart == nil {
				r.apart = map[int]uint32{}
			}
			r.apart[period] = row
		}
		return int(before)
	}
	if before := r.apart[period]; before != 0 {
		return int(before) // it came before the run had grown so far
	}
	for at >= len(r.rows) {
		r.rows = append(r.rows, 0)
	}
	before := r.rows[at]
	if before == 0 {
		r.rows[at] = row
	}
	return int(before)
}

// periodNumber counts the periods of a frequency: days, or the months in which periods end.
func periodNumber(period metrics.Period) int {
	if period.Frequency == metrics.Day {
		return int(period.Last)
	}
	year, month, _ := period.Last.Time().Date()
	return year*12 + int(month)
}
