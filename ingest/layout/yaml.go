package layout

import (
	"bytes"
	"fmt"
	"strconv"

	"go.yaml.in/yaml/v3"

	"zhibiao/ingest/table"
	"zhibiao/metrics"
)

// Write returns the description as YAML.
func (d Description) Write() ([]byte, error) {
	var text bytes.Buffer
	encoder := yaml.NewEncoder(&text)
	encoder.SetIndent(2)
	if err := encoder.Encode(d); err != nil {
		return nil, fmt.Errorf("write the layout: %w", err)
	}
	return text.Bytes(), encoder.Close()
}

// ReadDescription reads a description and checks what can be checked without a file.
// The error is a Problem: layout.form, layout.nothing, layout.column, layout.value or
// layout.of.
func ReadDescription(text []byte) (*Description, error) {
	var described Description
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	decoder.KnownFields(true)
	if err := decoder.Decode(&described); err != nil {
		return nil, metrics.NewProblem("layout.form", "detail", err.Error()).Because(err)
	}
	if len(described.Tables) == 0 {
		return nil, metrics.NewProblem("layout.nothing")
	}
	for i := range described.Tables {
		if err := described.Tables[i].check(i + 1); err != nil {
			return nil, err
		}
	}
	return &described, nil
}

func (t *Table) check(number int) error {
	wrong := func(key, value string) error {
		return metrics.NewProblem(key, "table", strconv.Itoa(number), "value", value)
	}
	if t.DataRows.IsZero() || len(t.Columns) == 0 {
		return wrong("layout.nothing", "")
	}
	values, all := map[string]bool{}, map[string]bool{}
	for i := range t.Columns {
		column := &t.Columns[i]
		if column.Measure == "" {
			column.Measure = Value
		}
		if table.ColumnNumber(column.Column) == 0 || all[column.Column] {
			return wrong("layout.column", column.Column)
		}
		all[column.Column] = true
		switch column.Status {
		case "", "P", "E", "F":
		default:
			return wrong("layout.value", column.Status)
		}
		switch column.Measure {
		case Value:
			values[column.Column] = true
		case YearOnYear, Ignored:
		default:
			return wrong("layout.value", string(column.Measure))
		}
	}
	for _, column := range t.Columns {
		if column.Measure == YearOnYear && !values[column.Of] {
			return wrong("layout.of", column.Column)
		}
	}
	for _, label := range t.Labels {
		if table.ColumnNumber(label.Column) == 0 || all[label.Column] {
			return wrong("layout.column", label.Column)
		}
		switch label.Carries {
		case CarriesIndicator, CarriesArea, CarriesPeriod, CarriesDimension, CarriesUnit, CarriesNote, CarriesIndicatorCode, CarriesAreaCode:
		default:
			return wrong("layout.value", string(label.Carries))
		}
	}
	return nil
}
