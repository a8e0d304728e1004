package metrics

import "slices"

// CoverageState says how it stands with one value that is asked for.
type CoverageState string

// The states of values. A value that is provisional, estimated or not validated counts as
// there, and so does a forecast only as what it is: it covers nothing.
const (
	CoverageThere       CoverageState = "there"
	CoverageRevised     CoverageState = "revised"     // there, and not as it was first published
	CoverageProvisional CoverageState = "provisional" // there, and may change: status P, E or V
	CoverageForecast    CoverageState = "forecast"    // status F: no actual value yet
	CoverageMissing     CoverageState = "missing"     // due, and not there or recorded as missing
	CoverageLate        CoverageState = "late"        // the newest period that is due is not there
	CoverageOpen        CoverageState = "open"        // not due yet
)

// CoverageStates lists the states in the order of the legend.
func CoverageStates() []CoverageState {
	return []CoverageState{CoverageThere, CoverageRevised, CoverageProvisional, CoverageForecast, CoverageMissing, CoverageLate, CoverageOpen}
}

// Covers tells whether the state counts as covered.
func (s CoverageState) Covers() bool {
	return s == CoverageThere || s == CoverageRevised || s == CoverageProvisional
}

// CoverageQuery selects the values whose coverage is asked for. Empty lists select all.
type CoverageQuery struct {
	Scenario   Scenario
	Frequency  Frequency
	Area       string
	Indicators []string
	From, To   Date // bounds of the last day of periods, both included
	Vintage    Vintage
}

// CoverageCell is what the store has of one indicator in one period, over its
// dimensions.
type CoverageCell struct {
	Indicator   string
	Period      Period
	Values      int // series with a value, forecasts left out
	Missing     int // series that are recorded as missing
	Provisional int
	Forecasts   int
	Revised     int // series whose value is not the one first published
}

// State returns the state of a cell of which something is recorded.
func (c CoverageCell) State() CoverageState {
	switch {
	case c.Values == 0 && c.Forecasts > 0:
		return CoverageForecast
	case c.Values == 0:
		return CoverageMissing
	case c.Provisional > 0:
		return CoverageProvisional
	case c.Revised > 0:
		return CoverageRevised
	}
	return CoverageThere
}

// SeriesCoverage is what the store has of one series in one frequency.
type SeriesCoverage struct {
	SeriesKey
	Frequency   Frequency
	First, Last Date   // last days of the first and the newest period with a value
	Months      uint16 // bit m: a period with a value ended in month m
	Values      int
	// Lags holds for each value the days from the end of its period to the day on which
	// its source published it, or, where that is unknown, on which it was first recorded.
	Lags []int
	// Compared counts the values that have a first version other than zero, Revised those
	// of them that differ now, RevisionSum adds up |newest − first| / |first| over Compared.
	Compared, Revised int
	RevisionSum       float64
}

// Expectation says from when on the periods of a series are asked for.
type Expectation struct {
	Frequency Frequency
	From      Date   // last day of the first period that is asked for
	Months    uint16 // in which periods end; 0: all
}

// UsualLag is the number of days after the end of a period by which its value is due: 31
// for months and the year to date, 45 for quarters, 60 for half-years, 120 for years; 0
// for days, of which none is due.
func UsualLag(frequency Frequency) int { return usualLag(frequency) }

// ExpectationOf returns what is asked of a series: every period from the first one with a
// value on; months in which no period ever ended are left out of series of a year and
// longer, since many statistics begin with February.
func (s SeriesCoverage) ExpectationOf() Expectation {
	expectation := Expectation{Frequency: s.Frequency, From: s.First}
	if s.Last-s.First >= 365 {
		expectation.Months = s.Months
	}
	return expectation
}

// Due lists the periods that are asked for and due by a day, those between two last days
// alone, oldest first.
func (e Expectation) Due(from, to, day Date) []Period {
	var due []Period
	lag := UsualLag(e.Frequency)
	if lag == 0 || e.From.IsZero() {
		return nil
	}
	for _, period := range PeriodsBetween(e.Frequency, max(from, e.From), to) {
		if period.Last.AddDays(lag) >= day {
			break
		}
		if e.Months == 0 || e.Months&(1<<period.Last.Month()) != 0 {
			due = append(due, period)
		}
	}
	return due
}

// PeriodsBetween lists the periods of a frequency whose last day lies between two days,
// both included, oldest first. There are none of days.
func PeriodsBetween(frequency Frequency, from, to Date) []Period {
	length := map[Frequency]int{Month: 1, YearToDate: 1, Quarter: 3, HalfYear: 6, Annual: 12}[frequency]
	if length == 0 || from.IsZero() || to.IsZero() {
		return nil
	}
	var periods []Period
	for year := max(from.Year(), FirstYear); year <= min(to.Year(), LastYear); year++ {
		for month := length; month <= 12; month += length {
			first := month - length + 1
			if frequency == YearToDate {
				first = 1
			}
			if period := months(frequency, year, first, month); period.Last >= from && period.Last <= to {
				periods = append(periods, period)
			}
		}
	}
	return periods
}

// CoverageSum adds up what organisations have brought, as the ESS Guidelines for the
// Implementation of the Quality and Performance Indicators (Eurostat) define it:
//
//   - R1, completeness: Values / Expected, the cells that are there over those required;
//   - TP2, time lag: the days from the end of a period to its release, here the median;
//   - TP3, punctuality: here the share of values that came by the due day, which is
//     UsualLag days after the end of the period;
//   - A6, size of revisions: the mean absolute revision of newest against first value.
//     Values of different units are put together, so each revision is taken relative to
//     the first value: Σ |newest − first| / |first| over n.
type CoverageSum struct {
	Expected, Values  int
	Late              int // series whose newest due period is not there
	Lags              []int
	OnTime            int
	Compared, Revised int
	RevisionSum       float64
}

// Add puts a series of the given due periods to the sum; have is how many of them are
// there.
func (s *CoverageSum) Add(series SeriesCoverage, expected, have int, late bool) {
	s.Expected += expected
	s.Values += have
	if late {
		s.Late++
	}
	due := UsualLag(series.Frequency)
	for _, lag := range series.Lags {
		s.Lags = append(s.Lags, lag)
		if lag <= due {
			s.OnTime++
		}
	}
	s.Compared, s.Revised, s.RevisionSum = s.Compared+series.Compared, s.Revised+series.Revised, s.RevisionSum+series.RevisionSum
}

// Completeness is the share of expected values that are there; nil when none is expected.
func (s CoverageSum) Completeness() *float64 { return shareOf(float64(s.Values), s.Expected) }

// Punctuality is the share of values that came by their due day; nil without values.
func (s CoverageSum) Punctuality() *float64 { return shareOf(float64(s.OnTime), len(s.Lags)) }

// MeanRevision is the mean absolute relative revision, as a fraction; nil when no value
// can be compared.
func (s CoverageSum) MeanRevision() *float64 { return shareOf(s.RevisionSum, s.Compared) }

// MedianLag is the median of the days from the end of a period to its value, the lower
// one of two in the middle counted half; nil without values.
func (s CoverageSum) MedianLag() *float64 {
	if len(s.Lags) == 0 {
		return nil
	}
	lags := slices.Sorted(slices.Values(s.Lags))
	middle := float64(lags[(len(lags)-1)/2]+lags[len(lags)/2]) / 2
	return &middle
}

func shareOf(part float64, whole int) *float64 {
	if whole == 0 {
		return nil
	}
	share := part / float64(whole)
	return &share
}
