package demonstration

import (
	"iter"
	"slices"

	"github.com/shopspring/decimal"

	"zhibiao/metrics"
)

// Note is what every generated value says of itself; SourceTitle stands where real
// values name their source.
const (
	Note        = "演示数据"
	SourceTitle = "演示数据（程序生成，不是统计结果）"
)

// monthsShown is how many months before the last day get monthly values.
const monthsShown = 48

// Generate hands out the values of every series of the city that has a target in force
// with a number: one for each year that ended between from and to, beginning with the
// year of its base, and one for each of the last 48 months (for flows the single month
// and the year to date; months add up to the year exactly). For some important
// indicators the nine banners follow; their amounts add up to those of the city.
//
// A value is released some weeks after its period ends, and only what is released by to
// is handed out. The landing differs by series: some ahead, some on pace, many behind.
func Generate(catalogue *metrics.Catalogue, from, to metrics.Date, seed uint64) iter.Seq[metrics.Observation] {
	return func(yield func(metrics.Observation) bool) {
		for _, s := range seriesOf(catalogue, chance(seed)) {
			g := generator{course: newCourse(s, chance(seed)), from: from, to: to, yield: yield,
				withBanners: slices.Contains(bannerIndicators(), s.indicator.Code)}
			if !g.run() {
				return
			}
		}
	}
}

type generator struct {
	course      *course
	from, to    metrics.Date
	withBanners bool
	yield       func(metrics.Observation) bool
}

// run hands out one series and tells whether more are wanted.
func (g *generator) run() bool {
	first := max(g.course.series.baseYear, g.from.Year())
	for year := first; year <= g.to.Year(); year++ {
		if !g.emit(metrics.Year(year), g.course.year(year), 45, g.withBanners) {
			return false
		}
		if year > g.course.series.baseYear && g.course.isMonthly() && !g.months(year) {
			return false
		}
	}
	return true
}

func (g *generator) months(year int) bool {
	flow := g.course.series.indicator.Kind == metrics.KindFlow
	withBanners := g.withBanners && (!flow || g.course.splitsByMonth(year))
	for month := 1; month <= 12; month++ {
		period := metrics.MonthOf(year, month)
		if !g.isShown(period) {
			continue
		}
		if !flow {
			if !g.emit(period, g.course.stand(year, month), 20, withBanners) {
				return false
			}
			continue
		}
		before := decimal.Zero
		if month > 1 {
			before = g.course.yearToDate(year, month-1)
		}
		sum := g.course.yearToDate(year, month)
		toDate := metrics.Period{Frequency: metrics.YearToDate, First: metrics.Year(year).First, Last: period.Last}
		if !g.emitDifference(period, sum, before, 20, withBanners) || !g.emit(toDate, sum, 20, withBanners) {
			return false
		}
	}
	return true
}

// isShown tells whether a month lies in the window of monthly values.
func (g *generator) isShown(month metrics.Period) bool {
	ago := (g.to.Year()-month.Last.Year())*12 + g.to.Month() - month.Last.Month()
	return month.First >= g.from && ago <= monthsShown
}

// emit hands out a value of the city and, where asked, of the banners.
func (g *generator) emit(period metrics.Period, value decimal.Decimal, days int, withBanners bool) bool {
	return g.emitDifference(period, value, decimal.Zero, days, withBanners)
}

// emitDifference hands out sum − before, so that the banners, each the difference of
// its own parts, add up over banners and over months alike.
func (g *generator) emitDifference(period metrics.Period, sum, before decimal.Decimal, days int, withBanners bool) bool {
	s := g.course.series
	released := period.End().AddDays(days)
	if period.Start() < g.from || released > g.to {
		return true
	}
	observation := metrics.Observation{
		ObservationKey: metrics.ObservationKey{
			SeriesKey: metrics.SeriesKey{Indicator: s.indicator.Code, Area: metrics.CityArea, Dimension: s.dimension, Scenario: metrics.Demonstration},
			Period:    period,
		},
		Value: decimal.NewNullDecimal(sum.Sub(before)), Status: metrics.StatusNormal, Released: released,
		SourceTitle: SourceTitle, Note: Note,
	}
	if !g.yield(observation) {
		return false
	}
	if !withBanners {
		return true
	}
	sums := split(sum, s.indicator, s.dimension, g.course.chance)
	befores := split(before, s.indicator, s.dimension, g.course.chance)
	for i, banner := range banners() {
		observation.Area = banner.area
		observation.Value = decimal.NewNullDecimal(sums[i].Sub(befores[i]))
		if !g.yield(observation) {
			return false
		}
	}
	return true
}
