package metrics

import (
	"testing"

	"github.com/shopspring/decimal"
)

// coverage counts how often the value that came lay within the intervals.
type coverage struct{ forecasts, in80, in95 int }

func (c *coverage) add(l *Landing, actual float64) {
	c.forecasts++
	if *l.Low80 <= actual && actual <= *l.High80 {
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
	t.Logf("%-28s %5d forecasts: 80 %% interval %.1f %%, 95 %% interval %.1f %%", name, c.forecasts, share80, share95)
	if share80 < 70 || share80 > 90 || share95 < 85 || share95 > 99 {
		t.Errorf("%s: the 80 %% interval covers %.1f %%, the 95 %% interval %.1f %%", name, share80, share95)
	}
}

// Every stretch of 4 to 12 values of every published yearly series is continued by 1 to
// 5 years and held against what was published then. The series of one half were looked
// at when the rule was written, those of the other half only here.
func TestYearlyIntervalsCoverWhatCame(t *testing.T) {
	halves := map[string]*coverage{"check": {}, "confirm": {}}
	ahead, known := [6]coverage{}, [13]coverage{}
	for _, s := range publishedYearly(t) {
		for start := range s.values {
			for count := leastLandingValues; count <= mostYears; count++ {
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
	halves["check"].check(t, "series looked at")
	halves["confirm"].check(t, "series held back")
	for years := 1; years <= 5; years++ {
		ahead[years].check(t, shortFloat(float64(years))+" years ahead")
	}
	for count := leastLandingValues; count <= mostYears; count++ {
		known[count].check(t, shortFloat(float64(count))+" values known")
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

// Every stretch of 36 to 60 months of every published monthly series is continued to
// the end of the year and to the end of the next.
func TestMonthlyIntervalsCoverWhatCame(t *testing.T) {
	var all coverage
	next := [2]coverage{}
	for _, s := range publishedMonthly(t) {
		for count := 36; count <= 60; count += 6 {
			for start := 0; start+count < len(s.values); start++ {
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
