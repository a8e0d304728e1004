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

// downloadCoverageMatrix answers with the whole matrix as a workbook.
func (s *Server) downloadCoverageMatrix(c echo.Context) error {
	page, view, err := s.coveragePage(c)
	if err != nil {
		return err
	}
	words := s.wording(page.Language)
	table := s.coverageTable(words, page, "coverage.matrix.title", "coverage.matrix.sheet")
	table.Columns = []reports.PlainColumn{{Heading: words.text("coverage.column.code"), Width: 26}, {Heading: words.text("column.indicator"), Width: 36}, {Heading: words.text("column.unit"), Width: 12}}
	for _, period := range view.periods {
		table.Columns = append(table.Columns, reports.PlainColumn{Heading: words.period(period), Width: 10})
	}
	for _, row := range view.rows {
		cells := []any{row.Indicator.Code, words.name(row.Indicator), words.unit(row.Indicator.Unit)}
		for _, mark := range row.Cells {
			text := ""
			if mark.State != "" {
				text = words.text("coverage.state." + string(mark.State))
			}
			cells = append(cells, text)
		}
		table.Rows = append(table.Rows, cells)
	}
	return s.sendPlainTable(c, page.Frame, table, "coverage-matrix")
}

// downloadCoverageOrganisations answers with the sums by organisation as a workbook.
func (s *Server) downloadCoverageOrganisations(c echo.Context) error {
	page, view, err := s.coveragePage(c)
	if err != nil {
		return err
	}
	words := s.wording(page.Language)
	table := s.coverageTable(words, page, "coverage.units.title", "coverage.units.sheet")
	for _, key := range []string{"expected", "values", "completeness", "late", "lag", "punctuality", "compared", "revised", "revision"} {
		table.Columns = append(table.Columns, reports.PlainColumn{Heading: words.text("coverage.units." + key), Width: 14})
	}
	table.Columns = append([]reports.PlainColumn{{Heading: words.text("column.organisation"), Width: 34}}, table.Columns...)
	line := func(name string, sum *metrics.CoverageSum) {
		table.Rows = append(table.Rows, []any{name, wholeNumber(sum.Expected), wholeNumber(sum.Values), hundredfold(sum.Completeness()), wholeNumber(sum.Late),
			rounded(sum.MedianLag(), 1), hundredfold(sum.Punctuality()), wholeNumber(sum.Compared), wholeNumber(sum.Revised), hundredfold(sum.MeanRevision())})
	}
	for i := range view.units {
		name := words.text("coverage.units.nobody")
		if view.units[i].Code != "" {
			name = words.organisationName(view.catalogue, view.units[i].Code)
		}
		line(name, &view.units[i].CoverageSum)
	}
	line(words.text("coverage.units.all"), &view.total)
	return s.sendPlainTable(c, page.Frame, table, "coverage-organisations")
}

// coverageTable is the head that both workbooks share.
func (s *Server) coverageTable(words wording, page CoveragePage, title, sheet string) reports.PlainTable {
	table := reports.PlainTable{Title: words.text(title), Sheet: words.text(sheet), Creator: words.text("brand.full"), Language: words.text("language.tag"),
		Moment: s.dependencies.Now(), Lines: []string{words.text("coverage.head", "from", page.Question.FromYear, "to", page.Question.ToYear,
			"frequency", words.text("coverage.frequency."+string(page.Question.Frequency)), "date", words.date(page.Filters.AsOf)),
			words.text("coverage.method", "days", page.Due)}}
	if page.Filters.Demonstration {
		table.Lines = append(table.Lines, words.text("demonstration.title"))
	}
	return table
}

// sendPlainTable answers with a workbook of one table.
func (s *Server) sendPlainTable(c echo.Context, frame Frame, table reports.PlainTable, plain string) error {
	var content bytes.Buffer
	if err := reports.WritePlainTable(c.Request().Context(), &content, table); err != nil {
		return fmt.Errorf("write %s: %w", plain, err)
	}
	download := workbookDownload{Chinese: table.Title, Plain: plain, AsOf: s.today()}
	c.Response().Header().Set(echo.HeaderContentDisposition, download.disposition())
	if frame.Demonstration {
		c.Response().Header().Set(demonstrationHeader, "1")
	}
	return c.Blob(http.StatusOK, workbookType, content.Bytes())
}

func wholeNumber(count int) decimal.NullDecimal {
	return decimal.NewNullDecimal(decimal.NewFromInt(int64(count)))
}

// hundredfold writes a fraction in per cent with two digits.
func hundredfold(fraction *float64) decimal.NullDecimal {
	if fraction == nil {
		return decimal.NullDecimal{}
	}
	return decimal.NewNullDecimal(decimal.NewFromFloat(*fraction * 100).Round(2))
}

func rounded(value *float64, decimals int32) decimal.NullDecimal {
	if value == nil {
		return decimal.NullDecimal{}
	}
	return decimal.NewNullDecimal(decimal.NewFromFloat(*value).Round(decimals))
}
