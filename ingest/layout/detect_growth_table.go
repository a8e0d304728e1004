package layout

import (
	"regexp"
	"slices"

	"github.com/shopspring/decimal"

	"zhibiao/ingest/table"
	"zhibiao/metrics"
)

// growthTitle are titles of tables whose numbers are growths; 总量及增速 has both.
var growthTitle = regexp.MustCompile(`(?:^|[^及和与、])(?:增速|增长速度|增长率|增长情况|同比增长|增幅)`)

// largestGrowth bounds what a table without a unit may hold to be one of growths, in per cent.
var largestGrowth = decimal.NewFromInt(100)

// readGrowthTable takes the numbers of a table of growths for growths: below 各旗区主要指标
// 增速 the 6.5 of 地区生产总值 is no amount of money.
func (d *detection) readGrowthTable() {
	if !slices.ContainsFunc(d.captions, func(text string) bool { return growthTitle.MatchString(cleaned(text)) }) ||
		d.rows(CarriesUnit) || d.rowsHaveUnits() || slices.ContainsFunc(d.context.units, func(unit string) bool { return unit != "%" }) ||
		growthTitle.MatchString(d.context.indicator) || !d.smallNumbers() {
		return
	}
	for i := range d.table.Columns {
		if head := d.headings[table.ColumnNumber(d.table.Columns[i].Column)]; head.kind == growth || head.unit != "" && head.unit != "%" {
			return
		}
	}
	for i := range d.table.Columns {
		column := &d.table.Columns[i]
		switch {
		case column.Measure != Value || d.names.IsMeasuredIn(column.Indicator, "%"):
			continue
		case column.Indicator != "":
			column.Indicator += growthSuffix
		case d.rows(CarriesIndicator) && column.Suffix == "":
			column.Suffix = growthSuffix
		default:
			continue
		}
		column.Unit = "%"
		d.say("layout.said.growth_table", "column", column.Column)
	}
}

// smallNumbers tells whether all values of a table can be growths in per cent.
func (d *detection) smallNumbers() bool {
	for i := range d.table.Columns {
		at := table.ColumnNumber(d.table.Columns[i].Column)
		for _, row := range d.block.body {
			number, err := metrics.ParseNumber(cleanedValue(d.sheet.lines[row].cells[at-1].text))
			if err == nil && number.Value.Valid && number.Value.Decimal.Abs().GreaterThanOrEqual(largestGrowth) {
				return false
			}
		}
	}
	return true
}

// isShare tells a row whose unit is %.
func (d *detection) isShare(row int) bool {
	for _, label := range d.table.Labels {
		text := d.sheet.lines[row].cells[table.ColumnNumber(label.Column)-1].text
		if _, unit := labelName(text); unit == "%" || label.Carries == CarriesUnit && (cleaned(text) == "%" || cleaned(text) == "％") {
			return true
		}
	}
	return false
}

// isDifference tells whether the numbers below 增减, without %, are what has come to the
// value since the year before: in a row that has all three numbers they add up.
func (d *detection) isDifference(at int, of string) bool {
	if !pointsHead.MatchString(cleaned(d.table.Columns[at].Heading)) {
		return false
	}
	for _, row := range d.block.body {
		cells := d.sheet.lines[row].cells
		number := func(letters string) (decimal.Decimal, bool) {
			read, err := metrics.ParseNumber(cleanedValue(cells[table.ColumnNumber(letters)-1].text))
			return read.Value.Decimal, err == nil && read.Value.Valid
		}
		value, known := number(of)
		change, changed := number(d.table.Columns[at].Column)
		if !known || !changed || change.IsZero() || d.isShare(row) {
			continue // the difference of a share is in percentage points, see growsInPoints
		}
		for i := range d.table.Columns {
			if letters := d.table.Columns[i].Column; i != at && letters != of {
				if before, known := number(letters); known && value.Sub(before).Equal(change) {
					return true
				}
			}
		}
	}
	return false
}
