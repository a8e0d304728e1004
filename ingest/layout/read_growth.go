package layout

import (
	"zhibiao/ingest/table"
	"zhibiao/metrics"
)

// addGrowth gives the values of the row above their growth, column by column.
func (r *tableReader) addGrowth(above []Reading, number int) {
	for i := range above {
		r.growOf(&above[i], number)
	}
}

func (r *tableReader) growOf(value *Reading, number int) {
	growth := r.sheet.cell(number, value.Places.Number.Column)
	if growth.text != "" && !growth.spread && value.YearOnYear == "" {
		value.YearOnYear, value.Places.YearOnYear = cleanedValue(growth.text), growth.origin
	}
}

// growthName is the value whose growth a row says to hold: 原煤产量_累计增长 is that of
// 原煤产量 of the year to date. The zero value names none.
type growthName struct {
	of    string
	asked metrics.Frequency
}

func (r *tableReader) namesGrowthOf(number int) growthName {
	for _, label := range r.table.Labels {
		if label.Carries != CarriesIndicator {
			continue
		}
		name, _ := labelName(r.sheet.cell(number, table.ColumnNumber(label.Column)).text)
		if base, asked, isGrowth := splitMeasure(name, r.names); isGrowth {
			return growthName{base, asked}
		}
	}
	return growthName{}
}

// addNamedGrowth gives the values of the row that is named their growth. Of two such rows,
// which are refused as duplicates later, both have it.
func (r *tableReader) addNamedGrowth(readings []Reading, number int) {
	wanted := r.namesGrowthOf(number)
	for i := range readings {
		if value := &readings[i]; value.named == wanted.of && value.asked == wanted.asked {
			r.growOf(value, number)
		}
	}
}
