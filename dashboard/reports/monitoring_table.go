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

// write writes the sheets of a workbook in the order in which a reader wants them: the
// table and what it comes to, or what it comes to and one table for each group, then
// charts, data and notes.
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
	tables := report.tables(key, columns)
	sheets := []func(*workbook) error{report.writeChartSheets, report.writeDataSheet, report.writeNotesSheet}
	summary := func(book *workbook) error { return report.writeSummarySheet(book, tables) }
	if report.Split != "" {
		sheets = slices.Insert(sheets, 0, summary)
	}
	for i, table := range tables {
		sheets = slices.Insert(sheets, len(sheets)-3, table.write)
		if i == 0 && report.Split == "" {
			sheets = slices.Insert(sheets, len(sheets)-3, summary)
		}
	}
	for _, writeSheet := range sheets {
		if err := writeSheet(book); err != nil {
			return err
		}
	}
	return book.writeTo(w)
}
