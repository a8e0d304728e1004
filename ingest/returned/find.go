package returned

import (
	"strings"

	"github.com/xuri/excelize/v2"

	"zhibiao/metrics"
)

// headerRows is how far down headings are searched.
const headerRows = 30

// sheet is what is known of one sheet of a workbook.
type sheet struct {
	headings map[string]int    // heading → number of its column
	merged   map[string]string // cell inside a merged range → its first cell
	comments map[string]string // of the sender's own
}

// find returns the cell that a reject is about: its column is a heading, a letter or
// the name of a cell. Where none of them is known it is the cell of the row that holds
// the value, else the first cell of the row.
func (m *marking) find(reject metrics.Reject) (sheetName, cell string, err error) {
	if reject.Sheet == "" || reject.Row == 0 {
		return reject.Sheet, "", nil
	}
	known, err := m.sheet(reject.Sheet)
	if err != nil || known == nil {
		return reject.Sheet, "", err
	}
	column := known.headings[strings.TrimSpace(reject.Column)]
	if column == 0 {
		if at, row, err := excelize.CellNameToCoordinates(reject.Column); err == nil && row == reject.Row {
			column = at
		} else if at, err := excelize.ColumnNameToNumber(reject.Column); err == nil {
			column = at
		}
	}
	if column == 0 {
		column = m.columnOfValue(reject)
	}
	cell, err = excelize.CoordinatesToCellName(column, reject.Row)
	if err != nil {
		return reject.Sheet, "", nil // a row that no sheet has
	}
	if first, inside := known.merged[cell]; inside {
		cell = first
	}
	return reject.Sheet, cell, nil
}

// columnOfValue looks for the value in its row.
func (m *marking) columnOfValue(reject metrics.Reject) int {
	const searched = 100
	for column := 1; column <= searched && reject.Value != ""; column++ {
		cell, err := excelize.CoordinatesToCellName(column, reject.Row)
		if err != nil {
			break
		}
		if shown, err := m.file.GetCellValue(reject.Sheet, cell); err == nil && strings.TrimSpace(shown) == reject.Value {
			return column
		}
	}
	return 1
}

// sheet reads the headings, merged ranges and comments of a sheet once; nil when the
// workbook has no such sheet.
func (m *marking) sheet(name string) (*sheet, error) {
	if known, done := m.sheets[name]; done {
		return known, nil
	}
	if index, err := m.file.GetSheetIndex(name); err != nil || index < 0 {
		m.sheets[name] = nil
		return nil, nil //nolint:nilnil,nilerr // a sheet that is not there has no cells to mark
	}
	known := &sheet{headings: map[string]int{}, merged: map[string]string{}, comments: map[string]string{}}
	rows, err := m.file.Rows(name)
	if err != nil {
		return nil, err
	}
	for row := 1; row <= headerRows && rows.Next(); row++ {
		cells, err := rows.Columns()
		if err != nil {
			return nil, err
		}
		for i, text := range cells {
			if text = strings.TrimSpace(text); text != "" && known.headings[text] == 0 {
				known.headings[text] = i + 1
			}
		}
	}
	if err := rows.Close(); err != nil {
		return nil, err
	}
	if err := m.readMerged(name, known); err != nil {
		return nil, err
	}
	comments, err := m.file.GetComments(name)
	if err != nil {
		return nil, err
	}
	for _, comment := range comments {
		known.comments[comment.Cell] = textOf(comment)
	}
	m.sheets[name] = known
	return known, nil
}

// mostMergedCells bounds the memory for merged ranges; larger ones are left out.
const mostMergedCells = 10_000

func (m *marking) readMerged(name string, known *sheet) error {
	ranges, err := m.file.GetMergeCells(name, true)
	if err != nil {
		return err
	}
	for _, merged := range ranges {
		fromColumn, fromRow, err := excelize.CellNameToCoordinates(merged.GetStartAxis())
		if err != nil {
			return err
		}
		toColumn, toRow, err := excelize.CellNameToCoordinates(merged.GetEndAxis())
		if err != nil {
			return err
		}
		if (toColumn-fromColumn+1)*(toRow-fromRow+1) > mostMergedCells {
			continue
		}
		for row := fromRow; row <= toRow; row++ {
			for column := fromColumn; column <= toColumn; column++ {
				if cell, err := excelize.CoordinatesToCellName(column, row); err == nil {
					known.merged[cell] = merged.GetStartAxis()
				}
			}
		}
	}
	return nil
}

func textOf(comment excelize.Comment) string {
	if len(comment.Paragraph) == 0 {
		return comment.Text
	}
	var text strings.Builder
	for _, run := range comment.Paragraph {
		text.WriteString(run.Text)
	}
	return text.String()
}
