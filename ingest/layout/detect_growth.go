package layout

import (
	"zhibiao/ingest/table"
	"zhibiao/metrics"
)

// growthSuffix makes the name of a growth of the name of what grows.
const growthSuffix = "增速"

// pairGrowth finds the value of each growth. A growth that stands alone is an indicator
// of its own: 规模以上工业增加值 with nothing but 增速.
func (d *detection) pairGrowth() error {
	for i := range d.table.Columns {
		growthColumn := &d.table.Columns[i]
		head := d.headings[table.ColumnNumber(growthColumn.Column)]
		if head.kind != growth || growthColumn.Measure == Ignored {
			continue
		}
		growthColumn.Measure = YearOnYear
		of := d.valueOf(i, head)
		if of != "" && d.isDifference(i, of) {
			growthColumn.Measure = Ignored
			continue
		}
		if of != "" {
			growthColumn.Of = of
			growthColumn.Indicator, growthColumn.Area, growthColumn.Suffix, growthColumn.Unit = "", "", "", "%"
			growthColumn.Period, growthColumn.Frequency, growthColumn.Status = "", "", ""
			continue
		}
		if d.hasValues() && !d.names.IsIndicator(growthColumn.Indicator+growthSuffix, "%") {
			growthColumn.Measure = Ignored
			continue
		}
		if growthColumn.Period == "" && !d.rows(CarriesPeriod) {
			return d.refuse("layout.no_period")
		}
		growthColumn.Measure, growthColumn.Unit = Value, "%"
		if growthColumn.Indicator != "" {
			growthColumn.Indicator += growthSuffix
		} else {
			growthColumn.Suffix = growthSuffix
		}
	}
	return nil
}

func (d *detection) hasValues() bool {
	for i := range d.table.Columns {
		if d.isPlain(i) {
			return true
		}
	}
	return false
}

func (d *detection) isPlain(i int) bool {
	column := d.table.Columns[i]
	return column.Measure == Value && d.headings[table.ColumnNumber(column.Column)].kind == plain
}

// valueOf returns the column whose growth a column is: the nearest on its left, else on
// its right, that agrees in what the heading of the growth says. A growth behind 2023年
// and 2022年 that says no period is that of the later one.
func (d *detection) valueOf(at int, head heading) string {
	agrees := func(i int) bool {
		if i < 0 || i >= len(d.table.Columns) || !d.isPlain(i) {
			return false
		}
		value, growth := d.table.Columns[i], d.table.Columns[at]
		said := head.period != "" || head.cumulative || head.single
		return (head.name == "" || value.Indicator == growth.Indicator && value.Suffix == growth.Suffix) &&
			(head.area == "" || value.Area == growth.Area) &&
			(!said || value.Period == growth.Period && value.Frequency == growth.Frequency)
	}
	left := -1
	for i := at - 1; i >= 0 && (left < 0 || d.headings[table.ColumnNumber(d.table.Columns[i].Column)].kind != growth); i-- {
		if agrees(i) && (left < 0 || d.isLater(i, left)) {
			left = i
		}
	}
	if left >= 0 {
		return d.table.Columns[left].Column
	}
	for i := at + 1; i < len(d.table.Columns); i++ {
		if agrees(i) {
			return d.table.Columns[i].Column
		}
	}
	return ""
}

// isLater tells whether a column holds the same as another for a period that ends later.
func (d *detection) isLater(i, than int) bool {
	column, other := d.table.Columns[i], d.table.Columns[than]
	later, err := metrics.ReadPeriod(metrics.Frequency(column.Frequency), column.Period)
	earlier, otherErr := metrics.ReadPeriod(metrics.Frequency(other.Frequency), other.Period)
	return err == nil && otherErr == nil && later.Frequency == earlier.Frequency && later.Last > earlier.Last &&
		column.Indicator == other.Indicator && column.Suffix == other.Suffix && column.Area == other.Area
}
