package reports

import "github.com/xuri/excelize/v2"

// style is the look of a cell. It is comparable, so that a workbook makes each
// distinct look once; Excel allows 65,430 of them.
type style struct {
	format     string
	horizontal string
	fill       string
	color      string
	size       float64
	bold       bool
	wrap       bool
	border     bool
	indent     int
}

// The font that every Chinese office machine has.
const fontName = "宋体"

const (
	bodySize    = 10.0
	inkColor    = "1F2933"
	quietColor  = "5F6B7A"
	lineColor   = "C5CCD3"
	headerFill  = "E6EBF1"
	sectionFill = "F3F5F8"
	warningInk  = "9A3412"
	warningFill = "FFF1E0"
)

var (
	titleLook   = style{size: 16, bold: true, horizontal: "center"}
	subtitle    = style{color: quietColor, horizontal: "center"}
	warningLook = style{color: warningInk, fill: warningFill, bold: true, horizontal: "center"}
	headerLook  = style{bold: true, fill: headerFill, horizontal: "center", wrap: true, border: true}
	sectionLook = style{bold: true, fill: sectionFill, border: true}
	bodyLook    = style{border: true}
	wrapLook    = style{border: true, wrap: true}
	centerLook  = style{border: true, horizontal: "center"}
	unitLook    = style{border: true, horizontal: "center", wrap: true}
	plainLook   = style{}
	proseLook   = style{wrap: true}
	labelLook   = style{bold: true}
	quietLook   = style{color: quietColor}
)

func (s style) excelize() *excelize.Style {
	size, color := s.size, s.color
	if size == 0 {
		size = bodySize
	}
	if color == "" {
		color = inkColor
	}
	result := &excelize.Style{
		Font: &excelize.Font{Family: fontName, Size: size, Bold: s.bold, Color: color},
		Alignment: &excelize.Alignment{Horizontal: s.horizontal, Vertical: "center",
			WrapText: s.wrap, Indent: s.indent},
	}
	if s.format != "" {
		format := s.format
		result.CustomNumFmt = &format
	}
	if s.fill != "" {
		result.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{s.fill}}
	}
	if s.border {
		for _, side := range []string{"left", "right", "top", "bottom"} {
			result.Border = append(result.Border, excelize.Border{Type: side, Style: 1, Color: lineColor})
		}
	}
	return result
}
