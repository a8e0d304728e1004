package form

import (
	"fmt"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"
)

// largest bounds numbers where no rule does: spreadsheets keep fifteen digits.
const largest = 999_999_999_999_999

// statusKeys are the statuses that a person may choose, in the order of the list.
var statusKeys = []string{"A", "P", "E", "L"}

// validate adds the rules for what may be typed.
func (w *writing) validate(name string, part *Sheet) error {
	if len(part.Rows) == 0 {
		return nil
	}
	last := firstRow + len(part.Rows) - 1
	words := make([]string, len(statusKeys))
	for i, key := range statusKeys {
		words[i] = w.Text("forms.book.status." + key)
	}
	status := excelize.NewDataValidation(true)
	status.SetSqref(place(statusColumn, firstRow) + ":" + place(statusColumn, last))
	if err := status.SetDropList(words); err != nil {
		return err
	}
	status.SetError(excelize.DataValidationErrorStyleStop, w.Text("forms.book.column.status"), w.Text("forms.book.status.error"))
	status.SetInput(w.Text("forms.book.column.status"), w.Text("forms.book.status.help"))
	if err := w.file.AddDataValidation(name, status); err != nil {
		return err
	}
	note := excelize.NewDataValidation(true)
	note.SetSqref(place(noteColumn, firstRow) + ":" + place(noteColumn, last))
	if err := note.SetRange(0, longestNote, excelize.DataValidationTypeTextLength, excelize.DataValidationOperatorBetween); err != nil {
		return err
	}
	note.SetError(excelize.DataValidationErrorStyleStop, w.Text("forms.book.column.note"), w.Text("forms.book.note.error", "count", longestNote))
	if err := w.file.AddDataValidation(name, note); err != nil {
		return err
	}
	return w.validateValues(name, part)
}

// validateValues has one rule for each range that stands in a run of rows.
func (w *writing) validateValues(name string, part *Sheet) error {
	for from := 0; from < len(part.Rows); {
		until := from
		for until+1 < len(part.Rows) && sameBounds(&part.Rows[from], &part.Rows[until+1]) {
			until++
		}
		row := &part.Rows[from]
		rule := excelize.NewDataValidation(true)
		rule.SetSqref(place(valueColumn, firstRow+from) + ":" + place(valueColumn, firstRow+until))
		least, most := bound(row.Least, -largest), bound(row.Most, largest)
		if err := rule.SetRange(least, most, excelize.DataValidationTypeDecimal, excelize.DataValidationOperatorBetween); err != nil {
			return err
		}
		message := w.Text("forms.book.value.error")
		if row.Least.Valid || row.Most.Valid {
			message = w.Text("forms.book.value.range", "least", shown(row.Least), "most", shown(row.Most))
		}
		rule.SetError(excelize.DataValidationErrorStyleStop, w.Text("forms.book.column.value"), message)
		if err := w.file.AddDataValidation(name, rule); err != nil {
			return err
		}
		from = until + 1
	}
	return nil
}

func sameBounds(a, b *Row) bool {
	return shown(a.Least) == shown(b.Least) && shown(a.Most) == shown(b.Most)
}

func bound(value decimal.NullDecimal, otherwise float64) float64 {
	if !value.Valid {
		return otherwise
	}
	return value.Decimal.InexactFloat64()
}

func shown(value decimal.NullDecimal) string {
	if !value.Valid {
		return "—"
	}
	return value.Decimal.String()
}

// arrange sets widths, what stays in sight, and the page: A4 across, one page wide, with
// the headings on each.
func (w *writing) arrange(name string, part *Sheet) error {
	for i, width := range widths[:part.width()] {
		letter, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return err
		}
		if err := w.file.SetColWidth(name, letter, letter, width); err != nil {
			return err
		}
	}
	for row, height := range map[int]float64{titleRow: 30, organisationRow: 20, personRow: w.personHeight(), headingRow: 30} {
		if err := w.file.SetRowHeight(name, row, height); err != nil {
			return err
		}
	}
	if err := w.file.SetColVisible(name, "A", false); err != nil {
		return err
	}
	if err := w.file.SetRowVisible(name, codesRow, false); err != nil {
		return err
	}
	if err := w.file.SetPanes(name, &excelize.Panes{Freeze: true, XSplit: indicatorColumn, YSplit: headingRow,
		TopLeftCell: place(indicatorColumn+1, firstRow), ActivePane: "bottomRight",
		Selection: []excelize.Selection{{SQRef: place(valueColumn, firstRow), ActiveCell: place(valueColumn, firstRow), Pane: "bottomRight"}}}); err != nil {
		return err
	}
	a4, landscape, across, down := 9, "landscape", 1, 0
	if err := w.file.SetPageLayout(name, &excelize.PageLayoutOptions{Size: &a4, Orientation: &landscape, FitToWidth: &across, FitToHeight: &down}); err != nil {
		return err
	}
	fit := true
	if err := w.file.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return err
	}
	side, top := 0.4, 0.5
	if err := w.file.SetPageMargins(name, &excelize.PageLayoutMarginsOptions{Left: &side, Right: &side, Top: &top, Bottom: &top}); err != nil {
		return err
	}
	if err := w.file.SetHeaderFooter(name, &excelize.HeaderFooterOptions{OddFooter: "&L" + w.Form.Code + "&C&P / &N&R&A"}); err != nil {
		return err
	}
	quoted := "'" + name + "'"
	last, err := excelize.CoordinatesToCellName(part.width(), max(firstRow+len(part.Rows)-1, headingRow), true)
	if err != nil {
		return err
	}
	for _, defined := range []excelize.DefinedName{
		{Name: "_xlnm.Print_Titles", RefersTo: fmt.Sprintf("%s!$%d:$%d", quoted, headingRow, headingRow), Scope: name},
		{Name: "_xlnm.Print_Area", RefersTo: quoted + "!$B$1:" + last, Scope: name},
	} {
		if err := w.file.SetDefinedName(&defined); err != nil {
			return err
		}
	}
	return nil
}

// protect locks everything but the cells to fill in. Widths and heights may be changed.
func (w *writing) protect(name string, _ *Sheet) error {
	return w.file.ProtectSheet(name, &excelize.SheetProtectionOptions{SelectLockedCells: true, SelectUnlockedCells: true,
		FormatColumns: true, FormatRows: true})
}
