package reports

import (
	"context"
	"errors"
	"io"
	"slices"
)

// WriteMonitoringTable writes the workbook of one plan (规划监测表): the table as
// the plan prints it with a column for each target year, charts of target against
// actual, all values as tidy data, and notes. The same report gives the same bytes.
//
// A text that does not fit a cell or more rows than a sheet holds is a
// metrics.Problem with the key report.text_too_long or report.too_many_rows. When
// an error comes back, what was written to w is not a workbook.
func WriteMonitoringTable(ctx context.Context, w io.Writer, report Report) error {
	return write(ctx, w, report, "monitoring_table", func(part Report) []column {
		return slices.Concat(part.identityColumns(), part.baseColumns(),
			part.targetColumns(), part.resultColumns(), part.responsibilityColumns())
	})
}

// WriteIndicatorList writes the workbook of an indicator list: one row for each
// indicator or target with its nearest target, charts, data and notes. It behaves
// like WriteMonitoringTable.
func WriteIndicatorList(ctx context.Context, w io.Writer, report Report) error {
	return write(ctx, w, report, "indicator_list", func(part Report) []column {
		return slices.Concat(part.identityColumns(), part.baseColumns(),
			part.nearestTargetColumns(), part.resultColumns(), part.responsibilityColumns())
	})
}

// nearestTargetColumns show one target a row, for rows from many plans whose years
// would make too many columns. The first target of a row is the one it is held to.
func (r Report) nearestTargetColumns() []column {
	first := func(row Row) *TargetValue {
		if len(row.Targets) == 0 {
			return nil
		}
		return &row.Targets[0]
	}
	return []column{
		{"target_period", r.text("column.target_period"), 8, 13, func(row Row) cell {
			if target := first(row); target != nil {
				return textCell(target.Period, centerLook)
			}
			return cell{style: centerLook}
		}},
		{columnTarget, r.text("column.target"), 9, 21, func(row Row) cell { return r.targetCell(row, first(row)) }},
	}
}

// sheets are the writers of the sheets in the order in which a reader wants them: the
// table and what it comes to, or what it comes to and one table for each group, then
// charts, data and notes. A report of selections opens with its summary, too.
func (r Report) sheets(tables []tableSheet) []func(*workbook) error {
	var sheets []func(*workbook) error
	put := func(write func(*workbook) error) { sheets = append(sheets, write) }
	summary := func(book *workbook) error { return r.writeSummarySheet(book, tables) }
	others := func() {
		for _, selection := range r.Selections {
			put(func(book *workbook) error { return r.writeSelection(book, selection, tables) })
		}
		for _, table := range r.Tables {
			put(func(book *workbook) error { return r.writeListingTable(book, table, false) })
		}
	}
	opens := r.Split != "" || len(r.Selections) > 0
	if opens {
		put(summary)
		others()
	}
	for _, table := range tables {
		put(table.write)
	}
	if !opens {
		if !r.Single {
			put(summary)
		}
		others()
	}
	if r.Single {
		put(r.writeExplanationSheet)
	}
	put(r.writeChartSheets)
	put(r.writeDataSheet)
	put(r.writeNotesSheet)
	return sheets
}

// write writes the sheets of a workbook.
func write(ctx context.Context, w io.Writer, report Report, key string, columns func(Report) []column) (err error) {
	book, err := newWorkbook(ctx, document{
		title: report.heading(), subject: JoinWords(" ", report.Number, report.DocumentNumber, report.FilterText),
		creator: report.text("creator"), identifier: report.Notes.ReportName,
		language: report.text("language"), time: report.KnownAt,
	})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, book.close()) }()
	for _, writeSheet := range report.sheets(report.tables(key, columns)) {
		if err := writeSheet(book); err != nil {
			return err
		}
	}
	return book.writeTo(w)
}
