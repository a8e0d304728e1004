package dashboard

import (
	"html/template"
	"strconv"

	"github.com/shopspring/decimal"

	"zhibiao/dashboard/charts"
	"zhibiao/metrics"
)

// bullet draws an item: latest value against target and required path.
func (w wording) bullet(item Item) template.HTML {
	if item.Target == nil || item.Indicator.Kind == metrics.KindEvent {
		return ""
	}
	bullet := charts.Bullet{
		Target: float(item.Target.Value), Base: float(item.Target.BaseValue),
		Dot: item.Indicator.Kind == metrics.KindRank || item.Indicator.Direction == metrics.LowerIsBetter,
	}
	if item.Target.Comparator == metrics.Between {
		bullet.TargetHigh = float(item.Target.ValueHigh)
	}
	latest := missing
	if item.Assessment != nil {
		bullet.Actual, bullet.Required = float(item.Assessment.Latest), item.Assessment.RequiredValue
		latest = w.value(item.Indicator, item.Assessment.Latest)
	}
	if bullet.Target == nil {
		return ""
	}
	bullet.Label = w.text("bullet.label", "latest", latest, "target", w.targetValue(item.Indicator, item.Target),
		"unit", w.unit(item.Indicator.Unit))
	return bullet.SVG()
}

// sparkline draws the values of an item with the path to its target.
func (w wording) sparkline(item Item) template.HTML {
	var picture charts.Sparkline
	for _, observation := range item.Observations {
		if value := float(observation.Value); value != nil {
			picture.Actual = append(picture.Actual, charts.Point{X: years(observation.Period.Last), Y: *value})
		}
	}
	if len(picture.Actual) == 0 || item.Indicator.Kind == metrics.KindEvent {
		return ""
	}
	if target := item.Target; target != nil && target.Value.Valid && !target.Deadline().IsZero() {
		if base := float(target.BaseValue); base != nil && len(target.BasePeriod) >= 4 {
			if year, err := strconv.Atoi(target.BasePeriod[:4]); err == nil {
				picture.Path = append(picture.Path, charts.Point{X: float64(year) + 1, Y: *base})
			}
		}
		for _, milestone := range item.Interim {
			picture.Path = append(picture.Path, charts.Point{X: years(milestone.Deadline()), Y: *float(milestone.Value)})
		}
		picture.Path = append(picture.Path, charts.Point{X: years(target.Deadline()), Y: *float(target.Value)})
	}
	picture.Label = w.text("sparkline.label", "count", len(picture.Actual))
	return picture.SVG()
}

// years measures time in years; the end of 2025 is 2026.
func years(date metrics.Date) float64 {
	return float64(date.Year()) + (float64(date.Month()-1)+float64(date.Day())/31)/12
}

// float returns the nearest float64 of an exact value, for drawing only.
func float(value decimal.NullDecimal) *float64 {
	if !value.Valid {
		return nil
	}
	nearest := value.Decimal.InexactFloat64()
	return &nearest
}
