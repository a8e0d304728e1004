package dashboard

import (
	"fmt"
	"maps"
	"net/url"
	"slices"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// ExportChoice is what a page offers as a workbook; the zero value offers nothing.
type ExportChoice struct {
	Link      string // of the workbook with the filters of the page
	Path      string // of the workbook without them
	Rows      bool   // the rows are indicators: they can be split, and fill templates
	Templates []metrics.ReportTemplate
	Numbered  bool // the workbook gets a number and is kept
}

// ExportParameter is one parameter of the address of a workbook.
type ExportParameter struct{ Name, Value string }

// Carried are the parameters of the address that a form keeps, without those that it asks
// for itself.
func (e ExportChoice) Carried() []ExportParameter {
	parsed, err := url.Parse(e.Link)
	if err != nil {
		return nil
	}
	var carried []ExportParameter
	query := parsed.Query()
	for _, name := range slices.Sorted(maps.Keys(query)) {
		if !slices.Contains([]string{"lang", "sheets", "template"}, name) {
			carried = append(carried, ExportParameter{name, query.Get(name)})
		}
	}
	return carried
}

// offerExport offers the workbook of a page whose frame is there, with the filters of the
// page. It offers nothing to a reader who takes no workbooks away.
func (s *Server) offerExport(frame *Frame, path string) {
	if !frame.CanExport {
		return
	}
	var own []string
	for _, name := range frame.Filters.Own() {
		own = append(own, name, frame.Filters.Given(name))
	}
	frame.Export = ExportChoice{Path: path, Link: frame.Filters.Link(path, own...), Numbered: s.numbersReports()}
}

// offerRows is offerExport for a page whose rows are indicators: they can stand on a sheet
// for each theme or organisation, and fill a planner's own template.
func (s *Server) offerRows(c echo.Context, frame *Frame, path string) error {
	s.offerExport(frame, path)
	if frame.Export.Rows = frame.Export.Path != ""; !frame.Export.Rows || !frame.Export.Numbered {
		return nil
	}
	var err error
	if frame.Export.Templates, err = s.dependencies.Reports.ReportTemplates(c.Request().Context()); err != nil {
		return fmt.Errorf("load templates of reports: %w", err)
	}
	return nil
}
