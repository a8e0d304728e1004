package main

import (
	"slices"
	"strconv"
	"strings"

	"zhibiao/metrics"
)

// resultColumns follow the columns of the cases. Where the file has them already, as
// the result of an earlier run does, they are filled anew.
func resultColumns() []string { return []string{"ratio", "score", "status", "explanation"} }

// caseTable says where the columns of the cases and of the result are.
type caseTable struct {
	header   []string // with the columns of the result
	width    int      // the columns that the file came with
	position map[string]int
}

// newCaseTable finds the columns by their names and adds those of the result.
func newCaseTable(header []string) (*caseTable, error) {
	table := &caseTable{header: slices.Clone(header), width: len(header), position: map[string]int{}}
	for position, name := range header {
		name = strings.ToLower(strings.TrimSpace(name))
		if _, twice := table.position[name]; twice && name != "" {
			return nil, metrics.NewProblem("methods.file.column_twice", "column", name)
		}
		table.position[name] = position
	}
	var missing []string
	for _, name := range []string{"base_year", "base_value", "current_year", "current_value", "direction"} {
		if _, found := table.position[name]; !found {
			missing = append(missing, name)
		}
	}
	if len(missing) > 0 {
		return nil, metrics.NewProblem("methods.file.columns", "columns", strings.Join(missing, ", "))
	}
	for _, name := range resultColumns() {
		if _, found := table.position[name]; !found {
			table.position[name] = len(table.header)
			table.header = append(table.header, name)
		}
	}
	return table, nil
}

func (table *caseTable) has(column string) bool {
	_, found := table.position[column]
	return found
}

// completed is the record with its result. Fields beyond the header have no column
// and are left out; the explanation says that they were there.
func (table *caseTable) completed(record []string, result metrics.MethodResult, explanation string) []string {
	full := make([]string, len(table.header))
	copy(full[:table.width], record)
	values := []string{numberField(result.Ratio), numberField(result.Score), result.Status, explanation}
	for n, name := range resultColumns() {
		full[table.position[name]] = values[n]
	}
	return full
}

func numberField(number *float64) string {
	if number == nil {
		return ""
	}
	return strconv.FormatFloat(*number, 'g', -1, 64)
}
