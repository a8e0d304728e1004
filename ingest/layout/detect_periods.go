package layout

import (
	"fmt"
	"strconv"

	"zhibiao/ingest/table"
	"zhibiao/metrics"
)

// placePeriods settles the period of each column, or how the periods of the rows are to
// be read below it.
func (d *detection) placePeriods() error {
	inRows := d.rows(CarriesPeriod)
	if inRows {
		needed, err := d.yearsOfRows()
		if err != nil {
			return err
		}
		if needed {
			d.table.Year = d.context.year
		}
	}
	for i := range d.table.Columns {
		column := &d.table.Columns[i]
		if column.Measure == Ignored {
			continue
		}
		head := d.headings[table.ColumnNumber(column.Column)]
		if inRows && (head.period == "" || yearOnly.MatchString(head.period)) {
			column.Period = digitsOf(head.period) // a year above rows of months
			column.Frequency = string(frequencyOf(head))
			continue
		}
		if inRows {
			return d.refuse("layout.two_meanings.period")
		}
		period, err := d.periodOf(column, head)
		if err != nil {
			return err
		}
		column.Period, column.Frequency = period.String(), string(period.Frequency)
	}
	return nil
}

func digitsOf(year string) string {
	if len(year) < 4 {
		return ""
	}
	return year[:4]
}

// frequencyOf is the frequency that a heading asks for, empty when it leaves it open.
func frequencyOf(head heading) metrics.Frequency {
	switch {
	case head.cumulative:
		return metrics.YearToDate
	case head.single:
		return metrics.Month
	}
	return ""
}

// periodOf reads the period of a column from its heading and the title.
func (d *detection) periodOf(column *Column, head heading) (metrics.Period, error) {
	hint := frequencyOf(head)
	if head.period == "" {
		return d.periodOfTitle(hint, d.context.year)
	}
	period, err := metrics.ReadPeriodIn(d.context.year, "", head.period)
	if problem := metrics.AsProblem(err); problem != nil && problem.Key == "period.no_year" {
		return period, d.refuse("layout.no_year", "value", head.period)
	}
	if err == nil && hint != "" && period.Frequency != hint {
		if period.Frequency == metrics.Annual && d.context.month() > 0 {
			return d.periodOfTitle(hint, period.Last.Year())
		}
		period, err = metrics.ReadPeriodIn(d.context.year, hint, head.period)
	}
	if err != nil {
		return period, d.refuse("layout.columns_unclear", "columns", d.place(column))
	}
	return period, nil
}

// periodOfTitle reads the period of the title as the measure of a column asks: 本月 of a
// title “2023年1—8月” is August, 累计 of a title “2023年8月” runs from January.
func (d *detection) periodOfTitle(hint metrics.Frequency, year int) (metrics.Period, error) {
	month := d.context.month()
	switch {
	case d.context.period == nil && month == 0 && year == 0:
		return metrics.Period{}, d.refuse("layout.no_period")
	case hint == "" && d.context.period != nil:
		return *d.context.period, nil
	case hint == "" || month == 0:
		return metrics.Period{}, d.refuse("layout.no_period")
	}
	return metrics.ParsePeriod(hint, fmt.Sprintf("%d-%02d", year, month))
}

// yearsOfRows tells whether rows carry periods without a year that no column gives.
func (d *detection) yearsOfRows() (bool, error) {
	yearsAbove := true
	if d.periodLabels() > 1 {
		return false, nil // a column of years beside one of months
	}
	for _, column := range d.table.Columns {
		head := d.headings[table.ColumnNumber(column.Column)]
		yearsAbove = yearsAbove && (yearOnly.MatchString(head.period) || column.Measure == Ignored || head.kind == growth)
	}
	for _, label := range d.table.Labels {
		if label.Carries != CarriesPeriod {
			continue
		}
		for _, i := range d.block.body {
			text := cleaned(d.sheet.lines[i].cells[table.ColumnNumber(label.Column)-1].text)
			if !metrics.NeedsYear(text) || yearsAbove {
				continue
			}
			if d.context.year == 0 {
				return false, d.refuse("layout.no_year", "value", text)
			}
			return true, nil
		}
	}
	return false, nil
}

func (d *detection) periodLabels() int {
	count := 0
	for _, label := range d.table.Labels {
		if label.Carries == CarriesPeriod {
			count++
		}
	}
	return count
}

// checkMeanings refuses two columns of values that mean the same.
func (d *detection) checkMeanings() error {
	type meaning struct{ indicator, suffix, area, period, frequency, of string }
	first := map[meaning]*Column{}
	for i := range d.table.Columns {
		column := &d.table.Columns[i]
		if column.Measure == Ignored {
			continue
		}
		key := meaning{column.Indicator, column.Suffix, column.Area, column.Period, column.Frequency, column.Of}
		if earlier := first[key]; earlier != nil {
			return d.refuse("layout.same_meaning", "first", d.place(earlier), "second", d.place(column))
		}
		first[key] = column
	}
	return nil
}

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
		if of := d.valueOf(i, head); of != "" {
			growthColumn.Of = of
			growthColumn.Indicator, growthColumn.Area, growthColumn.Suffix, growthColumn.Unit = "", "", "", "%"
			growthColumn.Period, growthColumn.Frequency = "", ""
			continue
		}
		if d.hasValues() {
			growthColumn.Measure = Ignored
			continue
		}
		growthColumn.Measure, growthColumn.Unit = Value, "%"
		if growthColumn.Indicator != "" {
			growthColumn.Indicator += "增速"
		} else {
			growthColumn.Suffix = "增速"
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
// its right, that agrees in what the heading of the growth says.
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
	for i := at - 1; i >= 0; i-- {
		if agrees(i) {
			return d.table.Columns[i].Column
		}
	}
	for i := at + 1; i < len(d.table.Columns); i++ {
		if agrees(i) {
			return d.table.Columns[i].Column
		}
	}
	return ""
}

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
