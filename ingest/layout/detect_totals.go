package layout

import (
	"regexp"

	"zhibiao/ingest/table"
)

// cityTotal is a total that says itself of what.
var cityTotal = regexp.MustCompile(`^全市(?:合计|总计)$`)

// placeTotals settles of which area the row or the column 合计 is. Where neither the title
// nor the areas beside it tell, it is not read: the sum of some parks is not the city.
func (d *detection) placeTotals() error {
	var areas []string
	found := false
	enter := func(name string) {
		switch {
		case totalName.MatchString(name):
			found = found || !cityTotal.MatchString(name)
		case name != "" && !subtotalName.MatchString(name):
			areas = append(areas, name)
		}
	}
	for _, label := range d.table.Labels {
		if label.Carries != CarriesArea {
			continue
		}
		for _, i := range d.block.body {
			if d.sheet.kindOf(i, false) == dataLine {
				name, _ := labelName(d.sheet.lines[i].cells[table.ColumnNumber(label.Column)-1].text)
				enter(name)
			}
		}
	}
	for _, head := range d.headings {
		enter(head.area)
	}
	if !found {
		return nil
	}
	whole, told := d.names.TotalOf(d.context.area, areas)
	if d.table.Total = whole; !told {
		d.totalUnclear = true
		d.say("layout.said.total_unclear")
	} else if whole != "" {
		d.say("layout.said.total_area", "area", whole)
	}
	for i := range d.table.Columns {
		column := &d.table.Columns[i]
		switch {
		case !totalName.MatchString(column.Area):
		case cityTotal.MatchString(column.Area):
			column.Area = ""
		case !told:
			column.Measure = Ignored
		default:
			column.Area = whole
		}
	}
	return nil
}
