package reports

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"zhibiao/metrics"
)

// maximumRows is the number of rows that a sheet can hold.
const maximumRows = excelize.TotalRows

// sheet is one sheet while it is written, row by row, from the top. Everything else
// that it holds is added before close.
type sheet struct {
	book    *workbook
	stream  *excelize.StreamWriter // of what stands around the rows
	rows    *rowWriter
	name    string
	written int
	columns int
	cells   []excelize.Cell // of the row being written, kept from row to row
	looks   []look          // the last look of each column
}

// look remembers the number of a style, because most columns keep one look.
type look struct {
	style style
	id    int
}

// sheet opens the next sheet. The one before must be closed.
func (w *workbook) sheet(page layout) (*sheet, error) {
	if w.open != nil {
		return nil, fmt.Errorf("sheet %s is still open", w.open.name)
	}
	if err := w.addSheet(page.name); err != nil {
		return nil, err
	}
	if err := preparePage(w.file, page); err != nil {
		return nil, err
	}
	stream, err := w.file.NewStreamWriter(page.name)
	if err != nil {
		return nil, fmt.Errorf("open sheet %s: %w", page.name, err)
	}
	s := &sheet{book: w, stream: stream, rows: w.rows.begin(sheetPart(w.sheets)), name: page.name, columns: len(page.widths)}
	if page.frozenRows+page.frozenColumns > 0 {
		if err := stream.SetPanes(panes(page)); err != nil {
			return nil, fmt.Errorf("freeze panes of sheet %s: %w", page.name, err)
		}
	}
	for i, width := range page.widths {
		if err := stream.SetColWidth(i+1, i+1, min(width, excelize.MaxColumnWidth)); err != nil {
			return nil, fmt.Errorf("set column width of sheet %s: %w", page.name, err)
		}
	}
	w.open = s
	return s, nil
}

func (w *workbook) addSheet(name string) error {
	defer func() { w.sheets++ }()
	if w.sheets == 0 {
		if err := w.file.SetSheetName(w.file.GetSheetName(0), name); err != nil {
			return fmt.Errorf("name sheet %s: %w", name, err)
		}
		// Now, before any row is written: excelize looks into every sheet for it, and would
		// read written ones back into memory and write them a second time.
		w.file.SetActiveSheet(0)
		return nil
	}
	if _, err := w.file.NewSheet(name); err != nil {
		return fmt.Errorf("add sheet %s: %w", name, err)
	}
	return nil
}

// row writes the next row. A height of zero leaves it to the program that opens the
// file. A text that a cell cannot hold is a Problem, because it would be cut.
func (s *sheet) row(height float64, cells ...cell) error {
	if s.written >= maximumRows {
		return metrics.NewProblem("report.too_many_rows", "sheet", s.name, "limit", strconv.Itoa(maximumRows))
	}
	if s.written%1000 == 0 {
		if err := s.book.context.Err(); err != nil {
			return fmt.Errorf("write sheet %s: %w", s.name, err)
		}
	}
	s.written++
	s.grow(len(cells))
	for i, content := range cells {
		if text, isText := content.value.(string); isText && textLength(text) > maximumText {
			return metrics.NewProblem("report.text_too_long", "sheet", s.name,
				"cell", cellName(i+1, s.written), "limit", strconv.Itoa(maximumText))
		}
		if s.looks[i].style != content.style || s.looks[i].id == 0 {
			id, err := s.book.styleID(content.style)
			if err != nil {
				return err
			}
			s.looks[i] = look{style: content.style, id: id}
		}
		s.cells[i] = excelize.Cell{StyleID: s.looks[i].id, Value: content.value, Formula: content.formula}
	}
	if err := s.rows.write(s.written, height, s.cells[:len(cells)]); err != nil {
		return fmt.Errorf("write row %d of sheet %s: %w", s.written, s.name, err)
	}
	return nil
}

// grow makes room for a row of this many cells.
func (s *sheet) grow(columns int) {
	if columns <= len(s.cells) {
		return
	}
	s.cells = make([]excelize.Cell, columns)
	s.looks = append(s.looks, make([]look, columns-len(s.looks))...)
}

// banner writes one text over the whole width of the table.
func (s *sheet) banner(height float64, text string, look style) error {
	cells := make([]cell, s.columns)
	for i := range cells {
		cells[i].style = look
	}
	if len(cells) > 0 {
		cells[0] = textCell(text, look)
	}
	if err := s.row(height, cells...); err != nil {
		return err
	}
	return s.mergeRow(1, s.columns)
}

// mergeRow merges cells of the last written row.
func (s *sheet) mergeRow(from, to int) error {
	if to <= from {
		return nil
	}
	if err := s.stream.MergeCell(cellName(from, s.written), cellName(to, s.written)); err != nil {
		return fmt.Errorf("merge row %d of sheet %s: %w", s.written, s.name, err)
	}
	return nil
}

// breakPage starts a new printed page at a row.
func (s *sheet) breakPage(row int) error {
	if err := s.stream.InsertPageBreak(cellName(1, row)); err != nil {
		return fmt.Errorf("break page of sheet %s: %w", s.name, err)
	}
	return nil
}

// filter puts filter buttons on the header of a table; at least one row must follow.
func (s *sheet) filter(headerRow, lastRow, columns int) error {
	if lastRow <= headerRow {
		return nil
	}
	area := cellName(1, headerRow) + ":" + cellName(columns, lastRow)
	if err := s.book.file.AutoFilter(s.name, area, nil); err != nil {
		return fmt.Errorf("filter sheet %s: %w", s.name, err)
	}
	return nil
}

// print sets the printed area and the rows that every page repeats (none when
// lastRepeated is zero).
func (s *sheet) print(columns, lastRow, firstRepeated, lastRepeated int) error {
	area := s.quoted() + "!" + absolute(1, 1) + ":" + absolute(columns, max(lastRow, 1))
	if err := s.book.nameRange("_xlnm.Print_Area", area, s.name); err != nil {
		return err
	}
	if lastRepeated == 0 {
		return nil
	}
	rows := fmt.Sprintf("%s!$%d:$%d", s.quoted(), firstRepeated, lastRepeated)
	return s.book.nameRange("_xlnm.Print_Titles", rows, s.name)
}

// choice lets a cell take only values of a range.
func (s *sheet) choice(target, list string) error {
	validation := excelize.NewDataValidation(true)
	validation.Sqref = target
	validation.SetSqrefDropList(list)
	if err := s.book.file.AddDataValidation(s.name, validation); err != nil {
		return fmt.Errorf("add choice to sheet %s: %w", s.name, err)
	}
	return nil
}

// chart places a native chart with its upper left corner in a cell.
func (s *sheet) chart(at string, chart *excelize.Chart) error {
	if err := s.book.file.AddChart(s.name, at, chart); err != nil {
		return fmt.Errorf("add chart to sheet %s: %w", s.name, err)
	}
	return nil
}

// sheetPart is the name of the part in which the sheet counted from 1 lies.
func sheetPart(number int) string { return "xl/worksheets/sheet" + strconv.Itoa(number) + ".xml" }

// close ends the sheet; nothing can be added to it afterwards.
func (s *sheet) close() error {
	if err := errors.Join(s.rows.end(), s.stream.Flush()); err != nil {
		return fmt.Errorf("close sheet %s: %w", s.name, err)
	}
	s.book.open = nil
	return nil
}

// quoted is the name of the sheet as formulas write it.
func (s *sheet) quoted() string { return quoteSheet(s.name) }

func quoteSheet(name string) string { return "'" + strings.ReplaceAll(name, "'", "''") + "'" }

func cellName(column, row int) string {
	name, _ := excelize.CoordinatesToCellName(column, row)
	return name
}

func absolute(column, row int) string {
	name, _ := excelize.CoordinatesToCellName(column, row, true)
	return name
}
