package dashboard

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"
	"github.com/shopspring/decimal"

	"zhibiao/metrics"
)

// loadAllDifferences gathers what a file of differences says: all kinds, up to
// mostDifferences lines.
func (s *Server) loadAllDifferences(c echo.Context) (DifferencePage, []DifferenceLine, error) {
	page, err := s.loadDifferences(c)
	if err != nil {
		return page, nil, err
	}
	page.query.Limit = mostDifferences
	lines, err := s.differenceLines(c.Request().Context(), &page)
	return page, lines, err
}

// downloadDifferenceText answers with every difference as CSV for a spreadsheet.
func (s *Server) downloadDifferenceText(c echo.Context) error {
	page, lines, err := s.loadAllDifferences(c)
	if err != nil {
		return err
	}
	words := s.wording(page.Language)
	var content bytes.Buffer
	content.WriteString("\ufeff")
	writer := csv.NewWriter(&content)
	writer.UseCRLF = true
	rows := [][]string{words.differenceHeadings()}
	for _, line := range lines {
		var cells []string
		for _, cell := range words.differenceCells(line) {
			switch value := cell.(type) {
			case decimal.NullDecimal:
				text := ""
				if value.Valid {
					text = value.Decimal.String()
				}
				cells = append(cells, text)
			case string:
				cells = append(cells, inert(value))
			}
		}
		rows = append(rows, cells)
	}
	if err := writer.WriteAll(rows); err != nil {
		return fmt.Errorf("write differences: %w", err)
	}
	name := fileNameSafe(words.text("differences.file")) + "_" + s.today().String() + ".csv"
	c.Response().Header().Set(echo.HeaderContentDisposition, attachment(name, "differences-"+s.today().String()+".csv"))
	return c.Blob(http.StatusOK, "text/csv; charset=utf-8", content.Bytes())
}

func (w wording) differenceHeadings() []string {
	var headings []string
	for _, key := range []string{"differences.column.kind", "differences.column.code", "column.indicator", "differences.column.area", "differences.column.dimension",
		"column.period", "differences.column.unit", "differences.before", "differences.after", "changes.difference", "differences.column.percent",
		"differences.column.status_before", "differences.column.status_after", "differences.column.run_before", "differences.column.run_after"} {
		headings = append(headings, w.text(key))
	}
	return headings
}

func differenceWidths() []float64 {
	return []float64{10, 26, 34, 16, 16, 14, 10, 16, 16, 16, 10, 10, 10, 38, 38}
}

// differenceCells are the cells of a line under differenceHeadings: texts and numbers.
func (w wording) differenceCells(line DifferenceLine) []any {
	name, unit := line.Code(), ""
	if line.Indicator != nil {
		name, unit = w.name(line.Indicator), w.unit(line.Indicator.Unit)
	}
	area := line.Difference.Area
	if line.Area != nil {
		area = w.name(line.Area)
	}
	return []any{w.text("differences.kind." + string(line.Kind())), line.Code(), name, area, line.Dimension, w.period(line.Period), unit,
		line.Before.Value, line.After.Value, line.Amount(), line.Percent(), string(line.Before.Status), string(line.After.Status), line.Before.Run, line.After.Run}
}

// differenceLines say above the table of the workbook what is compared.
func (w wording) differenceLines(page DifferencePage) []string {
	lines := []string{w.differenceSentence(page.Question)}
	var counts []string
	for _, tab := range page.Tabs {
		counts = append(counts, w.text("differences.kind."+tab.Name)+" "+strconv.Itoa(tab.Count))
	}
	lines = append(lines, strings.Join(counts, w.text("list.separator")))
	if page.Question.Scenario == metrics.Demonstration {
		lines = append(lines, w.text("demonstration.title"))
	}
	if page.Limited {
		lines = append(lines, w.text("differences.limited", "count", mostDifferences))
	}
	return append(lines, w.scopeNote(page.catalogue, page.Filters.Scope)...)
}

// differenceSentence says what is compared.
func (w wording) differenceSentence(question DifferenceQuestion) string {
	of := w.text("differences.of.all")
	switch {
	case question.Indicator != nil:
		of = w.name(question.Indicator)
	case question.Plan != nil:
		of = w.name(question.Plan)
	}
	if question.Feed != nil {
		of = w.text("differences.of.feed", "of", of, "feed", w.name(question.Feed))
	}
	if question.Run != nil {
		return w.text("differences.sentence.run", "of", of, "file", question.Run.File, "moment", w.moment(question.After))
	}
	after := w.text("differences.now")
	if !question.After.IsZero() {
		after = w.moment(question.After)
	}
	return w.text("differences.sentence", "of", of, "before", w.moment(question.Before), "after", after)
}
