package table

import (
	"errors"
	"io"
	"strconv"
	"unicode/utf8"

	"zhibiao/metrics"
)

// What one row may take before it is no row of a table. Without these bounds a file of
// commas alone, or one cell as long as the file, would fill the memory.
const (
	mostRowBytes      = 1 << 20  // of a text file, and one text of a workbook
	mostSheetRowBytes = 8 << 20  // of the XML of a sheet
	mostSmallPart     = 32 << 20 // styles and lists of a workbook, unzipped
	mostTexts         = 5_000_000
	// MostCellCharacters is what a spreadsheet holds in one cell.
	MostCellCharacters = 32_767
)

var errRowTooLong = errors.New("the row does not end within the length that a row may have")

// leash stops a reader that has handed out too much since the last row ended. What a
// buffer has read ahead counts for the row before it, which makes the bound a little wider
// or narrower, not useless.
type leash struct {
	reader io.Reader
	length int
	taken  int
}

func (l *leash) Read(block []byte) (int, error) {
	if l.taken > l.length {
		return 0, errRowTooLong
	}
	n, err := l.reader.Read(block)
	l.taken += n
	return n, err
}

// rowEnds gives the next row its full length.
func (l *leash) rowEnds() { l.taken = 0 }

// rowTooLong says which row it was.
func rowTooLong(file string, row int, limit int) *metrics.Problem {
	return metrics.NewProblem("file.row_too_long", "file", file, "row", strconv.Itoa(row),
		"limit", strconv.Itoa(limit>>20)).Because(errRowTooLong)
}

// checkCells refuses a row with a cell that holds more than a spreadsheet can.
func checkCells(file string, row int, cells []string) error {
	for column, text := range cells {
		if tooLongForCell(text) {
			return metrics.NewProblem("file.cell_too_long", "file", file, "row", strconv.Itoa(row),
				"column", ColumnLetter(column+1), "limit", strconv.Itoa(MostCellCharacters))
		}
	}
	return nil
}

func tooLongForCell(text string) bool {
	return len(text) > MostCellCharacters && utf8.RuneCountInString(text) > MostCellCharacters
}
