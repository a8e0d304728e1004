package metrics

import (
	"math"
	"slices"
	"testing"

	"github.com/shopspring/decimal"
)

// coverage counts how often the value that came lay within the intervals.
type coverage struct{ forecasts, in80, in95, below, above int }

func (c *coverage) add(l *Landing, actual float64) {
	c.forecasts++
	switch {
	case actual < *l.Low80:
		c.below++
	case actual > *l.High80:
		c.above++
	default:
		c.in80++
	}
	if *l.Low95 <= actual && actual <= *l.High95 {
		c.in95++
	}
}

// check logs the coverage and fails outside 70 – 90 % and 85 – 99 %.
func (c *coverage) check(t *testing.T, name string) {
	t.Helper()
	share80, share95 := 100*float64(c.in80)/float64(c.forecasts), 100*float64(c.in95)/float64(c.forecasts)
	t.Logf("%-28s %5d forecasts: 80 %% interval %.1f %% (%d below, %d above), 95 %% interval %.1f %%",
		name, c.forecasts, share80, c.below, c.above, share95)
	if share80 < 70 || share80 > 90 || share95 < 85 || share95 > 99 {
		t.Errorf("%s: the 80 %% interval covers %.1f %%, the 95 %% interval %.1f %%", name, share80, share95)
	}
}

// knownCounts are how many values the forecasts of the tests rest on.
var knownCounts = [...]int{4, 5, 6, 8, 10, 12}

// Stretches of 4 to 12 values of every published yearly series, from every second year,
// are continued by 1 to 5 years and held against what was published then. The rule was
// weighed against others on the series of one half; those of the other half confirm it.
// Nothing is fitted.
func TestYearlyIntervalsCoverWhatCame(t *testing.T) {
	halves := map[string]*coverage{"check": {}, "confirm": {}}
	ahead, known := [6]coverage{}, [13]coverage{}
	for _, s := range publishedYearly(t) {
		for start := 0; start < len(s.values); start += 2 {
			for _, count := range knownCounts {
				for years := 1; years <= 5 && start+count+years <= len(s.values); years++ {
					l := Land(yearsOfSeries(s, start, count, years))
					if l == nil || l.Reason != nil {
						t.Fatalf("%s from %d: %+v", s.name, start, l)
					}
					actual := s.values[start+count+years-1]
					halves[s.half].add(l, actual)
					ahead[years].add(l, actual)
					known[count].add(l, actual)
				}
			}
		}
	}
	halves["check"].check(t, "series to weigh the rule on")
	halves["confirm"].check(t, "series held back")
	for years := 1; years <= 5; years++ {
		ahead[years].check(t, shortFloat(float64(years))+" years ahead")
	}
	for _, count := range knownCounts {
		known[count].check(t, shortFloat(float64(count))+" values known")
	}
}

// Nobody knows beforehand which method is best for a series. Over all published values the
// choice by backtest misses by hardly more than the one method that turns out best (no
// change), and by less than each of the others.
func TestChoiceIsCloseToTheBestMethod(t *testing.T) {
	methods := yearlyMethods()
	errors, chosen, count := make([]float64, len(methods)), 0.0, 0
	for _, s := range publishedYearly(t) {
		typical := math.Sqrt(scatterOfChanges(yearsFrom(0, len(s.values)), s.values))
		for start := range s.values {
			for _, known := range knownCounts {
				for ahead := 1; ahead <= 5 && start+known+ahead <= len(s.values); ahead++ {
					f := forecastYearly(yearsFrom(0, known), s.values[start:start+known], float64(ahead), unbounded())
					actual := s.values[start+known+ahead-1]
					for m := range methods {
						errors[m] += math.Abs(actual-f.expect(m, known-1, float64(ahead))) / typical
					}
					chosen += math.Abs(actual-f.expect(f.chosen, known-1, float64(ahead))) / typical
					count++
				}
			}
		}
	}
	t.Logf("mean miss, in typical yearly changes, of %d forecasts: chosen %.3f", count, chosen/float64(count))
	for m, method := range methods {
		t.Logf("  %-16s %.3f", method.name, errors[m]/float64(count))
	}
	slices.Sort(errors)
	if chosen > 1.02*errors[0] || chosen >= errors[1] {
		t.Errorf("the chosen methods miss by %.1f in all, the best ones by %.1f and %.1f", chosen, errors[0], errors[1])
	}
}

// yearsOfSeries is a target on a stretch of a series, its last value that of 2010.
func yearsOfSeries(s publishedSeries, start, count, years int) AssessmentInput {
	input := AssessmentInput{
		Indicator: ofKind(KindRatio, HigherIsBetter), AsOf: day("2011-06-30"),
		Target: planned(AtLeast, "1", Year(2010+years).String(), "", ""),
	}
	for i := range count {
		o := Observation{Status: StatusNormal, Value: decimal.NewNullDecimal(decimal.NewFromFloat(s.values[start+i]))}
		o.Scenario, o.Period = Actual, Year(2011-count+i)
		input.Observations = append(input.Observations, o)
	}
	return input
}

// Stretches of 36 to 60 months of every published monthly series, from every fifth month,
// are continued to the end of the year and to the end of the next.
func TestMonthlyIntervalsCoverWhatCame(t *testing.T) {
	var all coverage
	next := [2]coverage{}
	for _, s := range publishedMonthly(t) {
		for count := 36; count <= 60; count += 6 {
			for start := 0; start+count < len(s.values); start += 5 {
				for years := range next {
					lastMonth := (start + count - 1) % 12 // 0 is January, every series begins with one
					more := 11 - lastMonth + 12*years
					if more == 0 || start+count+more > len(s.values) {
						continue
					}
					actual := 0.0
					for _, value := range s.values[start+count+more-min(12, more+lastMonth+1) : start+count+more] {
						actual += value
					}
					l := Land(monthsOfSeries(s, start, count, years))
					if l == nil || l.Reason != nil {
						t.Fatalf("%s from %d: %+v", s.name, start, l)
					}
					all.add(l, actual)
					next[years].add(l, actual)
				}
			}
		}
	}
	all.check(t, "months")
	next[0].check(t, "months, to the year's end")
	next[1].check(t, "months, to the next year's")
}

// monthsOfSeries is a target on a stretch of months, its last year 2010.
func monthsOfSeries(s publishedSeries, start, count, years int) AssessmentInput {
	input := AssessmentInput{Indicator: ofKind(KindFlow, HigherIsBetter), Target: planned(AtLeast, "1", Year(2010+years).String(), "", "")}
	lastYear := (start + count - 1) / 12
	for i := start; i < start+count; i++ {
		o := Observation{Status: StatusNormal, Value: decimal.NewNullDecimal(decimal.NewFromFloat(s.values[i]))}
		o.Scenario, o.Period = Actual, MonthOf(2010+i/12-lastYear, i%12+1)
		input.AsOf = o.Period.Last
		input.Observations = append(input.Observations, o)
	}
	return input
}
