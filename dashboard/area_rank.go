package dashboard

import (
	"cmp"
	"slices"

	"zhibiao/dashboard/charts"
	"zhibiao/metrics"
)

// rank fills the rows of a comparison: the best first, by the direction of the
// indicator, the largest first where it has none.
func (v snapshot) rank(page *AreaComparisonPage, series *areaSeries, banners []*metrics.Area, words wording) {
	if city := series.at(page.Period, metrics.CityArea); city != nil {
		value := city.Value.Decimal.InexactFloat64()
		page.City.Value, page.City.Key = &value, city.ObservationKey
	}
	page.City.Target = v.targetOn(metrics.CityArea, page.Dimension)
	for _, area := range banners {
		value := series.at(page.Period, area.Code)
		if value == nil {
			page.Without = append(page.Without, area)
			continue
		}
		row := ComparisonRow{Area: area, Value: *value, Target: v.targetOn(area.Code, page.Dimension),
			Change: changeOnYear(page.Indicator, value, series.at(yearBefore(page.Period), area.Code))}
		number := value.Value.Decimal.InexactFloat64()
		if page.City.Value != nil {
			switch {
			case !page.Adds():
				apart := number - *page.City.Value
				row.Apart = &apart
			case *page.City.Value > 0:
				share := number / *page.City.Value
				row.Share = &share
			}
		}
		page.Rows = append(page.Rows, row)
	}
	sortByRank(page.Indicator, page.Rows)
	page.drawBars(words)
}

// sortByRank orders rows and numbers them; equal values share a number.
func sortByRank(indicator *metrics.Indicator, rows []ComparisonRow) {
	slices.SortStableFunc(rows, func(a, b ComparisonRow) int {
		order := b.Value.Value.Decimal.Cmp(a.Value.Value.Decimal)
		if indicator.Direction == metrics.LowerIsBetter {
			order = -order
		}
		return cmp.Or(order, cmp.Compare(a.Area.Code, b.Area.Code))
	})
	for i := range rows {
		rows[i].Rank = i + 1
		if i > 0 && rows[i].Value.Value.Decimal.Equal(rows[i-1].Value.Value.Decimal) {
			rows[i].Rank = rows[i-1].Rank
		}
	}
}

// targetOn returns what is asked of an area on the indicator of the page, or nil.
func (v snapshot) targetOn(area, dimension string) *Item {
	for _, item := range v.obligationsOf(area) {
		if item.Dimension == dimension && v.assessments[item.Target.Code] != nil && item.Target.Value.Valid {
			return &item
		}
	}
	return nil
}

// drawBars draws the rows on one axis, with the city's value and target where they can
// be compared with those of its parts, and else with the mean of the parts.
func (p *AreaComparisonPage) drawBars(words wording) {
	if len(p.Rows) == 0 {
		return
	}
	var values []float64
	sum := 0.0
	for _, row := range p.Rows {
		number := row.Value.Value.Decimal.InexactFloat64()
		sum += number
		values = append(values, number)
		if row.Target != nil {
			values = append(values, *float(row.Target.Target.Value))
		}
	}
	var references []charts.Reference
	refer := func(class string, value float64) {
		references = append(references, charts.Reference{Class: class, Value: value})
		values = append(values, value)
	}
	if p.Adds() {
		mean := sum / float64(len(p.Rows))
		p.Average = &mean
		refer("ranked-mean", mean)
	} else {
		if p.City.Value != nil {
			refer("ranked-mean", *p.City.Value)
		}
		if p.City.Target != nil {
			refer("ranked-goal", *float(p.City.Target.Target.Value))
		}
	}
	low, high := charts.RankedAxis(values)
	for i := range p.Rows {
		row := &p.Rows[i]
		row.Bar = charts.RankedBar{Value: float(row.Value.Value), References: references, Low: low, High: high,
			Dot:   p.Indicator.Kind == metrics.KindRank,
			Label: words.text("areas.bar", "area", words.name(row.Area), "value", words.value(p.Indicator, row.Value.Value), "unit", words.unit(p.Indicator.Unit))}
		if row.Target != nil {
			row.Bar.Target = float(row.Target.Target.Value)
		}
	}
}

// multiply draws a small chart for each banner, all on the same axes, and lays out the
// table of the numbers behind them.
func (p *AreaComparisonPage) multiply(series *areaSeries, banners []*metrics.Area, words wording) {
	all := map[string][]charts.Point{}
	frames := make([][]charts.Point, 0, len(banners)+1)
	for _, area := range banners {
		all[area.Code] = pointsOf(series.of(area.Code))
		frames = append(frames, all[area.Code])
	}
	var mean []charts.Point
	if !p.Adds() {
		mean = pointsOf(series.of(metrics.CityArea))
		frames = append(frames, mean)
	}
	frame := charts.FrameOf(frames...)
	p.Years = slices.Clone(p.Periods)
	slices.Reverse(p.Years)
	for _, area := range banners {
		values := series.of(area.Code)
		if len(values) == 0 {
			continue
		}
		chart := charts.SmallMultiple{Series: all[area.Code], Mean: mean, Frame: frame,
			Label: words.text("areas.multiple", "area", words.name(area), "count", len(values))}
		for _, other := range banners {
			if other != area {
				chart.Others = append(chart.Others, all[other.Code])
			}
		}
		multiple := AreaMultiple{Area: area, Chart: chart, Latest: &values[len(values)-1]}
		for _, period := range p.Years {
			multiple.Years = append(multiple.Years, series.at(period, area.Code))
		}
		p.Multiples = append(p.Multiples, multiple)
	}
}
