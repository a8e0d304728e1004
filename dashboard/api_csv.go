package dashboard

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"reflect"
	"slices"
)

// writeRowsCSV writes a list of an answer as RFC 4180 has it: UTF-8 without a byte order
// mark, a header with the names of the JSON answer, lines that end with CRLF. Columns are
// the fields that hold one value; lists and objects stand in the JSON answer only. Texts
// are written as they are, because a program must get what stands in the store.
func writeRowsCSV(to io.Writer, rows reflect.Value) error {
	columns := columnsOf(rows.Type().Elem())
	writer := csv.NewWriter(to)
	writer.UseCRLF = true
	names := make([]string, len(columns))
	for i, column := range columns {
		names[i] = column.name
	}
	if err := writer.Write(names); err != nil {
		return err
	}
	cells := make([]string, len(columns))
	for i := range rows.Len() {
		row := rows.Index(i)
		for j, column := range columns {
			text, err := cellText(row, column)
			if err != nil {
				return fmt.Errorf("column %s: %w", column.name, err)
			}
			cells[j] = text
		}
		if err := writer.Write(cells); err != nil {
			return err
		}
	}
	writer.Flush()
	return writer.Error()
}

// rowsCSV writes the list of an answer that has the given name in JSON.
func rowsCSV(content any, name string) ([]byte, error) {
	answer := reflect.ValueOf(content)
	for _, field := range jsonFields(answer.Type()) {
		if rows, found := field.of(answer); field.name == name && found {
			var body bytes.Buffer
			err := writeRowsCSV(&body, rows)
			return body.Bytes(), err
		}
	}
	return nil, fmt.Errorf("no list %q in %s", name, answer.Type())
}

// columnsOf lists the fields of a row that fit into a cell, those of an object within the
// row as object.field.
func columnsOf(row reflect.Type) []jsonField {
	var columns []jsonField
	for _, field := range jsonFields(row) {
		switch {
		case isScalar(field.kind):
			columns = append(columns, field)
		case field.kind.Kind() == reflect.Struct:
			for _, inner := range columnsOf(field.kind) {
				inner.name = field.name + "." + inner.name
				inner.index = slices.Concat(field.index, inner.index)
				columns = append(columns, inner)
			}
		}
	}
	return columns
}

// cellText writes a value as JSON does, a text without its quotes and null as nothing.
func cellText(row reflect.Value, column jsonField) (string, error) {
	value, found := column.of(row)
	if !found {
		return "", nil
	}
	encoded, err := json.Marshal(value.Interface())
	if err != nil {
		return "", err
	}
	if string(encoded) == "null" {
		return "", nil
	}
	var text string
	if json.Unmarshal(encoded, &text) == nil {
		return text, nil
	}
	return string(encoded), nil
}
