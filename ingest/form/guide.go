package form

import (
	"cmp"
	"fmt"
	"math"
	"strings"

	"github.com/xuri/excelize/v2"
)

// guideWidth is the width of the sheet of instructions in half-width characters.
const guideWidth = 100

// guideLine is a line of the instructions with its look.
type guideLine struct {
	text   string
	look   int
	height float64 // 0: as many lines as the text takes
}

// guide writes the instructions: what is asked by when and for whom, the requirements of
// this form, and how every form is filled in.
func (w *writing) guide(name string) error {
	lines := []guideLine{{w.Form.Title, w.looks.guideHead, 30}, {w.Text("forms.book.guide.intro", "date", w.due(), "code", w.Form.Code), w.looks.guide, 0}}
	if w.Form.Contact != "" {
		lines = append(lines, guideLine{w.Text("forms.book.contact", "contact", w.Form.Contact), w.looks.guide, 0})
	}
	if w.Form.Instructions != "" {
		lines = append(lines, guideLine{w.Text("forms.book.guide.requirements"), w.looks.guideSection, 28}, guideLine{w.Form.Instructions, w.looks.guide, 0})
	}
	lines = append(lines, guideLine{w.Text("forms.book.guide.how"), w.looks.guideSection, 28})
	for i, key := range []string{"cells", "blank", "missing", "status", "unit", "note", "shape", "return"} {
		lines = append(lines, guideLine{fmt.Sprintf("%d. %s", i+1, w.Text("forms.book.guide."+key)), w.looks.guide, 0})
	}
	if err := w.file.SetColWidth(name, "A", "A", guideWidth); err != nil {
		return err
	}
	for i, line := range lines {
		if err := w.guideLine(name, i+1, line); err != nil {
			return err
		}
	}
	a4, landscape := 9, "landscape"
	if err := w.file.SetPageLayout(name, &excelize.PageLayoutOptions{Size: &a4, Orientation: &landscape}); err != nil {
		return err
	}
	return w.protect(name, nil)
}

func (w *writing) guideLine(name string, row int, line guideLine) error {
	at := place(1, row)
	if err := w.file.SetCellStr(name, at, line.text); err != nil {
		return err
	}
	if err := w.file.SetCellStyle(name, at, at, line.look); err != nil {
		return err
	}
	return w.file.SetRowHeight(name, row, cmp.Or(line.height, 8+16*linesOf(line.text, guideWidth-4)))
}

// linesOf is how many lines a text takes in a cell of a width.
func linesOf(text string, width float64) float64 {
	lines := 0.0
	for part := range strings.SplitSeq(text, "\n") {
		lines += max(1, math.Ceil(halfWidths(part)/width))
	}
	return lines
}

// due is the last day for answers as it is printed.
func (w *writing) due() string { return cmp.Or(w.Due, w.Form.Due.String()) }
