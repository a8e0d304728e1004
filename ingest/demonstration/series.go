package demonstration

import (
	"cmp"
	"slices"
	"strconv"

	"zhibiao/metrics"
)

// series is what the targets say about one series of the city, or of an area that a
// target is set for one by one: where it starts and where it is to be in which year.
type series struct {
	indicator *metrics.Indicator
	area      string
	dimension string
	baseYear  int
	base      float64
	anchors   []anchor // by year, at least one; the years lie after baseYear
	lower     bool     // lower is better
}

type anchor struct {
	year  int
	value float64
}

// name tells the series apart for chance.
func (s *series) name() string {
	name := s.indicator.Code + "|" + s.dimension
	if s.area != metrics.CityArea {
		name += "|" + s.area
	}
	return name
}

const (
	defaultBaseYear     = 2021 // the year before the first bulletin
	standingAnchorYears = 4    // a rule without a year is kept from the base on; this is where its path is pinned
)

// seriesOf collects the series of the city, and of the areas that a target is set for
// one by one, that have a target in force with a number, in the order of the catalogue.
func seriesOf(catalogue *metrics.Catalogue, chance chance) []*series {
	byKey := map[metrics.SeriesKey][]*metrics.Target{}
	var order []metrics.SeriesKey
	for i := range catalogue.Targets {
		target := &catalogue.Targets[i]
		if !target.InForce || !target.Value.Valid || catalogue.Indicator(target.Indicator) == nil {
			continue
		}
		areas := catalogue.EachOf(target.Area)
		if target.Area == metrics.CityArea {
			areas = []string{target.Area}
		}
		for _, area := range areas {
			key := metrics.SeriesKey{Indicator: target.Indicator, Area: area, Dimension: target.Dimension}
			if byKey[key] == nil {
				order = append(order, key)
			}
			byKey[key] = append(byKey[key], target)
		}
	}
	all := make([]*series, 0, len(order))
	for _, key := range order {
		all = append(all, newSeries(catalogue.Indicator(key.Indicator), key.Area, byKey[key], chance))
	}
	return all
}

func newSeries(indicator *metrics.Indicator, area string, targets []*metrics.Target, chance chance) *series {
	s := &series{indicator: indicator, area: area, dimension: targets[0].Dimension, lower: indicator.Direction == metrics.LowerIsBetter}
	base := baseOf(targets)
	s.baseYear = defaultBaseYear
	if base != nil {
		s.baseYear, s.base = base.year, base.value
	}
	first := 0
	years := map[int]bool{}
	for _, target := range targets {
		year := s.baseYear + standingAnchorYears
		if deadline := target.Deadline(); !deadline.IsZero() {
			year = deadline.Year()
		} else if len(targets) > 1 {
			continue // a vision without a year beside targets with one
		}
		if years[year] {
			continue // the first statement of a year counts
		}
		years[year] = true
		s.anchors = append(s.anchors, anchor{year, valueOf(target)})
	}
	if len(s.anchors) == 0 {
		s.anchors = []anchor{{s.baseYear + standingAnchorYears, valueOf(targets[0])}}
	}
	slices.SortFunc(s.anchors, func(a, b anchor) int { return cmp.Compare(a.year, b.year) })
	if base == nil {
		s.baseYear = min(s.baseYear, s.anchors[0].year-1)
		s.base = startWithoutBase(s, s.anchors[first].value, chance)
	}
	s.anchors = slices.DeleteFunc(s.anchors, func(a anchor) bool { return a.year <= s.baseYear })
	if len(s.anchors) == 0 {
		s.anchors = []anchor{{s.baseYear + 1, s.base}}
	}
	return s
}

// valueOf is the target value, the middle of a range.
func valueOf(target *metrics.Target) float64 {
	value := target.Value.Decimal.InexactFloat64()
	if target.ValueHigh.Valid {
		value = (value + target.ValueHigh.Decimal.InexactFloat64()) / 2
	}
	return value
}

// baseOf returns the earliest comparable base that a target prints, or nil.
func baseOf(targets []*metrics.Target) *anchor {
	var found *anchor
	for _, target := range targets {
		if !target.BaseValue.Valid || !target.BaseComparable || len(target.BasePeriod) < 4 {
			continue
		}
		year, err := strconv.Atoi(target.BasePeriod[:4])
		if err == nil && (found == nil || year < found.year) {
			found = &anchor{year, target.BaseValue.Decimal.InexactFloat64()}
		}
	}
	return found
}

// startWithoutBase puts the start at 70 to 85 % of the first target (at its reciprocal
// where lower is better), a few places behind a rank, and at zero for what is counted
// from the beginning of the plan.
func startWithoutBase(s *series, target float64, chance chance) float64 {
	share := chance.between(0.70, 0.85, s.name(), "start")
	switch {
	case s.indicator.Kind == metrics.KindCumulative || s.indicator.Kind == metrics.KindEvent:
		return 0
	case s.indicator.Kind == metrics.KindRank:
		return target + float64(int(chance.between(2, 6, s.name(), "start")))
	case s.lower && target == 0:
		return float64(int(chance.between(1, 4, s.name(), "start")))
	case s.lower:
		return target / share
	}
	return target * share
}
