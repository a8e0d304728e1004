package dashboard

import (
	"math/big"

	"github.com/shopspring/decimal"

	"zhibiao/ingest"
	"zhibiao/metrics"
)

// CellReading says how the text of a cell became the value that it is the origin of.
type CellReading struct {
	Text string // as it stands in the cell
	// Number and Unit are what the text says: 1.2 and 万 of 1.2万. Number is not valid where
	// the text is no number.
	Number decimal.NullDecimal
	Unit   string
	// Times and Parts convert the number into the unit of the indicator: the value is the
	// number times Times, or divided by Parts. Both are zero where it is taken as it is, or
	// where neither holds.
	Times, Parts decimal.Decimal
	Same         bool // the value is the number as it stands
}

// Written is the number of the text with the unit or multiple behind it.
func (r CellReading) Written() string { return plainly(r.Number) + r.Unit }

// readingOf explains the cell of an excerpt; nil when the file does not show the cell.
func readingOf(excerpt ingest.Excerpt, value decimal.NullDecimal) *CellReading {
	text, found := excerpt.Cell()
	if !found {
		return nil
	}
	reading := &CellReading{Text: text}
	number, err := metrics.ParseNumber(text)
	if err != nil || number.Missing || !value.Valid {
		return reading
	}
	reading.Number, reading.Unit = number.Value, number.Unit
	if number.Value.Decimal.Equal(value.Decimal) {
		reading.Same = true
		return reading
	}
	if number.Value.Decimal.IsZero() {
		return reading
	}
	ratio := new(big.Rat).Quo(value.Decimal.Rat(), number.Value.Decimal.Rat())
	if ratio.IsInt() {
		reading.Times = decimal.NewFromBigInt(ratio.Num(), 0)
	} else if ratio.Num().IsInt64() && ratio.Num().Int64() == 1 {
		reading.Parts = decimal.NewFromBigInt(ratio.Denom(), 0)
	}
	return reading
}
