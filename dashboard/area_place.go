package dashboard

import (
	"context"

	"zhibiao/dashboard/charts"
	"zhibiao/metrics"
)

// placeAmongSiblings says of each value where it stands among those of the siblings of
// the same period, and beside the one of the parent.
func (s *Server) placeAmongSiblings(ctx context.Context, words wording, filters Filters, page AreaPage, own []AreaSeries) error {
	if len(page.Siblings) == 0 || len(own) == 0 {
		return nil
	}
	indicators := map[string]bool{}
	for _, value := range own {
		indicators[value.Indicator.Code] = true
	}
	observations, err := s.areaObservations(ctx, filters, append(codesOf(page.Siblings), page.Area.Parent), sortedKeys(indicators))
	if err != nil {
		return err
	}
	type placeOf struct {
		indicator, dimension string
		period               metrics.Period
	}
	others := map[placeOf]map[string]metrics.Observation{}
	for _, observation := range observations {
		if !observation.Value.Valid {
			continue
		}
		key := placeOf{observation.Indicator, observation.Dimension, observation.Period}
		if others[key] == nil {
			others[key] = map[string]metrics.Observation{}
		}
		others[key][observation.Area] = observation
	}
	for i := range own {
		own[i].place(words, page, others[placeOf{own[i].Indicator.Code, own[i].Dimension, own[i].Latest.Period}])
	}
	return nil
}

// place sets a value among those of the same period, by area.
func (a *AreaSeries) place(words wording, page AreaPage, same map[string]metrics.Observation) {
	number := a.Latest.Value.Decimal.InexactFloat64()
	strip := charts.DotStrip{Value: number}
	if parent, known := same[page.Area.Parent]; known {
		whole := parent.Value.Decimal.InexactFloat64()
		switch {
		case a.Indicator.Aggregation != "sum":
			apart := number - whole
			a.Apart, strip.Mean = &apart, &whole
		case whole > 0:
			share := number / whole
			a.Share = &share
		}
	}
	better := 0
	for _, sibling := range page.Siblings {
		other, known := same[sibling.Code]
		if !known {
			continue
		}
		a.Ranked++
		if sibling.Code != page.Area.Code {
			strip.Others = append(strip.Others, other.Value.Decimal.InexactFloat64())
		}
		order := other.Value.Decimal.Cmp(a.Latest.Value.Decimal)
		if a.Indicator.Direction == metrics.LowerIsBetter {
			order = -order
		}
		if order > 0 {
			better++
		}
	}
	if a.Ranked < 2 {
		a.Ranked = 0
		return
	}
	a.Rank = better + 1
	strip.Label = words.text("areas.strip", "area", words.name(page.Area), "rank", a.Rank, "count", a.Ranked)
	a.Strip = strip
}
