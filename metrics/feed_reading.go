package metrics

import "slices"

// FeedReading says how the files of a feed are read, where that cannot be left to the
// program. The zero value leaves everything to it.
type FeedReading struct {
	Format string `json:"format,omitempty" yaml:"format,omitempty"` // csv, xlsx, json or sdmx-csv; empty: told from the file
	Sheet  string `json:"sheet,omitempty" yaml:"sheet,omitempty"`   // of a workbook with a tidy table; empty: 数据, data or the first
	// HeaderRow is the row of the headings of a tidy table, counted from 1; 0: searched.
	HeaderRow int    `json:"header_row,omitempty" yaml:"header_row,omitempty"`
	Encoding  string `json:"encoding,omitempty" yaml:"encoding,omitempty"`   // of a text file: UTF-8, GB18030, UTF-16LE or UTF-16BE; empty: told from the bytes
	Delimiter string `json:"delimiter,omitempty" yaml:"delimiter,omitempty"` // comma, semicolon, tab or bar; empty: told from the text
	// Layout describes cross tables as YAML, see the room ingest/layout.
	Layout string `json:"layout,omitempty" yaml:"layout,omitempty"`
	// Columns says what headings mean that the program does not know, or knows otherwise.
	Columns []FeedColumn `json:"columns,omitempty" yaml:"columns,omitempty"`
	// Units holds the unit of values whose row gives none.
	Units []FeedUnit `json:"units,omitempty" yaml:"units,omitempty"`
	// MissingMarks are texts that stand for an absent value in this feed, beside — and the
	// like.
	MissingMarks []string `json:"missing_marks,omitempty" yaml:"missing_marks,omitempty,flow"`
}

// FeedColumn says what one heading means: the name of a column of the tidy format
// (indicator, area, period, value, …), IndicatorNames, AreaNames or IgnoredColumn.
type FeedColumn struct {
	Heading string `json:"heading" yaml:"heading"`
	Means   string `json:"means" yaml:"means"`
}

// IndicatorNames and AreaNames are the meanings of columns whose names stand beside the
// codes of the column indicator or area, and are held against them.
const (
	IndicatorNames = "indicator_name"
	AreaNames      = "area_name"
)

// IgnoredColumn is the meaning of a column that is not read, and not remarked upon.
const IgnoredColumn = "ignore"

// FeedUnit is the unit of the values of an indicator, named as in the file or by its
// code; of all others when Indicator is empty.
type FeedUnit struct {
	Indicator string `json:"indicator,omitempty" yaml:"indicator,omitempty"`
	Unit      string `json:"unit" yaml:"unit"`
}

// UnitOf returns the unit of the values of an indicator, known by any of these names, or
// an empty text where the feed says nothing.
func (r FeedReading) UnitOf(names ...string) string {
	other := ""
	for _, given := range r.Units {
		switch {
		case given.Indicator == "":
			other = given.Unit
		case slices.Contains(names, given.Indicator):
			return given.Unit
		}
	}
	return other
}

// FeedFormats lists the formats of files.
func FeedFormats() []string { return []string{"csv", "xlsx", "json", "sdmx-csv"} }

// FeedEncodings lists the encodings of text files.
func FeedEncodings() []string { return []string{"UTF-8", "GB18030", "UTF-16LE", "UTF-16BE"} }

// FeedDelimiters maps the names of delimiters to the characters.
func FeedDelimiters() map[string]rune {
	return map[string]rune{"comma": ',', "semicolon": ';', "tab": '\t', "bar": '|'}
}
