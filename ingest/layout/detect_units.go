package layout

import (
	"strconv"

	"zhibiao/ingest/table"
)

// placeUnits gives columns their units. A line of several units says nothing about a
// single value.
func (d *detection) placeUnits() error {
	d.readGrowthTable()
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
		if len(d.context.units) > 1 {
			d.table.Units = d.context.units
		}
	case len(plainUnits) == 0 && len(d.context.units) == 1:
		d.table.Unit = "%"
	case len(plainUnits) > 1 && open && !d.rows(CarriesUnit) && !d.rowsHaveUnits() && d.namesTellUnits():
		d.table.Units = d.context.units
	case len(plainUnits) > 1 && open && !d.rows(CarriesUnit) && !d.rowsHaveUnits():
		return d.refuse("layout.units_unclear", "count", strconv.Itoa(len(plainUnits)))
	}
	return nil
}

// namesTellUnits tells whether each name can be measured in exactly one of the units of
// the table: 煤炭产量 in 万吨 and not in 亿千瓦时.
func (d *detection) namesTellUnits() bool {
	names := d.rowNames()
	for _, column := range d.table.Columns {
		if column.Measure == Value && column.Unit == "" && column.Indicator != "" {
			names = append(names, column.Indicator)
		}
	}
	told := false
	for _, name := range names {
		if !d.names.IsIndicator(name, "") && !d.names.IsIndicator(name+d.table.Suffix, "") {
			continue // refused by its own name
		}
		if unitAmong(d.context.units, name, d.names) == "" && unitAmong(d.context.units, name+d.table.Suffix, d.names) == "" {
			return false
		}
		told = true
	}
	return told
}

// unitAmong returns the only unit in which an indicator can be given, or nothing.
func unitAmong(units []string, name string, names Names) string {
	found := ""
	for _, unit := range units {
		if names.IsMeasuredIn(name, unit) {
			if found != "" {
				return ""
			}
			found = unit
		}
	}
	return found
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
