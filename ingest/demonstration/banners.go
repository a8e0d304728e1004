package demonstration

import (
	"github.com/shopspring/decimal"

	"zhibiao/metrics"
)

// banner is one of the nine banners and districts with its weight for heavy industry
// and for what follows the population. The weights are round numbers for show, not
// statistics.
type banner struct {
	area               string
	industry, dwelling float64
}

func banners() []banner {
	return []banner{
		{"150602", 8, 26}, {"150603", 1, 6}, {"150621", 13, 15}, {"150622", 24, 17}, {"150623", 7, 4},
		{"150624", 12, 8}, {"150625", 5, 6}, {"150626", 12, 7}, {"150627", 18, 11},
	}
}

// dwellingThemes are the themes whose values follow the population.
var dwellingThemes = map[string]bool{
	"ELDERLY": true, "CHILDREN": true, "HEALTH": true, "SCIENCE": true, "COMMUNITY": true, "BUSINESS": true,
}

// bannerIndicators get values for the banners too. Those that the catalogue does not
// have, or that have no target, are passed over.
func bannerIndicators() []string {
	return []string{
		"COAL-OUTPUT", "COAL-CAPACITY", "ENERGY-INDUSTRY-VALUE", "COAL-INDUSTRY-VALUE", "THERMAL-POWER-GENERATION",
		"NATURAL-GAS-OUTPUT", "NATURAL-GAS-VALUE", "POWER-CAPACITY", "NEW-ENERGY-CAPACITY", "NEW-ENERGY-GENERATION",
		"NEW-ENERGY-INDUSTRY-VALUE", "NEW-STORAGE-CAPACITY", "HYDROGEN-OUTPUT", "HYDROGEN-VEHICLES", "HYDROGEN-STATIONS",
		"TRADE-TOTAL", "CASHMERE-CHAIN-VALUE", "QUALITY-CASHMERE-GOATS", "ELDERLY-CARE-BEDS", "ELDERLY-INSTITUTION-BEDS",
		"NURSING-BED-SHARE", "CHILDCARE-PLACES", "CHILDCARE-PLACES-PER-1000", "CHILDCARE-INCLUSIVE-SHARE",
		"CHILDCARE-INSTITUTIONS-REGISTERED",
	}
}

// split gives each banner its part of a value of the city. Amounts that may be added
// are cut along the sums of the weights, each cut rounded once, so that the parts add
// up to the whole exactly. Ratios lie around the value of the city.
func split(value decimal.Decimal, indicator *metrics.Indicator, dimension string, chance chance) []decimal.Decimal {
	parts := make([]decimal.Decimal, 0, len(banners()))
	decimals := int32(indicator.Decimals)
	if indicator.Aggregation != "sum" {
		for _, banner := range banners() {
			factor := decimal.NewFromFloat(chance.between(0.86, 1.12, indicator.Code, dimension, banner.area))
			part := value.Mul(factor).Round(decimals)
			if hundred := decimal.NewFromInt(100); indicator.Unit == "%" && part.GreaterThan(hundred) {
				part = hundred
			}
			parts = append(parts, part)
		}
		return parts
	}
	weights, all := weightsOf(indicator, dimension, chance)
	var sum float64
	cut := decimal.Zero
	for i, weight := range weights {
		sum += weight
		next := value
		if i < len(weights)-1 {
			next = value.Mul(decimal.NewFromFloat(sum / all)).Round(decimals)
		}
		parts = append(parts, next.Sub(cut))
		cut = next
	}
	return parts
}

func weightsOf(indicator *metrics.Indicator, dimension string, chance chance) (weights []float64, all float64) {
	for _, banner := range banners() {
		weight := banner.industry
		if dwellingThemes[indicator.Theme] {
			weight = banner.dwelling
		}
		weight *= chance.between(0.8, 1.2, indicator.Code, dimension, banner.area)
		weights = append(weights, weight)
		all += weight
	}
	return weights, all
}

// splitsByMonth tells whether every banner gets an amount that is not negative in
// every month. Where amounts are too small for that, rounding each sum once would take
// a unit back, and the banners get yearly values only.
func (c *course) splitsByMonth(year int) bool {
	before := split(decimal.Zero, c.series.indicator, c.series.dimension, c.chance)
	for month := 1; month <= 12; month++ {
		sums := split(c.yearToDate(year, month), c.series.indicator, c.series.dimension, c.chance)
		for i := range sums {
			if sums[i].LessThan(before[i]) {
				return false
			}
		}
		before = sums
	}
	return true
}
