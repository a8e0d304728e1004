package ingest

import (
	"os"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"zhibiao/ingest/table"
	"zhibiao/metrics"
)

// Excerpt is the neighbourhood of a cell as it stands in its file.
type Excerpt struct {
	Sheet   string
	Columns []string // letters of the columns that are shown
	Top     []ExcerptRow
	Rows    []ExcerptRow // the row of the cell and those around it
	// Column is the place of the cell's column in Columns, −1 when the file does not have it.
	Column int
	// Skipped is true when rows between Top and Rows are left out.
	Skipped bool
}

// ExcerptRow is one row of the file.
type ExcerptRow struct {
	Number int // as a person counts
	Cells  []string
	Own    bool // the row of the cell
}

// Cell returns the text of the cell itself; found is false when the file does not have its
// column.
func (e Excerpt) Cell() (text string, found bool) {
	for _, row := range e.Rows {
		if row.Own && e.Column >= 0 && e.Column < len(row.Cells) {
			return row.Cells[e.Column], true
		}
	}
	return "", false
}

const (
	excerptAround   = 2        // rows above and below the cell
	excerptTop      = 3        // rows of the head
	excerptColumns  = 4        // columns left and right of the cell
	excerptLabels   = 2        // first columns, which say what a row is
	largestExcerpt  = 32 << 20 // bytes of a workbook that is read for an excerpt
	headerLooked    = 30       // rows in which the title of a column is looked for
	longestExcerpt  = 80       // characters of a cell
	mostTextExcerpt = 2_000_000
)

var columnLetters = regexp.MustCompile(`^[A-Z]{1,3}$`)

// ReadExcerpt reads the neighbourhood of the cell that a lineage names from the file at a
// path. The error is the Problem excerpt.too_large, excerpt.missing (the file has no such
// row), one of the reading of files, or an error of the file system. Rows and columns that
// the sheet hides, such as the codes of a fill-in form, are left out.
func ReadExcerpt(file string, lineage metrics.Lineage) (Excerpt, error) {
	rows, hidden, err := excerptRows(file, lineage)
	if err != nil {
		return Excerpt{}, err
	}
	at := cellColumn(rows, lineage.Column)
	rows = slices.DeleteFunc(rows, func(row table.Row) bool { return row.Hidden && row.Number != lineage.Row })
	own := slices.IndexFunc(rows, func(row table.Row) bool { return row.Number == lineage.Row })
	if own < 0 {
		return Excerpt{}, metrics.NewProblem("excerpt.missing", "row", strconv.Itoa(lineage.Row))
	}
	first, last := max(own-excerptAround, 0), min(own+excerptAround+1, len(rows))
	top := min(excerptTop, first)
	width := 0
	for _, row := range slices.Concat(rows[:top], rows[first:last]) {
		width = max(width, len(row.Cells))
	}
	shown := shownColumns(at, width, hidden)
	excerpt := Excerpt{Sheet: lineage.Sheet, Column: slices.Index(shown, at), Skipped: first > top}
	for _, column := range shown {
		excerpt.Columns = append(excerpt.Columns, table.ColumnLetter(column+1))
	}
	for i, row := range rows {
		told := ExcerptRow{Number: row.Number, Own: i == own}
		switch {
		case i < top:
			told.Cells = cellsOf(row, shown)
			excerpt.Top = append(excerpt.Top, told)
		case i >= first && i < last:
			told.Cells = cellsOf(row, shown)
			excerpt.Rows = append(excerpt.Rows, told)
		}
	}
	return excerpt, nil
}

// excerptRows reads the rows of the sheet of a cell: a workbook whole, a text file as far
// as is needed; and the numbers of the columns that the sheet hides.
func excerptRows(file string, lineage metrics.Lineage) (rows []table.Row, hidden []int, err error) {
	ending := strings.ToLower(path.Ext(lineage.File))
	if ending != ".xlsx" && ending != ".xlsm" {
		rows, err = excerptText(file, lineage)
		return rows, nil, err
	}
	info, err := os.Stat(file)
	if err != nil {
		return nil, nil, err
	}
	if info.Size() > largestExcerpt {
		return nil, nil, metrics.NewProblem("excerpt.too_large")
	}
	grids, err := table.ReadGrids(file, lineage.File, table.Options{})
	if err != nil {
		return nil, nil, err
	}
	for _, grid := range grids {
		if grid.Sheet == lineage.Sheet || lineage.Sheet == "" {
			return grid.Rows, grid.HiddenColumns, nil
		}
	}
	return nil, nil, metrics.NewProblem("excerpt.missing", "row", strconv.Itoa(lineage.Row))
}

// excerptText keeps the head of a text file and the rows near the wanted one.
func excerptText(file string, lineage metrics.Lineage) ([]table.Row, error) {
	opened, err := table.Open(file, lineage.File, table.Options{})
	if err != nil {
		return nil, err
	}
	defer func() { _ = opened.Close() }()
	kept := []table.Row{{Number: opened.HeaderRow(), Cells: slices.Clone(opened.Columns())}}
	read := 0
	for row, err := range opened.Rows() {
		if err != nil {
			return nil, err
		}
		if read++; read > mostTextExcerpt {
			return nil, metrics.NewProblem("excerpt.too_large")
		}
		if row.Number > lineage.Row+excerptAround {
			break
		}
		if row.Number <= headerLooked || row.Number >= lineage.Row-excerptAround {
			row.Cells = slices.Clone(row.Cells) // the reader uses them again
			kept = append(kept, row)
		}
	}
	return kept, nil
}

// cellColumn finds the column that a lineage names: by its title in the head of the
// sheet, or by its letters; −1 when there is none.
func cellColumn(rows []table.Row, column string) int {
	if column == "" {
		return -1
	}
	for _, row := range rows[:min(len(rows), headerLooked)] {
		if at := slices.IndexFunc(row.Cells, func(cell string) bool { return strings.TrimSpace(cell) == strings.TrimSpace(column) }); at >= 0 {
			return at
		}
	}
	if !columnLetters.MatchString(column) {
		return -1
	}
	at := 0
	for _, letter := range column {
		at = at*26 + int(letter-'A') + 1
	}
	return at - 1
}

// shownColumns lists the columns that say what the row is and those near the cell; all of
// them where there are no more than that. Hidden ones, whose numbers are given, are left
// out, except that of the cell itself.
func shownColumns(at, width int, hidden []int) []int {
	var visible []int
	for column := range width {
		if column == at || !slices.Contains(hidden, column+1) {
			visible = append(visible, column)
		}
	}
	most := 2*excerptColumns + 1 + excerptLabels
	if len(visible) <= most {
		return visible
	}
	own := slices.Index(visible, at)
	var shown []int
	for i, column := range visible {
		if i < excerptLabels || i >= own-excerptColumns && i <= own+excerptColumns {
			shown = append(shown, column)
		}
	}
	return shown[:min(len(shown), most)]
}

func cellsOf(row table.Row, columns []int) []string {
	cells := make([]string, len(columns))
	for i, column := range columns {
		if column < len(row.Cells) {
			cells[i] = row.Cells[column]
			if characters := []rune(cells[i]); len(characters) > longestExcerpt {
				cells[i] = string(characters[:longestExcerpt]) + "…"
			}
		}
	}
	return cells
}
