package layout

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"zhibiao/ingest/table"
	"zhibiao/metrics"
)

// Reading is one value of a table with all that the table says about it, as text. An
// empty text says nothing. Places holds the cells.
type Reading struct {
	Sheet                          string
	Row                            int // of the number
	Indicator, Area, Dimension     string
	IndicatorCode, AreaCode        string // that stand beside the names
	Frequency, Period              string
	Number, Unit, YearOnYear, Note string
	Status                         string // SDMX code, empty where the table says none
	PartOf                         string // the row above, of which a row marked 其中 is a part
	Nameless                       bool   // nothing says of what, or of which area, the number is
	Places                         Places
	asked                          metrics.Frequency // by the name of the row
	named                          string            // the row, as printed, without its measure
}

// Places are the cells from which a reading comes; the zero value where the text comes
// from a title or from the description.
type Places struct{ Indicator, IndicatorCode, Area, AreaCode, Dimension, Period, Number, Unit, YearOnYear, Note table.Place }

// Read takes the tables of a file apart as described, in the order of the description,
// row by row. Empty cells give no reading. The error is a Problem: layout.no_sheet or
// layout.header_moved.
func Read(file string, grids []table.Grid, described *Description, names Names) ([]Reading, error) {
	sheets := map[string]*sheet{}
	for _, grid := range grids {
		if !grid.Hidden {
			sheets[grid.Sheet] = look(grid)
		}
	}
	var all []Reading
	for i := range described.Tables {
		wanted := &described.Tables[i]
		seen := sheets[wanted.Sheet]
		if seen == nil && wanted.Sheet == "" && len(grids) > 0 {
			seen = sheets[grids[0].Sheet]
		}
		if seen == nil {
			return nil, metrics.NewProblem("layout.no_sheet", "file", file, "sheet", wanted.Sheet)
		}
		reader := &tableReader{sheet: seen, table: wanted, from: described.firstColumnOf(wanted), names: names, notes: seen.footnotes(), above: map[string]cell{}}
		if err := reader.checkHeadings(); err != nil {
			return nil, err
		}
		all = append(all, reader.read()...)
	}
	return all, nil
}

// footnotes maps marks such as ① to the text that explains them.
func (s *sheet) footnotes() map[string]string {
	notes := map[string]string{}
	for i := range s.lines {
		text := strings.TrimPrefix(strings.TrimPrefix(s.lines[i].first(), "注："), "注:")
		for _, sign := range []string{"①", "②", "③", "④", "⑤", "⑥", "⑦", "⑧", "⑨", "[1]", "[2]", "[3]", "[4]", "[5]", "*", "※"} {
			if rest, found := strings.CutPrefix(text, sign); found && rest != "" && notes[sign] == "" && !strings.HasPrefix(rest, "*") {
				notes[sign] = strings.TrimSpace(rest)
			}
		}
	}
	return notes
}

// tableReader takes one table apart.
type tableReader struct {
	sheet  *sheet
	table  *Table
	from   int // first column of the table
	names  Names
	notes  map[string]string
	parent string
	above  map[string]cell // of labels that are filled down
}

// checkHeadings holds the headings of the file against the description: a column that
// moved would otherwise be read as something else.
func (r *tableReader) checkHeadings() error {
	if r.table.HeaderRows.IsZero() {
		return nil
	}
	work := &detection{sheet: r.sheet, from: r.from}
	for i := range r.sheet.lines {
		if r.table.HeaderRows.Has(r.sheet.lines[i].number) {
			work.block.header = append(work.block.header, i)
		}
	}
	check := func(letters, expected string) error {
		number := table.ColumnNumber(letters)
		found := ""
		if number <= r.sheet.width {
			found = strings.Join(work.levels(number), "/")
		}
		if expected == "" || normalHeading(found) == normalHeading(expected) {
			return nil
		}
		return metrics.NewProblem("layout.header_moved", "sheet", r.sheet.name, "column", letters,
			"rows", r.table.HeaderRows.String(), "expected", expected, "found", found)
	}
	for _, column := range r.table.Columns {
		if err := check(column.Column, column.Heading); err != nil {
			return err
		}
	}
	return nil
}

func normalHeading(text string) string { return strings.ToLower(cleaned(text)) }

func (r *tableReader) read() []Reading {
	skipped := map[int]bool{}
	for _, row := range r.table.SkipRows {
		skipped[row] = true
	}
	var readings []Reading
	last := 0 // where the readings of the last row begin
	var named []int
	for i := range r.sheet.lines {
		number := r.sheet.lines[i].number
		switch {
		case !r.table.DataRows.Has(number) || skipped[number]:
		case slices.Contains(r.table.GrowthRows, number) && r.namesGrowthOf(number) != growthName{}:
			named = append(named, number)
		case slices.Contains(r.table.GrowthRows, number):
			r.addGrowth(readings[last:], number)
		default:
			last = len(readings)
			readings = append(readings, r.readRow(number)...)
		}
	}
	for _, number := range named { // the row of the value may stand below
		r.addNamedGrowth(readings, number)
	}
	return readings
}

// readRow reads the values of one row.
func (r *tableReader) readRow(number int) []Reading {
	row := Reading{Sheet: r.sheet.name, Row: number, Indicator: r.table.Indicator, Area: r.table.Area,
		Period: r.table.Period, Frequency: r.table.Frequency}
	over := r.table.sectionsOver(number)
	row.Area, row.Period = cmp.Or(over.Area, row.Area), cmp.Or(over.Period, row.Period)
	row.Nameless = !r.readLabels(&row, number)
	var readings []Reading
	for i := range r.table.Columns {
		column := &r.table.Columns[i]
		if column.Measure != Value {
			continue
		}
		value := r.sheet.cell(number, table.ColumnNumber(column.Column))
		growth := r.growthOf(number, column.Column)
		if value.spread || value.text == "" && growth.text == "" || row.Nameless && !isNumber(value.text) {
			continue
		}
		readings = append(readings, r.complete(row, column, value, growth))
	}
	return readings
}

func (r *tableReader) growthOf(number int, letters string) cell {
	for i := range r.table.Columns {
		if column := &r.table.Columns[i]; column.Measure == YearOnYear && column.Of == letters {
			return r.sheet.cell(number, table.ColumnNumber(column.Column))
		}
	}
	return cell{}
}

// pointsHead are headings of differences; those of a share are in percentage points unless
// the heading says %.
var pointsHead = regexp.MustCompile(`(?:增减|升降|±|\+-)$`)

func (r *tableReader) growsInPoints(letters string) bool {
	for i := range r.table.Columns {
		if column := &r.table.Columns[i]; column.Measure == YearOnYear && column.Of == letters {
			return pointsHead.MatchString(cleaned(column.Heading))
		}
	}
	return false
}

// complete adds to a row what the column says.
func (r *tableReader) complete(row Reading, column *Column, value, growth cell) Reading {
	heading := table.Place{}
	if !r.table.HeaderRows.IsZero() {
		heading = table.Place{Row: r.table.HeaderRows.Last, Column: table.ColumnNumber(column.Column)}
	}
	row.Number, row.Places.Number = cleanedValue(value.text), value.origin
	if value.text == "" {
		row.Places.Number = table.Place{Row: row.Row, Column: table.ColumnNumber(column.Column)}
	}
	if number, err := metrics.ParseNumber(row.Number); err == nil && !number.Missing {
		row.Status = column.Status
	}
	if growth.text != "" && !growth.spread {
		row.YearOnYear, row.Places.YearOnYear = cleanedValue(growth.text), growth.origin
	}
	if sign := mark(value.text); sign != value.text {
		r.addFootnote(&row, value.text)
	}
	if column.Indicator != "" {
		row.Indicator, row.Places.Indicator = column.Indicator, heading
	}
	if column.Area != "" {
		row.Area, row.Places.Area = column.Area, heading
	}
	ofTable := false
	switch {
	case column.Unit != "":
		row.Unit, row.Places.Unit = column.Unit, heading
	case row.Unit == "":
		row.Unit = cmp.Or(r.table.sectionsOver(row.Row).Unit, r.table.Unit)
		ofTable = row.Unit == r.table.Unit
	}
	row.Indicator = r.fullName(row.Indicator, column.Suffix, row.Unit)
	if ofTable {
		row.Unit = cmp.Or(unitAmong(r.table.Units, row.Indicator, r.names), row.Unit)
	}
	if row.YearOnYear != "" && row.Unit == "%" && r.growsInPoints(column.Column) {
		row.YearOnYear += "个百分点"
	}
	r.readPeriod(&row, column, heading)
	r.takeGrowthAlone(&row)
	return row
}

// takeGrowthAlone reads a growth whose value is not published, such as that of 固定资产投资,
// for the indicator of the growth.
func (r *tableReader) takeGrowthAlone(row *Reading) {
	value, err := metrics.ParseNumber(row.Number)
	if err != nil || !value.Missing || row.YearOnYear == "" || !r.names.IsIndicator(row.Indicator+growthSuffix, "%") {
		return
	}
	if growth, err := metrics.ParseNumber(row.YearOnYear); err != nil || growth.Missing {
		return
	}
	row.Indicator, row.Unit = row.Indicator+growthSuffix, "%"
	row.Number, row.Places.Number = row.YearOnYear, row.Places.YearOnYear
	row.Places.Unit = row.Places.YearOnYear
	row.YearOnYear, row.Places.YearOnYear = "", table.Place{}
}

// fullName adds the suffix of the column, which always belongs to the name, or that of
// the table, which is needed only where the name alone means nothing.
func (r *tableReader) fullName(name, ofColumn, unit string) string {
	if chinese := chinesePart(name); !r.names.IsIndicator(name, unit) && r.names.IsIndicator(chinese, unit) {
		name = chinese
	}
	switch {
	case ofColumn != "" && strings.HasSuffix(name, ofColumn):
		return name
	case ofColumn != "" && !r.names.IsIndicator(name+ofColumn, unit) && r.names.IsIndicator(name, unit) && sameEnd(name, ofColumn):
		return name // 发电量 in a column of 产量 is complete
	case ofColumn != "":
		return name + ofColumn
	case ofColumn == "" && r.table.Suffix != "" && !r.names.IsIndicator(name, unit) && r.names.IsIndicator(name+r.table.Suffix, unit):
		return name + r.table.Suffix
	}
	return name
}

// sameEnd tells whether two names end with the same character: both are quantities (量),
// or both are values (值).
func sameEnd(a, b string) bool {
	runesOfA, runesOfB := []rune(a), []rune(b)
	return len(runesOfA) > 0 && len(runesOfB) > 0 && runesOfA[len(runesOfA)-1] == runesOfB[len(runesOfB)-1]
}

// readPeriod reads the period of row and column together. What cannot be read stays as
// it is written, and is rejected with its row.
func (r *tableReader) readPeriod(row *Reading, column *Column, heading table.Place) {
	year, text, hint := r.table.Year, row.Period, metrics.Frequency(row.Frequency)
	if column.Frequency != "" {
		hint = metrics.Frequency(column.Frequency)
	}
	hint = cmp.Or(row.asked, hint)
	if column.Period != "" {
		if written, err := strconv.Atoi(column.Period); err == nil && metrics.NeedsYear(text) {
			year = written
		} else {
			text, row.Places.Period = column.Period, heading
		}
	}
	row.Period, row.Frequency = text, string(hint)
	if hint == "" && firstOfMonth.MatchString(text) {
		return // a month or a day: whoever loads the row says which, and that it guessed
	}
	if period, err := metrics.ReadPeriodIn(year, hint, text); err == nil {
		row.Period, row.Frequency = period.String(), string(period.Frequency)
	}
}
