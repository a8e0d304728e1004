package form

import (
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// widths are those of the columns in half-width characters; together they fill A4 across.
var widths = [lastOfColumns]float64{8, 5, 36, 12, 11, 10, 13, 11, 8, 15, 10, 22, 24}

func place(column, row int) string {
	name, _ := excelize.CoordinatesToCellName(column, row) // both are positive
	return name
}

// sheet writes the part of one organisation.
func (w *writing) sheet(name string, part *Sheet) error {
	if _, err := w.file.NewSheet(name); err != nil {
		return err
	}
	for _, step := range []func(string, *Sheet) error{w.head, w.rows, w.validate, w.arrange, w.protect} {
		if err := step(name, part); err != nil {
			return err
		}
	}
	return nil
}

// head writes everything above the rows.
func (w *writing) head(name string, part *Sheet) error {
	type cell struct {
		column, row int
		text        string
		look        int
	}
	width := part.width()
	code := w.Text("forms.book.code", "code", w.Form.Code, "version", strconv.Itoa(w.Form.Version))
	if w.Form.Draft {
		code += w.Text("forms.book.draft")
	}
	hint := w.Text("forms.book.hint")
	if w.Form.Contact != "" {
		hint += "\n" + w.Text("forms.book.contact", "contact", w.Form.Contact)
	}
	cells := []cell{
		{keyColumn, titleRow, w.Form.SheetKey(part.Organisation), w.looks.hidden},
		{numberColumn, titleRow, w.Form.Title, w.looks.title},
		{numberColumn, organisationRow, w.Text("forms.book.organisation", "name", part.Name), w.looks.line},
		{unitColumn, organisationRow, w.Text("forms.book.due", "date", w.due()), w.looks.line},
		{valueColumn, organisationRow, code, w.looks.line},
		{keyColumn, personRow, personMark, w.looks.hidden},
		{numberColumn, personRow, hint, w.looks.line},
		{valueColumn, personRow, w.Text("forms.book.person"), w.looks.line},
		{statusColumn, personRow, "", w.looks.person},
		{noteColumn, personRow, "", w.looks.person},
	}
	for i, code := range columnCodes[:width] {
		cells = append(cells, cell{i + 1, codesRow, code, w.looks.hidden})
		look := w.looks.heading
		if i+1 >= valueColumn && i+1 <= noteColumn {
			look = w.looks.inputHeading
		}
		heading := ""
		if i+1 > keyColumn {
			heading = w.Text("forms.book.column." + code)
		}
		cells = append(cells, cell{i + 1, headingRow, heading, look})
	}
	for _, one := range cells {
		at := place(one.column, one.row)
		if err := w.file.SetCellStr(name, at, one.text); err != nil {
			return err
		}
		if err := w.file.SetCellStyle(name, at, at, one.look); err != nil {
			return err
		}
	}
	for _, merged := range [][2]string{
		{place(numberColumn, titleRow), place(width, titleRow)},
		{place(numberColumn, organisationRow), place(periodColumn, organisationRow)},
		{place(unitColumn, organisationRow), place(lastStatusColumn, organisationRow)},
		{place(valueColumn, organisationRow), place(width, organisationRow)},
		{place(numberColumn, personRow), place(lastStatusColumn, personRow)},
		{place(statusColumn, personRow), place(noteColumn, personRow)},
	} {
		if err := w.file.MergeCell(name, merged[0], merged[1]); err != nil {
			return err
		}
	}
	return nil
}

// rows writes what is asked, with what is known already.
func (w *writing) rows(name string, part *Sheet) error {
	width := part.width()
	for i := range part.Rows {
		row, at := &part.Rows[i], firstRow+i
		requirement, err := w.requirement(row.Row)
		if err != nil {
			return err
		}
		texts := map[int]string{keyColumn: w.Form.RowKey(row.Row), numberColumn: strconv.Itoa(i + 1), indicatorColumn: row.Indicator,
			areaColumn: row.Area, periodColumn: row.Period, unitColumn: row.Unit, lastPeriodColumn: row.LastPeriod, lastStatusColumn: row.LastStatus,
			requirementColumn: requirement.text}
		looks := map[int]int{requirementColumn: w.looks.text, keyColumn: w.looks.hidden, numberColumn: w.looks.centre, indicatorColumn: w.looks.text, lastColumn: w.looks.number,
			valueColumn: requirement.look, statusColumn: w.looks.inputCentre, noteColumn: w.looks.inputText}
		for column := keyColumn; column <= width; column++ {
			cell := place(column, at)
			if text := texts[column]; text != "" {
				if err := w.file.SetCellStr(name, cell, text); err != nil {
					return err
				}
			}
			look, known := looks[column]
			if !known {
				look = w.looks.centre
			}
			if err := w.file.SetCellStyle(name, cell, cell, look); err != nil {
				return err
			}
		}
		if err := w.file.SetCellInt(name, place(numberColumn, at), int64(i+1)); err != nil {
			return err
		}
		if row.Last.Valid {
			if err := w.file.SetCellFloat(name, place(lastColumn, at), row.Last.Decimal.InexactFloat64(), -1, 64); err != nil {
				return err
			}
		}
		if row.Definition != "" {
			comment := excelize.Comment{Cell: place(indicatorColumn, at), Author: w.Creator, Width: 360, Height: 120,
				Paragraph: []excelize.RichTextRun{{Text: shortened(row.Definition, 1000)}}}
			if err := w.file.AddComment(name, comment); err != nil {
				return err
			}
		}
		if err := w.file.SetRowHeight(name, at, rowHeight(map[int]string{indicatorColumn: row.Indicator, areaColumn: row.Area, unitColumn: row.Unit, requirementColumn: requirement.text})); err != nil {
			return err
		}
	}
	return nil
}

// rowHeight gives a row as many lines as its longest text takes.
func rowHeight(texts map[int]string) float64 {
	lines := 1.0
	for column, text := range texts {
		lines = max(lines, linesOf(text, widths[column-1]-2)) // the indent takes room
	}
	return 9 + 14*lines
}

// halfWidths measures a text: a Chinese character is as wide as two others.
func halfWidths(text string) float64 {
	width := 0.0
	for _, r := range text {
		if width++; r >= 0x2E80 {
			width++
		}
	}
	return width
}

func shortened(text string, most int) string {
	if runes := []rune(strings.TrimSpace(text)); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return strings.TrimSpace(text)
}
