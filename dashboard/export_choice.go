package dashboard

import (
	"fmt"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// ExportChoice is what a page offers beside its Excel button; the zero value offers
// nothing.
type ExportChoice struct {
	Path      string // of the workbook
	Templates []metrics.ReportTemplate
	Numbered  bool // the workbook gets a number and is kept
}

// exportChoice offers nothing to a reader who takes no workbooks away.
func (s *Server) exportChoice(c echo.Context, path string) (ExportChoice, error) {
	if !s.canExport || !personOf(c).may(mayExport) {
		return ExportChoice{}, nil
	}
	choice := ExportChoice{Path: path, Numbered: s.numbersReports()}
	if !choice.Numbered {
		return choice, nil
	}
	var err error
	if choice.Templates, err = s.dependencies.Reports.ReportTemplates(c.Request().Context()); err != nil {
		return ExportChoice{}, fmt.Errorf("load templates of reports: %w", err)
	}
	return choice, nil
}
