package reports

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"zhibiao/metrics"
)

// TemplateRows are the rows that a template asks for: those of each selection of its
// repeated rows, and one for each series that a placeholder names. What is missing stays
// empty.
type TemplateRows struct {
	Selected map[Selection][]Row
	Series   map[Reference]Row
}

// Fill writes the template with the values of a report in the place of its placeholders.
// Looks, merged cells, print setup, formulas, conditional formats and charts stay; what
// points at a repeated row points at all its rows afterwards. The same report and rows
// give the same bytes.
func (t *Template) Fill(ctx context.Context, w io.Writer, report Report, rows TemplateRows) (err error) {
	file, err := openTemplate(t.content)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	f := &filling{context: ctx, template: t, file: file, report: report, rows: rows, formats: map[int]map[string]int{}}
	for _, use := range t.uses {
		if !t.inBlock(use.Sheet, use.row) {
			f.cellsToFill = append(f.cellsToFill, cellPlace{use.Sheet, use.column, use.row})
		}
	}
	f.fillSingleCells()
	// From the bottom up, so that the rows of the blocks above stay where they are.
	blocks := slices.Clone(t.blocks)
	slices.SortStableFunc(blocks, func(a, b templateBlock) int { return b.row - a.row })
	for _, block := range blocks {
		f.fillBlock(block)
	}
	if f.err != nil {
		return f.err
	}
	if err := f.describe(); err != nil {
		return err
	}
	mend, err := f.rewrites()
	if err != nil {
		return err
	}
	file.SetZipWriter(func(io.Writer) excelize.ZipWriter { return &archive{target: w, rewrites: mend} })
	if err := file.Write(io.Discard); err != nil {
		return fmt.Errorf("write filled template: %w", err)
	}
	return nil
}

func (t *Template) inBlock(sheet string, row int) bool {
	return slices.ContainsFunc(t.blocks, func(block templateBlock) bool { return block.sheet == sheet && block.row == row })
}

type cellPlace struct {
	sheet       string
	column, row int
}

// filling is a template while it is filled. It stops at the first error.
type filling struct {
	context     context.Context
	template    *Template
	file        *excelize.File
	report      Report
	rows        TemplateRows
	cellsToFill []cellPlace
	insertions  []insertion
	formats     map[int]map[string]int // number format given to a style → new style
	err         error
}

// insertion says that a row of a sheet became several.
type insertion struct {
	sheet string
	row   int // before the insertion
	count int // rows it is now
}

func (f *filling) keep(err error) {
	if f.err == nil && err != nil {
		f.err = fmt.Errorf("fill template: %w", err)
	}
}

func (f *filling) fillSingleCells() {
	seen := map[cellPlace]bool{}
	for _, place := range f.cellsToFill {
		if seen[place] || f.err != nil {
			continue
		}
		seen[place] = true
		name := cellName(place.column, place.row)
		text, err := f.file.GetCellValue(place.sheet, name)
		f.keep(err)
		f.put(place.sheet, name, f.resolve(text, Row{}))
	}
}

// resolve is what a text with placeholders becomes for a row: the value itself when the
// text is one placeholder, else a text.
func (f *filling) resolve(text string, row Row) cell {
	found := placeholderPattern.FindAllStringSubmatchIndex(text, -1)
	if len(found) == 1 && strings.TrimSpace(text[:found[0][0]]+text[found[0][1]:]) == "" {
		return f.one(text[found[0][2]:found[0][3]], row)
	}
	return textCell(replaceMatches(placeholderPattern, text, func(match []int) (string, bool) {
		inner := text[match[2]:match[3]]
		if isMarkerText(inner) {
			return "", true
		}
		return wordsOf(f.one(inner, row)), true
	}), plainLook)
}

func isMarkerText(text string) bool {
	_, isMarker, _ := parseMarker(text)
	return isMarker
}

func (f *filling) one(text string, row Row) cell {
	use, problem := parsePlaceholder(text)
	switch {
	case problem != nil:
		return cell{}
	case use.Reference == (Reference{}):
		return f.report.value(use.field, row)
	}
	found, has := f.rows.Series[use.Reference]
	if !has {
		return cell{}
	}
	return f.report.value(use.field, found)
}

// put writes a value and leaves the look of the cell. A number in a cell without a number
// format gets the one of the program. A text never becomes a formula.
func (f *filling) put(sheet, name string, content cell) {
	switch value := content.value.(type) {
	case nil:
		f.keep(f.file.SetCellValue(sheet, name, nil))
		return
	case string:
		if textLength(value) > maximumText {
			f.keep(metrics.NewProblem("report.text_too_long", "sheet", sheet, "cell", name, "limit", strconv.Itoa(maximumText)))
			return
		}
		f.keep(f.file.SetCellStr(sheet, name, value))
		return
	case time.Time:
		f.format(sheet, name, content.style.format)
		f.keep(f.file.SetCellFloat(sheet, name, excelDay(value), -1, 64))
	case float64:
		f.format(sheet, name, content.style.format)
		f.keep(f.file.SetCellFloat(sheet, name, value, -1, 64))
	default:
		f.keep(f.file.SetCellValue(sheet, name, value))
	}
}

// excelDay counts days as workbooks do.
func excelDay(moment time.Time) float64 {
	return moment.Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)).Hours() / 24
}

// format gives a cell a number format when its look has none.
func (f *filling) format(sheet, name, format string) {
	id, err := f.file.GetCellStyle(sheet, name)
	f.keep(err)
	if f.err != nil || format == "" {
		return
	}
	made, known := f.formats[id][format]
	if !known {
		look, err := f.file.GetStyle(id)
		f.keep(err)
		if f.err != nil {
			return
		}
		made = id
		if look.NumFmt == 0 && look.CustomNumFmt == nil {
			look.CustomNumFmt = &format
			made, err = f.file.NewStyle(look)
			f.keep(err)
		}
		if f.formats[id] == nil {
			f.formats[id] = map[string]int{}
		}
		f.formats[id][format] = made
	}
	if made != id {
		f.keep(f.file.SetCellStyle(sheet, name, name, made))
	}
}

// describe writes into the file which report it is.
func (f *filling) describe() error {
	about, err := f.file.GetDocProps()
	if err != nil {
		return fmt.Errorf("describe filled template: %w", err)
	}
	stamp := f.report.KnownAt.UTC().Format(time.RFC3339)
	about.Subject = JoinWords(" ", f.report.Number, f.report.heading())
	about.Identifier, about.LastModifiedBy, about.Modified = f.report.Notes.ReportName, f.report.text("creator"), stamp
	if about.Created == "" {
		about.Created = stamp
	}
	if err := f.file.SetDocProps(about); err != nil {
		return fmt.Errorf("describe filled template: %w", err)
	}
	recalculate := true
	if err := f.file.SetCalcProps(&excelize.CalcPropsOptions{FullCalcOnLoad: &recalculate}); err != nil {
		return fmt.Errorf("describe filled template: %w", err)
	}
	return nil
}
