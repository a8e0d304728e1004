package catalogue

import (
	"encoding/csv"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"zhibiao/metrics"
)

// row is one row of a file. Its methods read cells by the name of the column and note
// what is wrong.
type row struct {
	file   string
	number int
	places map[string]int
	cells  []string
	errors *errorList
}

// readFile reads a CSV file with a header and calls each for every row. Columns that
// are not asked for are ignored; columns that are missing are an error.
func readFile(fsys fs.FS, name string, errors *errorList, columns []string, each func(row)) {
	file, err := fsys.Open(name)
	if err != nil {
		errors.add(&CellError{File: name, Reason: err.Error()})
		return
	}
	defer func() { _ = file.Close() }()
	reader := csv.NewReader(file)
	records, err := reader.ReadAll()
	if err != nil {
		errors.add(&CellError{File: name, Reason: err.Error()})
		return
	}
	if len(records) == 0 {
		errors.add(&CellError{File: name, Reason: "the file is empty"})
		return
	}
	places := map[string]int{}
	for i, header := range records[0] {
		header = strings.TrimPrefix(header, "\ufeff")
		if _, twice := places[header]; twice {
			errors.add(&CellError{File: name, Row: 1, Column: header, Reason: "the column stands twice"})
		}
		places[header] = i
	}
	complete := true
	for _, column := range columns {
		if _, known := places[column]; !known {
			errors.add(&CellError{File: name, Row: 1, Column: column, Reason: "the column is missing"})
			complete = false
		}
	}
	if !complete {
		return
	}
	for i, cells := range records[1:] {
		each(row{file: name, number: i + 2, places: places, cells: cells, errors: errors})
	}
}

func (r row) fail(column, reason string) {
	r.errors.add(&CellError{File: r.file, Row: r.number, Column: column, Value: r.text(column), Reason: reason})
}

func (r row) text(column string) string {
	place, known := r.places[column]
	if !known {
		return ""
	}
	return strings.TrimSpace(r.cells[place])
}

func (r row) required(column string) string {
	text := r.text(column)
	if text == "" {
		r.fail(column, "the cell must not be empty")
	}
	return text
}

// list reads entries separated by semicolons.
func (r row) list(column string) []string {
	var entries []string
	for entry := range strings.SplitSeq(r.text(column), ";") {
		if entry = strings.TrimSpace(entry); entry != "" {
			entries = append(entries, entry)
		}
	}
	return entries
}

func (r row) integer(column string) int {
	number, err := strconv.Atoi(r.text(column))
	if err != nil {
		r.fail(column, "the cell must be a whole number")
	}
	return number
}

func (r row) optionalNumber(column string) decimal.NullDecimal {
	text := r.text(column)
	if text == "" {
		return decimal.NullDecimal{}
	}
	number, err := metrics.ParseNumber(text)
	if err != nil || number.Missing || number.Unit != "" || number.Comparator != "" {
		r.fail(column, "the cell must be a plain number")
		return decimal.NullDecimal{}
	}
	return number.Value
}

func (r row) requiredNumber(column string) decimal.Decimal {
	number := r.optionalNumber(column)
	if !number.Valid {
		r.required(column)
	}
	return number.Decimal
}

func (r row) date(column string) metrics.Date {
	date, err := metrics.ParseDate(r.text(column))
	if err != nil {
		r.fail(column, "the cell must be a day such as 2023-12-31")
	}
	return date
}

// yes reads yes and no; an empty cell is what ifEmpty says.
func (r row) yes(column string, ifEmpty bool) bool {
	switch r.text(column) {
	case "yes":
		return true
	case "no":
		return false
	case "":
		return ifEmpty
	}
	r.fail(column, "the cell must be yes or no")
	return false
}

// word reads a cell with a closed list of words.
func word[T ~string](r row, column string, words ...T) T {
	text := T(r.text(column))
	if !slices.Contains(words, text) {
		r.fail(column, fmt.Sprintf("the cell must be one of %v", words))
	}
	return text
}
