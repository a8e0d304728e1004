package layout

import (
	"strings"

	"zhibiao/ingest/table"
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
		case kind == growthRow:
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
	otherRow  // 占全市比重, 位次, a growth in other than per cent
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
		if _, _, isGrowth := splitMeasure(name, d.names); isGrowth {
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
