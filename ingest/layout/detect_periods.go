package layout

import (
	"fmt"
	"regexp"
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
		column.Status = head.status
		if inRows && (head.period == "" || yearOnly.MatchString(head.period)) {
			column.Period = digitsOf(head.period) // a year above rows of months
			column.Frequency = string(frequencyOf(head))
			continue
		}
		if inRows || d.sectionsHavePeriods() && head.period != "" {
			return d.refuse("layout.two_meanings.period")
		}
		if d.sectionsHavePeriods() {
			column.Frequency = string(frequencyOf(head))
			continue // as the heading above the rows says
		}
		period, err := d.periodOf(column, head)
		if problem := metrics.AsProblem(err); problem != nil && problem.Key == "layout.no_period" && head.kind == growth {
			continue // of the value that it belongs to, see pairGrowth
		}
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

// firstOfMonth is the date that a spreadsheet makes of a typed month.
var firstOfMonth = regexp.MustCompile(`^\d{4}-\d{2}-01$`)

// periodOf reads the period of a column from its heading and the title.
func (d *detection) periodOf(column *Column, head heading) (metrics.Period, error) {
	hint := frequencyOf(head)
	if head.period == "" {
		return d.periodOfTitle(hint, d.context.year)
	}
	period, err := metrics.ReadPeriodIn(d.context.year, "", head.period)
	if firstOfMonth.MatchString(head.period) && err == nil && hint == "" {
		return metrics.MonthOf(period.First.Year(), period.First.Month()), nil
	}
	if problem := metrics.AsProblem(err); problem != nil && problem.Key == "period.no_year" && head.kind == growth {
		if latest, found := d.latestYear(); found {
			return metrics.ReadPeriodIn(latest, hint, head.period) // of the later of two years
		}
	}
	if problem := metrics.AsProblem(err); problem != nil && problem.Key == "period.no_year" {
		return period, d.refuse("layout.no_year", "value", head.period)
	}
	if err == nil && hint == "" && d.yearsArePartial() && yearOnly.MatchString(head.period) {
		return partOfYear(*d.context.period, period.Last.Year())
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

// yearsArePartial tells whether headings such as 2023年 and 2022年 stand for the part of
// each year that the title names: 2023 cannot be whole in a table of 2023年1—8月. Beside
// whole years before it, the title speaks of its own columns only.
func (d *detection) yearsArePartial() bool {
	if month := d.context.month(); month == 0 || month == 12 {
		return false
	}
	for _, head := range d.headings {
		if head.kind != other && yearOnly.MatchString(head.period) && digitsOf(head.period) == strconv.Itoa(d.context.year) {
			return true
		}
	}
	return false
}

// checkYearsOfRows refuses whole years in the rows of a table whose title names a part of
// the last of them: nobody can tell whether the earlier ones are whole.
func (d *detection) checkYearsOfRows() error {
	month := d.context.month()
	if month == 0 || month == 12 {
		return nil
	}
	wanted := strconv.Itoa(d.context.year)
	for _, label := range d.table.Labels {
		if label.Carries != CarriesPeriod || d.periodLabels() > 1 {
			continue
		}
		for _, i := range d.block.body {
			text := metrics.ArabicYears(cleaned(d.sheet.lines[i].cells[table.ColumnNumber(label.Column)-1].text))
			if yearOnly.MatchString(text) && digitsOf(text) == wanted {
				return d.refuse("layout.years_partial", "value", text, "title", d.context.written)
			}
		}
	}
	return nil
}

// latestYear is the last of the years that headings name.
func (d *detection) latestYear() (latest int, found bool) {
	for _, head := range d.headings {
		if period, err := metrics.ReadPeriod("", head.period); err == nil {
			latest, found = max(latest, period.Last.Year()), true
		}
	}
	return latest, found
}

// partOfYear is the same part of another year.
func partOfYear(part metrics.Period, year int) (metrics.Period, error) {
	return metrics.ParsePeriod(part.Frequency, strconv.Itoa(year)+part.String()[len("2006"):])
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
	if d.sectionsHavePeriods() && d.table.Sections[0].Row <= d.table.DataRows.First {
		return false, nil
	}
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
			text := labelPeriod(label.Heading, d.sheet.lines[i].cells[table.ColumnNumber(label.Column)-1].text)
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
