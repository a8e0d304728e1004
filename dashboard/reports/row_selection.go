package reports

import "slices"

// RowSelection is a sheet that shows some rows of a report again, in an order of its own,
// such as those that are furthest behind. Its numbers and lights are formulas that point
// at the table, so that a value that is changed there changes here, too.
type RowSelection struct {
	Sheet   string // name of the sheet
	Heading string
	Empty   string // what stands there when no row is selected
	Rows    []int  // places in Report.Rows
}

// selectionColumns show what a reader in a meeting asks for: what, how far, until when,
// and who answers for it.
func (r Report) selectionColumns() []column {
	results := slices.DeleteFunc(r.resultColumns(), func(column column) bool {
		return column.key == columnTargetRate || column.key == columnIncrementRate || column.key == columnTimeRate || column.key == "observation_status"
	})
	outlook := column{"outlook", r.text("column.outlook"), 9, 13, func(row Row) cell { return textCell(row.Outlook, unitLook) }}
	return slices.Concat(r.identityColumns(), r.nearestTargetColumns(), results, []column{outlook}, r.responsibilityColumns())
}

// writeSelection writes the sheet of a selection.
func (r Report) writeSelection(book *workbook, selection RowSelection, tables []tableSheet) error {
	part := r
	part.Rows, part.Split = nil, ""
	for _, place := range selection.Rows {
		row := r.Rows[place]
		row.Section = ""
		part.Rows = append(part.Rows, row)
	}
	table := tableSheet{report: part, name: r.listingSheetName(selection.Sheet), lead: part.leadRows(selection.Heading), columns: part.selectionColumns()}
	table.header = len(table.lead) + 1
	table.last = table.header + len(part.Rows)
	return table.writeSheet(book, func(s *sheet, widths []float64) error {
		cells := headings(table.columns)
		if err := s.row(max(wrappedHeight(cells, widths), 32), cells...); err != nil {
			return err
		}
		for i, row := range part.Rows {
			cells := fillRow(table.columns, row)
			pointAt(tables, selection.Rows[i], table.columns, cells)
			if err := s.row(wrappedHeight(cells, widths), cells...); err != nil {
				return err
			}
		}
		if len(part.Rows) == 0 {
			return s.group(selection.Empty, len(table.columns))
		}
		return nil
	})
}

// pointAt makes the numbers and the light of a row formulas that take them from the table.
func pointAt(tables []tableSheet, place int, columns []column, cells []cell) {
	for _, table := range tables {
		at := slices.Index(table.places, place)
		if at < 0 {
			continue
		}
		for i, column := range columns {
			_, isNumber := cells[i].value.(float64)
			if source := table.place(column.key); source > 0 && (isNumber || column.key == columnStatus && cells[i].value != nil) {
				cells[i].formula = quoteSheet(table.name) + "!" + cellName(source, table.numbers[at])
			}
		}
		return
	}
}
