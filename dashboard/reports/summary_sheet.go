package reports

import (
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"zhibiao/metrics"
)

// summaryLine counts the rows of one group.
type summaryLine struct {
	title string
	areas []string // of the status cells, as formulas write them
	rows  []Row
}

// The rows of the summary sheet that other things stand below.
const (
	summaryLabelWidth = 34
	summaryCountWidth = 10
	summaryChartWidth = 1180
	// rowPixels is the least height of a row without a height of its own: Excel gives it
	// 20 pixels, LibreOffice fewer, and the chart must not be cut in print.
	rowPixels = 16
)

// summaryChartHeight gives each group a bar that can be read, in pixels.
func summaryChartHeight(groups int) int { return 150 + 22*max(groups, 3) }

// writeSummarySheet counts the statuses of each group with formulas over the tables, and
// draws them, so that a status that turns there turns here, too.
func (r Report) writeSummarySheet(book *workbook, tables []tableSheet) error {
	statuses := r.countedStatuses()
	widths := []float64{summaryLabelWidth, summaryCountWidth}
	for range statuses {
		widths = append(widths, summaryCountWidth)
	}
	widths = append(widths, summaryCountWidth)
	page := layout{name: r.sheetName("summary"), tabColor: "0B5132", widths: widths, landscape: true, hideGrid: true}
	r.printTexts(&page)
	s, err := book.sheet(page)
	if err != nil {
		return err
	}
	lead := r.leadRows("")
	lead[0].text = r.text("summary.title", "title", r.heading())
	for _, line := range lead {
		if err := s.banner(line.height, line.text, line.look); err != nil {
			return err
		}
	}
	lines := r.summaryLines(tables)
	if err := r.writeSummary(s, lines, statuses); err != nil {
		return err
	}
	last := s.written
	if len(statuses) > 0 {
		chart := r.summaryChart(s, last-len(lines), len(lines), statuses)
		if err := s.chart(cellName(1, last+2), chart); err != nil {
			return err
		}
		last += 2 + summaryChartHeight(len(lines))/rowPixels
	}
	if err := s.print(len(widths), last, 0, 0); err != nil {
		return err
	}
	return s.close()
}

// summaryLines are the group headings of the one table, or the sheets of several.
func (r Report) summaryLines(tables []tableSheet) []summaryLine {
	var lines []summaryLine
	for _, table := range tables {
		column := table.place(columnStatus)
		rows := table.report.Rows
		line := summaryLine{title: table.group}
		for _, part := range table.spans {
			count := part.last - part.first + 1
			area := quoteSheet(table.name) + "!" + absolute(column, part.first) + ":" + absolute(column, part.last)
			if r.Split == "" {
				lines = mergeLine(lines, summaryLine{title: part.title, areas: []string{area}, rows: rows[:count]})
			} else {
				line.areas, line.rows = append(line.areas, area), append(line.rows, rows[:count]...)
			}
			rows = rows[count:]
		}
		if r.Split != "" {
			lines = append(lines, line)
		}
	}
	for i := range lines {
		if lines[i].title == "" {
			lines[i].title = r.text("summary.ungrouped")
		}
	}
	return lines
}

// mergeLine adds a line, or its rows to the line with its title.
func mergeLine(lines []summaryLine, line summaryLine) []summaryLine {
	for i := range lines {
		if lines[i].title == line.title {
			lines[i].areas = append(lines[i].areas, line.areas...)
			lines[i].rows = append(lines[i].rows[:len(lines[i].rows):len(lines[i].rows)], line.rows...)
			return lines
		}
	}
	return append(lines, line)
}

// countedStatuses are all whose words the report has: a light can turn to any of them.
func (r Report) countedStatuses() []metrics.AssessmentStatus {
	var statuses []metrics.AssessmentStatus
	for _, status := range metrics.AssessmentStatuses() {
		if r.StatusWords[status] != "" {
			statuses = append(statuses, status)
		}
	}
	return statuses
}

func (r Report) writeSummary(s *sheet, lines []summaryLine, statuses []metrics.AssessmentStatus) error {
	header := []cell{textCell(r.text("summary.group"), headerLook), textCell(r.text("notes.tally.rows"), headerLook)}
	for _, status := range statuses {
		header = append(header, textCell(statusText(status, r.StatusWords[status]), headerLook))
	}
	header = append(header, textCell(r.text("notes.tally.without"), headerLook))
	if err := s.row(36, header...); err != nil {
		return err
	}
	// The total comes first, so that the groups are the last rows and the chart's source.
	first := s.written + 2
	if err := s.row(20, r.totalCells(lines, statuses, first)...); err != nil {
		return err
	}
	for _, line := range lines {
		if err := s.row(wrappedHeight([]cell{textCell(line.title, wrapLook)}, []float64{summaryLabelWidth}), r.summaryCells(line, statuses, s.written+1)...); err != nil {
			return err
		}
	}
	return nil
}

// summaryCells count one group: a status by the words of its cells, and what has no
// status as the rest.
func (r Report) summaryCells(line summaryLine, statuses []metrics.AssessmentStatus, number int) []cell {
	cells := []cell{textCell(line.title, wrapLook), countCell(len(line.rows))}
	counted := 0
	for _, status := range statuses {
		formulas, count := make([]string, len(line.areas)), 0
		for i, area := range line.areas {
			formulas[i] = "COUNTIF(" + area + "," + quoted(statusText(status, r.StatusWords[status])) + ")"
		}
		for _, row := range line.rows {
			if row.Status == status && row.StatusWord != "" {
				count++
			}
		}
		counted += count
		cells = append(cells, formulaCount(count, strings.Join(formulas, "+")))
	}
	rest := cellName(2, number)
	if len(statuses) > 0 {
		rest += "-SUM(" + cellName(3, number) + ":" + cellName(2+len(statuses), number) + ")"
	}
	return append(cells, formulaCount(len(line.rows)-counted, rest))
}

func (r Report) totalCells(lines []summaryLine, statuses []metrics.AssessmentStatus, first int) []cell {
	strong := bodyLook
	strong.bold = true
	totals := make([]int, 2+len(statuses))
	for i, line := range lines {
		for k, content := range r.summaryCells(line, statuses, first+i)[1:] {
			number, _ := content.value.(int)
			totals[k] += number
		}
	}
	cells := []cell{textCell(r.text("summary.total"), strong)}
	for k, total := range totals {
		formula := ""
		if len(lines) > 0 {
			formula = "SUM(" + cellName(2+k, first) + ":" + cellName(2+k, first+len(lines)-1) + ")"
		}
		content := formulaCount(total, formula)
		content.style.bold = true
		cells = append(cells, content)
	}
	return cells
}

// formulaCount shows a count and hides a zero, which would only fill the table.
func formulaCount(count int, formula string) cell {
	return cell{value: count, formula: formula, style: style{border: true, horizontal: "right", format: "#,##0;-#,##0;"}}
}

// summaryChart stacks the statuses of each group. The groups end in the last written row.
func (r Report) summaryChart(s *sheet, before, count int, statuses []metrics.AssessmentStatus) *excelize.Chart {
	first, last, header := before+1, before+count, before-1
	reference := func(column, from, to int) string {
		return s.quoted() + "!" + absolute(column, from) + ":" + absolute(column, to)
	}
	if count == 1 { // one bar for all needs no group
		first, last = before+1, before+1
	}
	var series []excelize.ChartSeries
	for i, status := range statuses {
		series = append(series, excelize.ChartSeries{
			Name:       s.quoted() + "!" + absolute(3+i, header),
			Categories: reference(1, first, last), Values: reference(3+i, first, last),
			Fill: solid(chartFills[status]),
		})
	}
	chart := emptyChart(excelize.BarStacked, series)
	gap, overlap := uint(45), 100
	chart.GapWidth, chart.Overlap = &gap, &overlap
	chart.XAxis.ReverseOrder = true // the first group on top, as in the table
	chart.YAxis.NumFmt.CustomNumFmt = "#,##0"
	zero := 0.0
	chart.YAxis.Minimum = &zero
	chart.Title.Paragraph = []excelize.RichTextRun{{Text: r.text("summary.chart", "count", strconv.Itoa(len(r.Rows))),
		Font: &excelize.Font{Bold: true, Size: 11, Color: inkColor, Family: fontName}}}
	chart.Dimension = excelize.ChartDimension{Width: summaryChartWidth, Height: uint(summaryChartHeight(count))}
	return chart
}

// chartFills are the status colors strong enough for an area without a word on it.
var chartFills = map[metrics.AssessmentStatus]string{
	metrics.AchievedEarly:   "0B5132",
	metrics.Achieved:        "2F7D4F",
	metrics.Held:            "7DB894",
	metrics.AheadOfSchedule: "1F6FA8",
	metrics.OnSchedule:      "9CC3DE",
	metrics.Behind:          "E0A030",
	metrics.FarBehind:       "C4491F",
	metrics.NotHeld:         "B98A52",
	metrics.Missed:          "8A1F1B",
	metrics.Pending:         "B4BDC7",
	metrics.NotAssessable:   "D9DEE3",
}
