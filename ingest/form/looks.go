package form

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// looks are the styles of a form.
type looks struct {
	title, line, person, heading, inputHeading, text, centre, number, input, inputText, inputCentre, guide, guideSection, guideHead, hidden int
}

// inputColour fills the cells that are filled in: a pale yellow that also prints in grey.
const inputColour = "FFF7D6"

func newLooks(file *excelize.File) (looks, error) {
	var l looks
	border := []excelize.Border{}
	for _, side := range []string{"left", "right", "top", "bottom"} {
		border = append(border, excelize.Border{Type: side, Color: "B6C1CB", Style: 1})
	}
	fill := func(colour string) excelize.Fill {
		return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}}
	}
	font := func(size float64, bold bool) *excelize.Font {
		return &excelize.Font{Family: "宋体", Size: size, Bold: bold, Color: "16212B"}
	}
	align := func(horizontal string) *excelize.Alignment {
		return &excelize.Alignment{Horizontal: horizontal, Vertical: "center", WrapText: true}
	}
	indented := func(horizontal string) *excelize.Alignment { // keeps the text off the border
		return &excelize.Alignment{Horizontal: horizontal, Vertical: "center", WrapText: horizontal == "left", Indent: 1}
	}
	free := &excelize.Protection{Locked: false}
	asTyped := "#,##0.##########"
	for _, one := range []struct {
		into  *int
		style excelize.Style
	}{
		{&l.title, excelize.Style{Font: font(16, true), Alignment: align("center")}},
		{&l.line, excelize.Style{Font: font(10.5, false), Alignment: align("left")}},
		{&l.person, excelize.Style{Font: font(10.5, false), Alignment: align("left"), Fill: fill(inputColour), Border: border, Protection: free}},
		{&l.heading, excelize.Style{Font: font(10.5, true), Alignment: align("center"), Fill: fill("E8EEF4"), Border: border}},
		{&l.inputHeading, excelize.Style{Font: font(10.5, true), Alignment: align("center"), Fill: fill("F2DFA0"), Border: border}},
		{&l.text, excelize.Style{Font: font(10.5, false), Alignment: indented("left"), Border: border}},
		{&l.centre, excelize.Style{Font: font(10.5, false), Alignment: align("center"), Border: border}},
		{&l.number, excelize.Style{Font: font(10.5, false), Alignment: indented("right"), Border: border, CustomNumFmt: &asTyped}},
		{&l.input, excelize.Style{Font: font(10.5, false), Alignment: indented("right"), Border: border, Fill: fill(inputColour), Protection: free}},
		{&l.inputText, excelize.Style{Font: font(10.5, false), Alignment: indented("left"), Border: border, Fill: fill(inputColour), Protection: free, NumFmt: 49}},
		{&l.inputCentre, excelize.Style{Font: font(10.5, false), Alignment: align("center"), Border: border, Fill: fill(inputColour), Protection: free}},
		{&l.guide, excelize.Style{Font: font(11, false), Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}}},
		{&l.guideSection, excelize.Style{Font: font(12, true), Alignment: &excelize.Alignment{Horizontal: "left", Vertical: "bottom"}}},
		{&l.guideHead, excelize.Style{Font: font(14, true), Alignment: align("left")}},
		{&l.hidden, excelize.Style{Font: font(8, false)}},
	} {
		style, err := file.NewStyle(&one.style)
		if err != nil {
			return l, err
		}
		*one.into = style
	}
	return l, nil
}

// inputLook is that of a cell for a value with so many decimals; nil: as it is typed.
func (w *writing) inputLook(decimals *int) (int, error) {
	if decimals == nil {
		return w.looks.input, nil
	}
	if look, made := w.inputs[*decimals]; made {
		return look, nil
	}
	style, err := w.file.GetStyle(w.looks.input)
	if err != nil {
		return 0, err
	}
	format := "#,##0"
	if *decimals > 0 {
		format += "." + strings.Repeat("0", *decimals)
	}
	style.CustomNumFmt = &format
	look, err := w.file.NewStyle(style)
	w.inputs[*decimals] = look
	return look, err
}

// sheetNames are the names that are taken.
type sheetNames map[string]bool

// longestSheetName is what spreadsheets allow.
const longestSheetName = 31

// free returns a name for a sheet that no other has and that spreadsheets accept.
func (n sheetNames) free(wanted string) string {
	plain := strings.Map(func(r rune) rune {
		if strings.ContainsRune(`[]:*?/\'`, r) || r < ' ' {
			return '-'
		}
		return r
	}, strings.TrimSpace(wanted))
	if plain == "" {
		plain = "-"
	}
	for attempt := 1; ; attempt++ {
		ending := ""
		if attempt > 1 {
			ending = " " + strconv.Itoa(attempt)
		}
		name := plain
		for utf8.RuneCountInString(name)+len(ending) > longestSheetName {
			_, size := utf8.DecodeLastRuneInString(name)
			name = name[:len(name)-size]
		}
		if name = strings.TrimSpace(name) + ending; !n[strings.ToLower(name)] {
			n[strings.ToLower(name)] = true
			return name
		}
	}
}
