package form

import (
	"fmt"
	"io"
	"time"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"zhibiao/metrics"
)

// Workbook is what a form workbook shows, in one language.
type Workbook struct {
	Form    *metrics.Form
	Sheets  []Sheet
	Creator string
	Due     string    // the last day for answers, as printed; empty: as year-month-day
	Moment  time.Time // of the values that are shown as known
	// Text returns the words for a key in the language of the workbook.
	Text func(key string, pairs ...any) string
	// English asks for the English forms of what the workbook itself needs.
	English bool
}

// Sheet is the part of one organisation.
type Sheet struct {
	Organisation string // code
	Name         string // as printed
	Rows         []Row
}

// Only returns the workbook with the sheets of one organisation alone.
func (b Workbook) Only(organisation string) Workbook {
	var sheets []Sheet
	for _, sheet := range b.Sheets {
		if sheet.Organisation == organisation {
			sheets = append(sheets, sheet)
		}
	}
	b.Sheets = sheets
	return b
}

// Row is one value to fill in.
type Row struct {
	Row                    *metrics.FormRow
	Indicator, Area        string // names; the indicator with its dimension
	Period, Unit           string
	Definition             string
	Last                   decimal.NullDecimal // newest known value before the period
	LastPeriod, LastStatus string
	Least, Most            decimal.NullDecimal // beyond which a value is refused
}

// The columns of a sheet, from A. The key is hidden; the last one is there when something
// is said about a row.
const (
	keyColumn = iota + 1
	numberColumn
	indicatorColumn
	areaColumn
	periodColumn
	unitColumn
	lastColumn
	lastPeriodColumn
	lastStatusColumn
	valueColumn
	statusColumn
	noteColumn
	requirementColumn
	lastOfColumns = requirementColumn
)

// columnCodes name the columns in the hidden row above the headings.
var columnCodes = [lastOfColumns]string{columnsMark, "number", "indicator", "area", "period", "unit", "last", "last_period", "last_status", "value", "status", "note", "requirement"}

// width is how many columns a sheet has.
func (s *Sheet) width() int {
	for i := range s.Rows {
		if s.Rows[i].Row.Optional || s.Rows[i].Row.Note != "" {
			return requirementColumn
		}
	}
	return noteColumn
}

// columnsMark is the first cell of the hidden row with the codes of the columns,
// personMark stands beside the name of who filled the sheet in.
const (
	columnsMark = "zhibiao-columns"
	personMark  = "zhibiao-person"
)

// keySheet is the name of the very hidden sheet.
const keySheet = "zhibiao_form"

// The rows of a sheet.
const (
	titleRow = iota + 1
	organisationRow
	personRow
	codesRow
	headingRow
	firstRow
)

// longestNote is how many characters a note may have.
const longestNote = 500

// Write writes the workbook: a sheet of instructions, a sheet for each organisation, and a
// very hidden one with the codes. Only the cells to fill in are unlocked; the protection
// has no password, because it guards against mistakes, and the hidden keys find them.
func Write(to io.Writer, book Workbook) error {
	file := excelize.NewFile()
	defer func() { _ = file.Close() }()
	looks, err := newLooks(file)
	if err != nil {
		return fmt.Errorf("styles of the form: %w", err)
	}
	writing := &writing{Workbook: book, file: file, looks: looks, inputs: map[int]int{}}
	guide := book.Text("forms.book.guide")
	if err := file.SetSheetName("Sheet1", guide); err != nil {
		return fmt.Errorf("name the sheet of instructions: %w", err)
	}
	if err := writing.guide(guide); err != nil {
		return fmt.Errorf("sheet %s: %w", guide, err)
	}
	names := sheetNames{guide: true, keySheet: true}
	for i := range book.Sheets {
		name := names.free(book.Sheets[i].Name)
		if err := writing.sheet(name, &book.Sheets[i]); err != nil {
			return fmt.Errorf("sheet %s: %w", name, err)
		}
	}
	if err := writing.keys(); err != nil {
		return fmt.Errorf("sheet %s: %w", keySheet, err)
	}
	if err := writing.finish(); err != nil {
		return fmt.Errorf("finish the form: %w", err)
	}
	if _, err := file.WriteTo(to); err != nil {
		return fmt.Errorf("write the form: %w", err)
	}
	return nil
}

// writing is a workbook under work.
type writing struct {
	Workbook
	file   *excelize.File
	looks  looks
	inputs map[int]int // looks of cells for values by their decimals
}

// keys writes the very hidden sheet: which form, which version, which sheets.
func (w *writing) keys() error {
	if _, err := w.file.NewSheet(keySheet); err != nil {
		return err
	}
	for i := range w.Sheets {
		key := w.Form.SheetKey(w.Sheets[i].Organisation)
		if err := w.file.SetSheetRow(keySheet, fmt.Sprintf("A%d", i+1), &[]any{key, w.Sheets[i].Name}); err != nil {
			return err
		}
	}
	return w.file.SetSheetVisible(keySheet, false, true)
}

func (w *writing) finish() error {
	sheet := 0
	if len(w.Sheets) == 1 {
		sheet = 1 // who gets one sheet sees it at once
	}
	w.file.SetActiveSheet(sheet)
	language := "zh-CN"
	if w.English {
		language = "en"
	}
	stamp := w.Moment.UTC().Format(time.RFC3339)
	if err := w.file.SetDocProps(&excelize.DocProperties{Title: w.Form.Title, Creator: w.Creator, Identifier: w.Form.Code,
		Created: stamp, Modified: stamp, Language: language}); err != nil {
		return err
	}
	return w.file.ProtectWorkbook(&excelize.WorkbookProtectionOptions{LockStructure: true})
}
