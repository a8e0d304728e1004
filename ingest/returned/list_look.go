package returned

import (
	"math"
	"strconv"

	"github.com/xuri/excelize/v2"
)

// listWidths are those of the columns of the list, in half-width characters.
func listWidths() map[string]float64 {
	return map[string]float64{"A": 8, "B": 18, "C": 9, "D": 7, "E": 14, "F": 20, "G": 54, "H": 54}
}

// tallestRow is how high a spreadsheet lets a row be, in points.
const tallestRow = 400

// heightOf is how high a row must be for a text to be seen whole in a column, with room for
// words that are not broken: saved rows do not grow by themselves in every spreadsheet.
func heightOf(text string, width float64) float64 {
	taken := 0.0
	for _, character := range text {
		if taken++; character >= 0x2E80 {
			taken++
		}
	}
	return min(4+15*max(1, math.Ceil(taken/(0.88*width))), tallestRow)
}

// fit makes the last row as high as its longest text.
func (l *listing) fit(texts map[string]string) error {
	height, widths := 0.0, listWidths()
	for column, text := range texts {
		height = max(height, heightOf(text, widths[column]))
	}
	return l.marking.file.SetRowHeight(l.sheet, l.row, height)
}

// style gives the list its look: the sum on top, the headings in sight and on every
// printed page, A4 across and one page wide.
func (l *listing) style(head int) error {
	if err := l.styleCells(head); err != nil {
		return err
	}
	file := l.marking.file
	for letter, width := range listWidths() {
		if err := file.SetColWidth(l.sheet, letter, letter, width); err != nil {
			return err
		}
	}
	headings := strconv.Itoa(head + 1)
	if err := file.SetPanes(l.sheet, &excelize.Panes{Freeze: true, YSplit: head + 1, TopLeftCell: "A" + strconv.Itoa(head+2), ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	a4, landscape, across, down := 9, "landscape", 1, 0
	if err := file.SetPageLayout(l.sheet, &excelize.PageLayoutOptions{Size: &a4, Orientation: &landscape, FitToWidth: &across, FitToHeight: &down}); err != nil {
		return err
	}
	if err := file.SetHeaderFooter(l.sheet, &excelize.HeaderFooterOptions{OddFooter: "&C&P / &N"}); err != nil {
		return err
	}
	if err := file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", Scope: l.sheet, RefersTo: quotedSheet(l.sheet) + "!$" + headings + ":$" + headings}); err != nil {
		return err
	}
	red, fit := "C0392B", true
	return file.SetSheetProps(l.sheet, &excelize.SheetPropsOptions{TabColorRGB: &red, FitToPage: &fit})
}

func (l *listing) styleCells(head int) error {
	file := l.marking.file
	var border []excelize.Border
	for _, side := range []string{"left", "right", "top", "bottom"} {
		border = append(border, excelize.Border{Type: side, Color: "C9D2DA", Style: 1})
	}
	top := &excelize.Alignment{WrapText: true, Vertical: "top"}
	headings, first, last := strconv.Itoa(head+1), strconv.Itoa(head+2), strconv.Itoa(l.row)
	type part struct {
		from, to string
		style    excelize.Style
	}
	parts := []part{
		{"A1", "H1", excelize.Style{Font: &excelize.Font{Bold: true, Size: 14}, Alignment: &excelize.Alignment{WrapText: true, Vertical: "center"}}},
		{"A2", "H" + strconv.Itoa(head), excelize.Style{Alignment: top}},
		{"A" + headings, "H" + headings, excelize.Style{Font: &excelize.Font{Bold: true}, Border: border, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"DDE6F0"}}}},
	}
	if l.row > head+1 {
		parts = append(parts, part{"A" + first, "H" + last, excelize.Style{Alignment: top, Border: border}},
			part{"C" + first, "C" + last, excelize.Style{Font: &excelize.Font{Color: "1F5FBF", Underline: "single"}, Alignment: &excelize.Alignment{Vertical: "top"}, Border: border}})
	}
	for _, one := range parts {
		style, err := file.NewStyle(&one.style)
		if err != nil {
			return err
		}
		if err := file.SetCellStyle(l.sheet, one.from, one.to, style); err != nil {
			return err
		}
	}
	return nil
}
