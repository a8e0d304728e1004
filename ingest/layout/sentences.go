package layout

import (
	"regexp"
	"strings"

	"zhibiao/ingest/table"
	"zhibiao/metrics"
)

// describe puts into words what was understood of the table.
func (d *detection) describe() {
	said := d.sentences
	d.sentences = nil
	sheet := d.sheet.name
	if sheet == "" {
		sheet = d.file
	}
	key := []string{"layout.said.rows"}
	for _, carries := range []Carries{CarriesArea, CarriesPeriod, CarriesIndicator} {
		if d.rows(carries) {
			key = append(key, string(carries))
		}
	}
	form, table := strings.Join(key, "."), "layout.said.table"
	if d.table.Title != "" {
		table += ".titled"
	}
	d.say(table, "sheet", sheet, "title", d.table.Title, "header", d.table.HeaderRows.String(), "data", d.table.DataRows.String())
	d.say(form)
	if d.context.period != nil && (d.usesTitle() || d.table.Year != 0) {
		d.say("layout.said.period_from."+d.context.source, "period", d.context.written)
	}
	d.sayFixed()
	for i := range d.table.Columns {
		d.sayColumn(&d.table.Columns[i])
	}
	if rows := d.ofWhich(); len(rows) > 0 {
		d.say("layout.said.of_which", "rows", joinNumbers(rows))
	}
	if len(d.block.notes) > 0 {
		var numbers []int
		for _, i := range d.block.notes {
			numbers = append(numbers, d.sheet.lines[i].number)
		}
		d.say("layout.said.notes", "rows", joinNumbers(numbers))
	}
	for _, text := range d.captions {
		if planned.MatchString(text) {
			d.say("layout.said.perhaps_targets", "title", cleaned(text))
			break
		}
	}
	d.sentences = append(d.sentences, said...)
}

// planned are the words of tables that print targets, which no column heading tells from
// actual values.
var planned = regexp.MustCompile(`目标|规划|十[一二三四五六七八九]五`)

// usesTitle tells whether a column takes its period, or the year of it, from the title.
func (d *detection) usesTitle() bool {
	for _, column := range d.table.Columns {
		head := d.headings[table.ColumnNumber(column.Column)]
		open := head.period == "" || metrics.NeedsYear(head.period)
		if column.Measure == Value && open && !d.rows(CarriesPeriod) {
			return true
		}
	}
	return false
}

func (d *detection) sayFixed() {
	if d.table.Indicator != "" {
		d.say("layout.said.indicator", "indicator", d.table.Indicator)
	}
	switch {
	case d.table.Area != "":
		d.say("layout.said.area", "area", d.table.Area)
	case !d.rows(CarriesArea) && !d.columnsHaveAreas():
		d.say("layout.said.no_area")
	}
	if d.table.Suffix != "" {
		d.say("layout.said.suffix", "suffix", d.table.Suffix)
	}
	switch {
	case len(d.table.Units) > 1:
		d.say("layout.said.units", "units", strings.Join(d.table.Units, "、"))
	case d.table.Unit != "":
		d.say("layout.said.unit", "unit", d.table.Unit)
	case !d.rows(CarriesUnit) && !d.rowsHaveUnits() && !d.columnsHaveUnits() && !d.sectionsHaveUnits():
		d.say("layout.said.no_unit")
	}
}

func (d *detection) columnsHaveAreas() bool {
	for _, column := range d.table.Columns {
		if column.Area != "" {
			return true
		}
	}
	return false
}

func (d *detection) columnsHaveUnits() bool {
	for _, column := range d.table.Columns {
		if column.Measure == Value && column.Unit == "" {
			return false
		}
	}
	return true
}

// sayColumn tells what the numbers of a column are.
func (d *detection) sayColumn(column *Column) {
	place := d.place(column)
	switch column.Measure {
	case Ignored:
		d.say("layout.said.column_ignored", "column", place)
		return
	case YearOnYear:
		d.say("layout.said.column_growth", "column", place, "of", column.Of)
		return
	}
	var meaning []string
	name := column.Indicator
	if column.Suffix != "" {
		name = "…" + column.Suffix
	}
	for _, part := range []string{name, column.Area, column.Period} {
		if part != "" {
			meaning = append(meaning, part)
		}
	}
	if column.Unit != "" {
		meaning = append(meaning, column.Unit)
	}
	key := "layout.said.column"
	if len(meaning) == 0 {
		d.say("layout.said.column.bare", "column", place)
		return
	}
	if column.Frequency != "" {
		key += "." + strings.ToLower(column.Frequency)
	}
	d.say(key, "column", place, "meaning", strings.Join(meaning, " · "))
	if column.Status != "" {
		d.say("layout.said.status."+strings.ToLower(column.Status), "column", place)
	}
}

// ofWhich lists the rows that are a part of the row above them.
func (d *detection) ofWhich() []int {
	var rows []int
	for _, i := range d.block.body {
		for _, label := range d.table.Labels {
			column := table.ColumnNumber(label.Column)
			if label.Carries == CarriesIndicator && ofWhich.MatchString(d.sheet.lines[i].cells[column-1].text) {
				rows = append(rows, d.sheet.lines[i].number)
			}
		}
	}
	return rows
}
