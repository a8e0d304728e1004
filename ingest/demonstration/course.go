package demonstration

import (
	"math"
	"strconv"

	"github.com/shopspring/decimal"

	"zhibiao/metrics"
)

// landing says how a series gets on, as the share of the planned change that it makes.
type landing struct {
	share     float64
	slipAfter bool // holds at first and slips when the target is due
}

// landingOf chooses among five landings: ahead 15 %, on pace 25 %, behind 35 %, far
// behind 15 %, missed at the end 10 %.
func landingOf(s *series, chance chance) landing {
	within := func(low, high float64) float64 { return chance.between(low, high, s.name(), "share") }
	switch roll := chance.at(s.name(), "landing"); {
	case roll < 0.15:
		return landing{share: within(1.08, 1.20)}
	case roll < 0.40:
		return landing{share: within(1.005, 1.03)}
	case roll < 0.75:
		return landing{share: within(0.83, 0.94)}
	case roll < 0.90:
		return landing{share: within(0.45, 0.75)}
	}
	return landing{share: within(0.97, 1.0), slipAfter: true}
}

// course is the generated way of one series: its value at the end of each year.
type course struct {
	series  *series
	chance  chance
	landing landing
}

func newCourse(s *series, chance chance) *course {
	return &course{series: s, chance: chance, landing: landingOf(s, chance)}
}

// planned is the way that the targets ask for: straight lines from the base through
// every target, level after the last.
func (c *course) planned(year int) float64 {
	before := anchor{c.series.baseYear, c.series.base}
	for _, next := range c.series.anchors {
		if year <= next.year {
			share := float64(year-before.year) / float64(next.year-before.year)
			return before.value + share*(next.value-before.value)
		}
		before = next
	}
	return before.value
}

// year returns the value for a year, rounded to the indicator's decimals and within
// what the indicator can be.
func (c *course) year(year int) decimal.Decimal {
	if year <= c.series.baseYear {
		return c.bounded(c.series.base)
	}
	if c.series.indicator.Kind == metrics.KindEvent {
		return c.event(year)
	}
	last := c.series.anchors[len(c.series.anchors)-1]
	share := c.landing.share
	if c.landing.slipAfter && year >= last.year-1 {
		share -= 0.12
	}
	planned := c.planned(year)
	value := c.series.base + share*(planned-c.series.base)
	spread := math.Abs(planned - c.series.base)
	if spread == 0 {
		// Nothing is to change: what happens is how well the level is held.
		tilt := (share - 1) * 0.1 * math.Max(math.Abs(planned), 1)
		if c.series.lower {
			tilt = -tilt
		}
		value = planned + tilt
	} else if !c.isAnchorYear(year) {
		value += spread * c.chance.between(-0.02, 0.02, c.series.name(), strconv.Itoa(year))
	}
	if year > last.year {
		value += 0.01 * (value - c.series.base) * float64(year-last.year)
	}
	return c.bounded(value)
}

func (c *course) isAnchorYear(year int) bool {
	for _, anchor := range c.series.anchors {
		if anchor.year == year {
			return true
		}
	}
	return false
}

// event is 1 from the year in which it is done: the year before the target where the
// series is ahead, its year where it is on pace, two years later or never otherwise.
func (c *course) event(year int) decimal.Decimal {
	due := c.series.anchors[0].year
	done := due + 2
	switch share := c.landing.share; {
	case share >= 1.05:
		done = due - 1
	case share >= 1:
		done = due
	case share < 0.8:
		done = math.MaxInt
	}
	if year >= done {
		return decimal.NewFromInt(1)
	}
	return decimal.Zero
}

// bounded rounds and keeps shares between 0 and 100 (or the target, if that is more),
// ranks at 1 or more, and amounts that cannot be negative at 0 or more.
func (c *course) bounded(value float64) decimal.Decimal {
	indicator := c.series.indicator
	highest := 0.0
	lowest := c.series.base
	for _, anchor := range c.series.anchors {
		highest, lowest = math.Max(highest, anchor.value), math.Min(lowest, anchor.value)
	}
	if lowest >= 0 {
		value = math.Max(value, 0)
	}
	if indicator.Unit == "%" {
		value = math.Min(value, math.Max(100, highest))
	}
	decimals := int32(indicator.Decimals)
	if indicator.Kind == metrics.KindRank {
		value, decimals = math.Max(value, 1), 0
	}
	return decimal.NewFromFloat(value).Round(decimals)
}
