package reports

import (
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/xuri/excelize/v2"

	"zhibiao/dashboard/locale"
)

// WriteExampleTemplate writes a template to begin with: a title, a table with a repeated
// row, a formula over all of it, colors for statuses, a chart and a sheet with placeholders
// of single series. The indicator and the plan that it names are those of the caller.
func WriteExampleTemplate(w io.Writer, texts *locale.Texts, language locale.Language, plan, indicator string) error {
	file := excelize.NewFile()
	e := &example{file: file, report: Report{Texts: texts, Language: language}, sheet: texts.Text(language, "report.example.sheet")}
	e.keep(file.SetSheetName("Sheet1", e.sheet))
	e.table(plan)
	e.chart()
	e.single(plan, indicator)
	stamp := time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC).Format(time.RFC3339) // the example has no day of its own
	e.keep(file.SetDocProps(&excelize.DocProperties{Title: e.text("title"), Creator: e.report.text("creator"), Created: stamp, Modified: stamp}))
	file.SetZipWriter(func(io.Writer) excelize.ZipWriter {
		return &archive{target: w, rewrites: map[string]rewrite{contentTypesName: sortContentTypes}}
	})
	if e.err == nil {
		e.keep(file.Write(io.Discard))
	}
	if err := errors.Join(e.err, file.Close()); err != nil {
		return fmt.Errorf("write example template: %w", err)
	}
	return nil
}

// example is the template while it is written. It stops at the first error.
type example struct {
	file   *excelize.File
	report Report
	sheet  string
	err    error
}

func (e *example) keep(err error) {
	if e.err == nil {
		e.err = err
	}
}

func (e *example) text(key string) string { return e.report.text("example." + key) }

func (e *example) style(look style) int {
	id, err := e.file.NewStyle(look.excelize())
	e.keep(err)
	return id
}

// word is a placeholder in the language of the example.
func (e *example) word(of, what string) string {
	for _, group := range vocabulary() {
		if group.of.name != of {
			continue
		}
		for _, field := range group.fields {
			if field.name != what {
				continue
			}
			if e.report.Language == locale.English {
				return "{{" + group.of.name + "." + field.name + "}}"
			}
			return "{{" + group.of.chinese + "." + field.chinese + "}}"
		}
	}
	return ""
}

const exampleRow = 5

func (e *example) table(plan string) {
	set := func(cell string, value any) { e.keep(e.file.SetCellValue(e.sheet, cell, value)) }
	set("A1", e.word(ofReport, "title"))
	set("A2", e.word(ofReport, "number")+"　"+e.word(ofReport, "area")+"　"+e.word(ofReport, "as_of"))
	e.keep(e.file.MergeCell(e.sheet, "A1", "I1"))
	e.keep(e.file.MergeCell(e.sheet, "A2", "I2"))
	columns := []struct {
		key, of, what string
		width         float64
		look          style
	}{
		{"column.item", ofIndicator, "item", 8, centerLook}, {"column.indicator", ofIndicator, "name", 30, wrapLook}, {"column.unit", ofIndicator, "unit", 10, centerLook},
		{"example.target", ofFinal, "target", 14, bodyLook}, {"column.latest", ofLatest, "actual", 14, bodyLook},
		{"column.latest_period", ofLatest, "period", 12, centerLook}, {"column.target_rate", ofLatest, "target_rate", 11, bodyLook}, {"column.status", ofLatest, "status", 18, centerLook}, {"column.organisation", ofIndicator, "organisation", 30, wrapLook},
	}
	marker := "{{每个指标 规划=" + plan + "}}"
	if e.report.Language == locale.English {
		marker = "{{each indicator plan=" + plan + "}}"
	}
	for i, column := range columns {
		name, _ := excelize.ColumnNumberToName(i + 1)
		e.keep(e.file.SetColWidth(e.sheet, name, name, column.width))
		head, row, sum := cellName(i+1, exampleRow-1), cellName(i+1, exampleRow), cellName(i+1, exampleRow+1)
		set(head, e.report.text(column.key))
		e.keep(e.file.SetCellStyle(e.sheet, head, head, e.style(headerLook)))
		text := e.word(column.of, column.what)
		if i == 0 {
			text = marker + text
		}
		set(row, text)
		e.keep(e.file.SetCellStyle(e.sheet, row, row, e.style(column.look)))
		e.keep(e.file.SetCellStyle(e.sheet, sum, sum, e.style(sectionLook)))
	}
	set("B6", e.text("count"))
	e.keep(e.file.SetCellFormula(e.sheet, "E6", "COUNT(E5:E5)"))
	set("G6", e.text("mean"))
	e.keep(e.file.SetCellFormula(e.sheet, "H6", `IF(COUNT(G5:G5)=0,"",AVERAGE(G5:G5))`))
	mean := sectionLook
	mean.format = "0.0%"
	e.keep(e.file.SetCellStyle(e.sheet, "H6", "H6", e.style(mean)))
	e.keep(e.file.SetCellStyle(e.sheet, "A1", "I1", e.style(titleLook)))
	e.keep(e.file.SetCellStyle(e.sheet, "A2", "I2", e.style(subtitle)))
	e.keep(e.file.SetRowHeight(e.sheet, 1, 30))
	e.keep(e.file.SetRowHeight(e.sheet, exampleRow-1, 32))
	e.printing() // rows without a height fit their text
	red, err := e.file.NewConditionalStyle(&excelize.Style{Font: &excelize.Font{Bold: true, Color: "8A1F0B"},
		Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"F8D3C6"}}})
	e.keep(err)
	e.keep(e.file.SetConditionalFormat(e.sheet, "G5:G5", []excelize.ConditionalFormatOptions{
		{Type: "formula", Format: &red, Criteria: `AND(ISNUMBER($G5),$G5<0.8)`}}))
}

func (e *example) printing() {
	page := layout{name: e.sheet, landscape: true, footerCenter: e.report.text("print.page")}
	e.keep(preparePage(e.file, page))
	quotedName := quoteSheet(e.sheet)
	e.keep(e.file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Area", RefersTo: quotedName + "!$A$1:$I$28", Scope: e.sheet}))
	e.keep(e.file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: quotedName + "!$4:$4", Scope: e.sheet}))
}

func (e *example) chart() {
	sheet := quoteSheet(e.sheet)
	chart := emptyChart(excelize.Bar, []excelize.ChartSeries{{Name: sheet + "!$G$4", Categories: sheet + "!$B$5:$B$5", Values: sheet + "!$G$5:$G$5", Fill: solid(actualColor)}})
	chart.YAxis.NumFmt.CustomNumFmt = "0%"
	chart.XAxis.ReverseOrder = true
	chart.Dimension = excelize.ChartDimension{Width: 900, Height: 360}
	e.keep(e.file.AddChart(e.sheet, "A9", chart))
}

// single is a sheet with series named one by one.
func (e *example) single(plan, indicator string) {
	sheet := e.text("single")
	_, err := e.file.NewSheet(sheet)
	e.keep(err)
	e.keep(preparePage(e.file, layout{name: sheet, landscape: true, footerCenter: e.report.text("print.page")}))
	e.keep(e.file.SetColWidth(sheet, "A", "A", 44))
	e.keep(e.file.SetColWidth(sheet, "B", "B", 40))
	latest, final, year := "最新.实际", "期末.目标", "2024.实际"
	if e.report.Language == locale.English {
		latest, final, year = "latest.actual", "final.target", "2024.actual"
	}
	for i, what := range []string{latest, final, year} {
		row := i + 1
		e.keep(e.file.SetCellStr(sheet, cellName(1, row), indicator+":"+what))
		e.keep(e.file.SetCellStr(sheet, cellName(2, row), "{{"+indicator+":"+what+"}}"))
	}
	e.keep(e.file.SetCellStr(sheet, "A5", e.text("sentence")))
	e.keep(e.file.SetCellStr(sheet, "B5", "{{"+indicator+":"+latest+"}} / {{"+indicator+":"+final+"}}"))
}
