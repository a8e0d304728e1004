package layout

import (
	"slices"

	"zhibiao/ingest/table"
)

// Description says how the tables of a file are laid out. Detect writes one, a person
// may write or mend one, and Read takes a file apart by it.
type Description struct {
	Tables       []Table  `yaml:"tables"`
	IgnoreSheets []string `yaml:"ignore_sheets,omitempty"`
}

// Carries says what the labels of a column say about the values of their row.
type Carries string

// What a column of labels can carry.
const (
	CarriesIndicator Carries = "indicator"
	CarriesArea      Carries = "area"
	CarriesPeriod    Carries = "period"
	CarriesDimension Carries = "dimension"
	CarriesUnit      Carries = "unit"
	CarriesNote      Carries = "note"
	// CarriesIndicatorCode and CarriesAreaCode are codes beside the names of another column.
	CarriesIndicatorCode Carries = "indicator_code"
	CarriesAreaCode      Carries = "area_code"
)

// Measure says what the numbers of a column are.
type Measure string

// The measures of a column.
const (
	// Value is the value itself.
	Value Measure = "value"
	// YearOnYear is the growth of the value in the column Of on the year before.
	YearOnYear Measure = "year_on_year"
	// Ignored numbers are recognised and not loaded.
	Ignored Measure = "ignored"
)

// Table is one table of a sheet. Fixed parts (indicator, area, period, unit) hold for
// every value that neither its row nor its column says otherwise.
type Table struct {
	Sheet      string `yaml:"sheet,omitempty"` // empty for text files
	Title      string `yaml:"title,omitempty"` // as printed; for people only
	HeaderRows Span   `yaml:"header_rows,omitempty"`
	DataRows   Span   `yaml:"data_rows"`
	SkipRows   []int  `yaml:"skip_rows,omitempty,flow"`   // totals, notes, headings between the rows
	GrowthRows []int  `yaml:"growth_rows,omitempty,flow"` // growth on the year before, of the row above or of the row they name
	// Sections are headings between the rows that say something about the rows below.
	Sections []Section `yaml:"sections,omitempty"`
	Labels   []Label   `yaml:"labels"`
	Columns  []Column  `yaml:"columns"`

	Indicator string `yaml:"indicator,omitempty"`
	Area      string `yaml:"area,omitempty"`
	Period    string `yaml:"period,omitempty"`
	Frequency string `yaml:"frequency,omitempty"`
	Year      int    `yaml:"year,omitempty"` // of periods that give none, such as 8月
	Unit      string `yaml:"unit,omitempty"`
	// Units are those of a line such as 单位：万吨、亿元: each value has the one in which its
	// indicator is measured, and Unit where that is none of them.
	Units []string `yaml:"units,omitempty,flow"`
	Total string   `yaml:"total,omitempty"` // area of the row 合计; the city when empty
	// Suffix completes names of indicators that are no names without it: 原煤 in a table
	// of 产量.
	Suffix string `yaml:"suffix,omitempty"`
}

// Label is a column that says something about all values of its row.
type Label struct {
	Column  string  `yaml:"column"` // letters
	Heading string  `yaml:"heading,omitempty"`
	Carries Carries `yaml:"carries"`
	// FillDown gives blank cells the text above them.
	FillDown bool `yaml:"fill_down,omitempty"`
}

// Section is a heading between rows. What it says holds until another one says it anew.
type Section struct {
	Row    int    `yaml:"row"`
	Area   string `yaml:"area,omitempty"`
	Period string `yaml:"period,omitempty"` // or the year of periods that give none
	Unit   string `yaml:"unit,omitempty"`   // of values without one, up to a heading of this rank
	Rank   int    `yaml:"rank,omitempty"`   // 1 for 一、, 2 for （一）, 3 for 1、; 0 without a number
}

// Column is a column of numbers. Heading is what stands above it, its rows joined by
// “/”: a file whose heading differs is not read by this description.
type Column struct {
	Column    string  `yaml:"column"`
	Heading   string  `yaml:"heading,omitempty"`
	Measure   Measure `yaml:"measure,omitempty"` // empty is value
	Of        string  `yaml:"of,omitempty"`      // column of the value whose growth this is
	Indicator string  `yaml:"indicator,omitempty"`
	Suffix    string  `yaml:"suffix,omitempty"` // completes the indicator of the row: 产量
	Area      string  `yaml:"area,omitempty"`
	Period    string  `yaml:"period,omitempty"`
	Frequency string  `yaml:"frequency,omitempty"`
	Unit      string  `yaml:"unit,omitempty"`
	Status    string  `yaml:"status,omitempty"` // SDMX code of all values of the column: P, E or F
}

// firstColumnOf returns the column where a table begins: the first of its sheet, unless
// another table stands on its left under the same header.
func (d *Description) firstColumnOf(wanted *Table) int {
	first, _ := wanted.columns()
	for i := range d.Tables {
		other := &d.Tables[i]
		if _, last := other.columns(); other.Sheet == wanted.Sheet && other.HeaderRows == wanted.HeaderRows && last < first {
			return first
		}
	}
	return 1
}

// columns returns the first and the last column that the table describes.
func (t *Table) columns() (first, last int) {
	var numbers []int
	for _, label := range t.Labels {
		numbers = append(numbers, table.ColumnNumber(label.Column))
	}
	for _, column := range t.Columns {
		numbers = append(numbers, table.ColumnNumber(column.Column))
	}
	if len(numbers) == 0 {
		return 0, 0
	}
	return slices.Min(numbers), slices.Max(numbers)
}

// Names tells what printed names mean.
type Names interface {
	// IsIndicator tells whether a name, with its unit or an empty text, stands for
	// exactly one indicator.
	IsIndicator(name, unit string) bool
	// IsArea tells whether a name stands for an area.
	IsArea(name string) bool
	// IsMeasuredIn tells whether the indicator of a name can be given in a unit.
	IsMeasuredIn(name, unit string) bool
	// TotalOf returns the area of which a table with these areas is the total, and
	// whether that can be told; title is the area that the title names, or empty.
	TotalOf(title string, areas []string) (area string, told bool)
}
