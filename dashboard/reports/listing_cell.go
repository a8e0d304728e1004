package reports

import (
	"regexp"
	"strconv"
	"time"

	"github.com/shopspring/decimal"

	"zhibiao/metrics"
)

// ListingCell holds one of its fields: a number, a share, a day and a status stay what
// they are.
type ListingCell struct {
	Text   string
	Number decimal.NullDecimal
	Day    metrics.Date
	Moment time.Time
	Count  *int
	Share  *float64 // 0.285 is shown as 28.5 %
	// Difference is a computed number, shown with its sign and with Decimals.
	Difference *float64
	Decimals   int
	Year       bool // Number is a year, without thousands marks
	Status     metrics.AssessmentStatus
	// Formula computes a number anew when somebody changes another cell of the row;
	// {3} stands for the third cell of the row. The field beside it is what it comes to now.
	Formula string
}

// cells turns a row into cells; number is that of the row in the sheet.
func (t ListingTable) cells(r Report, row []ListingCell, number int) []cell {
	long := t.long()
	cells := make([]cell, len(t.Columns))
	for i, column := range t.Columns {
		look := wrapLook
		if column.Centred {
			look = unitLook
		}
		look.wrap = !long
		if i >= len(row) {
			cells[i].style = look
			continue
		}
		cells[i] = r.listingCell(row[i], look)
		if column.HidesZero && row[i].Count != nil {
			cells[i].style.format = "#,##0;-#,##0;"
		}
		if cells[i].value != nil {
			cells[i].formula = formulaAt(row[i].Formula, number)
		}
	}
	return cells
}

func (r Report) listingCell(content ListingCell, look style) cell {
	switch {
	case content.Number.Valid && content.Year:
		look.format = "0"
		return cell{value: int(content.Number.Decimal.IntPart()), style: look}
	case content.Number.Valid:
		return numberCell(content.Number, shownDecimals(content.Decimals, content.Number), bodyLook)
	case content.Count != nil:
		return countCell(*content.Count)
	case content.Share != nil:
		return rateCell(content.Share, bodyLook)
	case content.Difference != nil:
		return floatCell(content.Difference, signedFormat(content.Decimals), bodyLook)
	case !content.Day.IsZero():
		return dateCell(content.Day, look)
	case !content.Moment.IsZero():
		return momentCell(content.Moment, r.zone(), look)
	case content.Status != "":
		return statusCell(content.Status, r.StatusWords[content.Status])
	}
	return textCell(content.Text, look)
}

var cellOfRow = regexp.MustCompile(`\{(\d+)\}`)

// formulaAt puts the cells of a row into a formula.
func formulaAt(formula string, row int) string {
	return cellOfRow.ReplaceAllStringFunc(formula, func(place string) string {
		column, _ := strconv.Atoi(place[1 : len(place)-1])
		return cellName(column, row)
	})
}

// SumOfRow is the formula of a sum over the cells of its row from one column to another,
// both counted from 1.
func SumOfRow(from, to int) string {
	return "SUM({" + strconv.Itoa(from) + "}:{" + strconv.Itoa(to) + "})"
}
