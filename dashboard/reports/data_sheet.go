package reports

import (
	"strconv"

	"github.com/shopspring/decimal"

	"zhibiao/metrics"
)

// dataColumn is a column of the tidy sheet.
type dataColumn struct {
	key   string
	width float64
}

func dataColumns() []dataColumn {
	return []dataColumn{
		{"data.code", 26}, {"data.indicator", 34}, {"data.area", 14}, {"data.dimension", 16},
		{"data.series", 10}, {"data.frequency", 8}, {"data.period", 12}, {"data.value", 16},
		{"data.value_high", 14}, {"data.unit", 10}, {"data.comparator", 8}, {"data.status", 12},
		{"data.scenario", 10}, {"data.source", 40}, {"data.run", 38},
	}
}

// dataRow is one value of the tidy sheet.
type dataRow struct {
	row        Row
	series     string
	frequency  string
	period     string
	value      decimal.NullDecimal
	valueHigh  decimal.NullDecimal
	comparator metrics.Comparator
	status     string
	scenario   metrics.Scenario
	source     string
	run        string
}

// rowsRead is for how many rows Report.Values is asked at once.
const rowsRead = 100

// writeDataSheet writes every value of the report, one a row: bases, targets and
// actual values of every frequency.
func (r Report) writeDataSheet(book *workbook) error {
	columns := dataColumns()
	page := layout{name: r.sheetName("data"), tabColor: "B7791F", landscape: true, frozenRows: 1, frozenColumns: 2}
	header := make([]cell, len(columns))
	for i, column := range columns {
		page.widths = append(page.widths, column.width)
		header[i] = textCell(r.text(column.key), headerLook)
	}
	r.printTexts(&page)
	s, err := book.sheet(page)
	if err != nil {
		return err
	}
	if err := s.row(24, header...); err != nil {
		return err
	}
	for from := 0; from < len(r.Rows); from += rowsRead {
		to := min(from+rowsRead, len(r.Rows))
		var points [][]Point
		if r.Values != nil {
			if points, err = r.Values(book.context, from, to); err != nil {
				return err
			}
		}
		for i, row := range r.Rows[from:to] {
			if r.Values != nil {
				row.Actual = points[i]
			}
			if err := r.writeData(s, row); err != nil {
				return err
			}
		}
	}
	if err := s.filter(1, s.written, len(columns)); err != nil {
		return err
	}
	if err := s.print(len(columns), s.written, 1, 1); err != nil {
		return err
	}
	return s.close()
}

func (r Report) writeData(s *sheet, row Row) error {
	names := seriesNames{base: r.text("series.base"), target: r.text("series.target"), actual: r.text("series.actual")}
	cells := make([]cell, 0, len(dataColumns()))
	put := func(value dataRow) error {
		value.row = row
		cells = r.dataCells(cells[:0], value)
		return s.row(0, cells...)
	}
	if row.BaseValue.Valid {
		if err := put(dataRow{series: names.base, period: row.BasePeriod, value: row.BaseValue, source: row.Source}); err != nil {
			return err
		}
	}
	for _, target := range row.Targets {
		if err := put(dataRow{series: names.target, period: target.Period, value: target.Value,
			valueHigh: target.ValueHigh, comparator: target.Comparator, source: row.Source}); err != nil {
			return err
		}
	}
	for _, point := range row.Actual {
		if err := put(dataRow{series: names.actual, frequency: string(point.Period.Frequency),
			period: point.Period.String(), value: point.Value, status: string(point.Status),
			scenario: point.Scenario, source: point.Source, run: point.Run}); err != nil {
			return err
		}
	}
	return nil
}

type seriesNames struct{ base, target, actual string }

func (r Report) dataCells(cells []cell, value dataRow) []cell {
	area := value.row.Area
	if area == "" {
		area = r.AreaName
	}
	number := valueCell(value.row, value.value, plainLook)
	return append(cells,
		textCell(value.row.IndicatorCode, plainLook), textCell(value.row.IndicatorName, plainLook),
		textCell(area, plainLook), textCell(value.row.Dimension, plainLook),
		textCell(value.series, plainLook), textCell(value.frequency, plainLook),
		periodCell(value.period), number,
		numberCell(value.valueHigh, shownDecimals(value.row.Decimals, value.valueHigh), plainLook),
		textCell(value.row.Unit, plainLook), textCell(comparatorSigns[value.comparator], plainLook),
		textCell(value.status, plainLook), textCell(string(value.scenario), plainLook),
		textCell(value.source, plainLook), textCell(value.run, plainLook),
	)
}

// periodCell keeps a year a number, so that tables and pivots sort and filter by it.
func periodCell(period string) cell {
	if len(period) == 4 {
		if year, err := strconv.Atoi(period); err == nil {
			look := plainLook
			look.format, look.horizontal = "0", "left"
			return cell{value: year, style: look}
		}
	}
	return textCell(period, plainLook)
}
