package ingest

import (
	"strings"

	"github.com/shopspring/decimal"

	"zhibiao/metrics"
)

// percentSigns watches the shares and growths of each column of a file. A spreadsheet keeps
// 5.2 % as 0.052 and shows it by the format of the cell; a cell that has lost its format
// says 0.052 among 3.1 % and 4.8 %, which read as it stands is a hundredth of what is meant.
type percentSigns struct {
	columns map[signColumn]*columnSigns
}

// signColumn is a column of a sheet, by its title or, in a cross table, by its letters.
type signColumn struct{ sheet, column string }

type columnSigns struct {
	signed  bool             // a cell of the column has the sign
	waiting []metrics.Reject // bare fractions before the first cell with the sign
}

// mostWaiting bounds the fractions of a column without any percent sign.
const mostWaiting = 1000

// see takes note of a share as read, and flags a bare fraction in a column that has signs.
func (s *percentSigns) see(r *rowReading, at column, text string, number metrics.Number) {
	signed := number.Unit == "%"
	if !signed && (strings.Trim(text, "+-−.0123456789") != "" || !isFraction(number.Value)) {
		return
	}
	row, title := r.place(at)
	key := signColumn{r.row.Sheet, title}
	found := s.columns[key]
	if found == nil {
		if s.columns == nil {
			s.columns = map[signColumn]*columnSigns{}
		}
		found = &columnSigns{}
		s.columns[key] = found
	}
	problem := metrics.NewProblem("percent.bare", "value", text)
	switch {
	case signed:
		found.signed = true
	case found.signed:
		r.flag(at, text, problem)
	case len(found.waiting) < mostWaiting:
		found.waiting = append(found.waiting, metrics.Reject{File: r.reader.run.File, Sheet: r.row.Sheet, Row: row,
			Column: title, Value: shortened(text), Problem: problem, Warning: true})
	}
}

// late returns the remarks on fractions that stand before the first sign of their column.
func (s *percentSigns) late() []metrics.Reject {
	var remarks []metrics.Reject
	for _, column := range s.columns {
		if column.signed {
			remarks = append(remarks, column.waiting...)
		}
	}
	return remarks
}

// isFraction tells numbers between −1 and 1 that are not zero.
func isFraction(value decimal.NullDecimal) bool {
	return value.Valid && !value.Decimal.IsZero() && value.Decimal.Abs().LessThan(decimal.NewFromInt(1))
}
