package layout

import (
	"strconv"

	"zhibiao/ingest/table"
)

// placeUnits gives columns their units. A line of several units says nothing about a
// single value.
func (d *detection) placeUnits() error {
	open := false
	for i := range d.table.Columns {
		column := &d.table.Columns[i]
		if unit := d.headings[table.ColumnNumber(column.Column)].unit; unit != "" && column.Measure == Value {
			column.Unit = unit
		}
		open = open || column.Measure == Value && column.Unit == ""
	}
	var plainUnits []string
	for _, unit := range d.context.units {
		if unit != "%" {
			plainUnits = append(plainUnits, unit)
		}
	}
	switch {
	case len(plainUnits) == 1:
		d.table.Unit = plainUnits[0]
	case len(plainUnits) == 0 && len(d.context.units) == 1:
		d.table.Unit = "%"
	case len(plainUnits) > 1 && open && !d.rows(CarriesUnit) && !d.rowsHaveUnits():
		return d.refuse("layout.units_unclear", "count", strconv.Itoa(len(plainUnits)))
	}
	return nil
}

// rowsHaveUnits tells whether every row of values names its unit in brackets.
func (d *detection) rowsHaveUnits() bool {
	for _, label := range d.table.Labels {
		if label.Carries != CarriesIndicator {
			continue
		}
		for _, i := range d.block.body {
			if d.sheet.kindOf(i, false) != dataLine {
				continue
			}
			if _, unit := labelName(d.sheet.lines[i].cells[table.ColumnNumber(label.Column)-1].text); unit == "" {
				return false
			}
		}
		return true
	}
	return false
}
