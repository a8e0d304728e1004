package dashboard

import (
	"bytes"
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"
	"github.com/shopspring/decimal"

	"zhibiao/dashboard/reports"
	"zhibiao/metrics"
)

// downloadFormMissing answers with the list of what is missing (催报单) as a workbook.
func (s *Server) downloadFormMissing(c echo.Context) error {
	page, err := s.loadFormPage(c)
	if err != nil {
		return err
	}
	words := s.wording(page.Language)
	sheet := reports.PlainTable{Title: words.text("forms.missing.title", "title", page.Form.Title), Sheet: words.text("forms.missing.sheet"),
		Creator: words.text("brand.full"), Language: words.text("language.tag"), Moment: s.dependencies.Now(),
		Lines: []string{words.text("forms.missing.head", "code", page.Form.Code, "due", words.date(page.Form.Due), "day", words.date(s.today()),
			"complete", page.Tally.Complete, "count", page.Tally.Organisations)}}
	for _, column := range []struct {
		key   string
		width float64
	}{{"column.organisation", 30}, {"column.indicator", 36}, {"column.area", 14}, {"column.period", 14}, {"column.unit", 12}, {"forms.missing.days", 10}, {"forms.missing.partial", 14}} {
		sheet.Columns = append(sheet.Columns, reports.PlainColumn{Heading: words.text(column.key), Width: column.width})
	}
	for _, row := range page.Rows {
		for _, line := range row.Lines {
			sheet.Rows = append(sheet.Rows, words.missingCells(row, line))
		}
	}
	var content bytes.Buffer
	if err := reports.WritePlainTable(c.Request().Context(), &content, sheet); err != nil {
		return fmt.Errorf("write what form %s misses: %w", page.Form.Code, err)
	}
	download := workbookDownload{Chinese: sheet.Title, Plain: "missing-" + page.Form.Code, AsOf: s.today()}
	c.Response().Header().Set(echo.HeaderContentDisposition, download.disposition())
	return c.Blob(http.StatusOK, workbookType, content.Bytes())
}

func (w wording) missingCells(row FormStandingRow, line FormLine) []any {
	organisation, indicator, area, unit := row.Organisation, line.Indicator, line.Area, ""
	if row.Of != nil {
		organisation = w.name(row.Of)
	}
	if line.Of != nil {
		indicator, unit = metrics.FormName(w.name(line.Of), line.Dimension), w.unit(line.Of.Unit)
	}
	if line.Place != nil {
		area = w.name(line.Place)
	}
	return []any{organisation, indicator, area, w.period(line.Period), unit, decimal.NewNullDecimal(decimal.NewFromInt(int64(row.DaysLate))),
		w.text("forms.missing.count", "answered", row.Answered, "asked", row.Asked)}
}
