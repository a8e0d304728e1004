package layout

import (
	"slices"
	"strings"

	"zhibiao/ingest/table"
	"zhibiao/metrics"
)

// findSkipped lists the rows between the values that hold none: headings of sections,
// totals of indicators or periods, shares and ranks; and the rows that hold the growth of
// the row above them.
func (d *detection) findSkipped() {
	var totals, others, alone []int
	above := false // a row of values stands directly above
	for _, i := range d.block.body {
		line := d.sheet.lines[i]
		kind := d.kindOfRow(i)
		switch {
		case d.sheet.kindOf(i, false) != dataLine:
			d.table.SkipRows = append(d.table.SkipRows, line.number)
			above = false
			continue
		case kind == totalRow:
			totals = append(totals, line.number)
		case kind == otherRow || kind == growthRow && !above:
			others = append(others, line.number)
		case kind == growthRow || kind == namedGrowthRow:
			d.table.GrowthRows = append(d.table.GrowthRows, line.number)
			continue
		default:
			above = true
			if d.hasGrowthAlone(i) {
				alone = append(alone, line.number)
			}
			continue
		}
		d.table.SkipRows = append(d.table.SkipRows, line.number)
	}
	d.sayRows("layout.said.totals", totals)
	d.sayRows("layout.said.growth_rows", d.table.GrowthRows)
	d.sayRows("layout.said.other_rows", others)
	d.sayRows("layout.said.growth_alone", alone)
}

// hasGrowthAlone tells a row whose growth stands for a value that is not published.
func (d *detection) hasGrowthAlone(i int) bool {
	reader := &tableReader{sheet: d.sheet, table: &d.table, names: d.names, above: map[string]cell{}}
	for _, reading := range reader.readRow(d.sheet.lines[i].number) {
		if strings.HasSuffix(reading.Indicator, growthSuffix) && reading.Places.Number == reading.Places.Unit {
			return true
		}
	}
	return false
}

// rowKind is what the labels of a row make of its numbers.
type rowKind int

const (
	valueRow rowKind = iota
	totalRow
	growthRow // 同比增长 below 煤炭产量
	// namedGrowthRow is 煤炭产量_同比增长 in a table with 煤炭产量_当期值, wherever that stands.
	namedGrowthRow
	otherRow // 占全市比重, 位次, a growth in other than per cent
)

func (d *detection) kindOfRow(i int) rowKind {
	cells := d.sheet.lines[i].cells
	unit := ""
	for _, label := range d.table.Labels {
		if label.Carries == CarriesUnit {
			unit = cleaned(cells[table.ColumnNumber(label.Column)-1].text)
		}
	}
	for _, label := range d.table.Labels {
		name, ownUnit := labelName(cells[table.ColumnNumber(label.Column)-1].text)
		if ownUnit != "" {
			unit = ownUnit
		}
		switch label.Carries {
		case CarriesArea, CarriesPeriod, CarriesIndicator:
			if subtotalName.MatchString(name) || totalName.MatchString(name) && (label.Carries != CarriesArea || d.totalUnclear && !cityTotal.MatchString(name)) {
				return totalRow
			}
		}
		if label.Carries != CarriesIndicator || name == "" || d.names.IsIndicator(name, unit) {
			continue
		}
		if base, asked, isGrowth := splitMeasure(name, d.names); isGrowth {
			if (unit == "" || unit == "%" || unit == "％") && d.hasValueNamed(label.Column, base, asked) {
				return namedGrowthRow
			}
			return otherRow
		}
		if growthCore.MatchString(name) && growthWord.MatchString(name) {
			if unit == "" || unit == "%" || unit == "％" {
				return growthRow
			}
			return otherRow
		}
		if otherWord.MatchString(name) {
			return otherRow
		}
	}
	return valueRow
}

// hasValueNamed tells whether a row holds the value of exactly this name, of the month or
// of the year to date as asked.
func (d *detection) hasValueNamed(letters, name string, asked metrics.Frequency) bool {
	column := table.ColumnNumber(letters)
	return slices.ContainsFunc(d.block.body, func(i int) bool {
		other, _ := labelName(d.sheet.lines[i].cells[column-1].text)
		base, of, isGrowth := splitMeasure(other, d.names)
		return !isGrowth && base == name && of == asked
	})
}
