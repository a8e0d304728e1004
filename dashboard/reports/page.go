package reports

import (
	"errors"
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"
)

// layout is all that must be known of a sheet before its first row is written.
type layout struct {
	name          string
	tabColor      string
	widths        []float64 // in half-width characters
	frozenRows    int
	frozenColumns int
	landscape     bool
	headerText    string
	footerLeft    string
	footerCenter  string
	footerRight   string
	hideGrid      bool
	rowHeight     float64 // of all rows without a height of their own, zero to leave it open
}

const paperA4 = 9

// preparePage sets what excelize writes before the first row or at the end of a
// sheet. It must come before the stream writer is made.
func preparePage(file *excelize.File, page layout) error {
	fit, once, any, paper, orientation := true, 1, 0, paperA4, "portrait"
	if page.landscape {
		orientation = "landscape"
	}
	grid := !page.hideGrid
	margin, edge, band, centered := 0.4, 0.6, 0.3, true
	properties := &excelize.SheetPropsOptions{FitToPage: &fit}
	if page.rowHeight > 0 {
		properties.DefaultRowHeight, properties.CustomHeight = &page.rowHeight, &fit
	}
	if page.tabColor != "" {
		properties.TabColorRGB = &page.tabColor
	}
	err := errors.Join(
		file.SetSheetProps(page.name, properties),
		file.SetSheetDimension(page.name, ""),
		file.SetSheetView(page.name, 0, &excelize.ViewOptions{ShowGridLines: &grid}),
		file.SetPageLayout(page.name, &excelize.PageLayoutOptions{Size: &paper,
			Orientation: &orientation, FitToWidth: &once, FitToHeight: &any}),
		file.SetPageMargins(page.name, &excelize.PageLayoutMarginsOptions{Left: &margin, Right: &margin,
			Top: &edge, Bottom: &edge, Header: &band, Footer: &band, Horizontally: &centered}),
		file.SetHeaderFooter(page.name, &excelize.HeaderFooterOptions{
			OddHeader: "&R" + printText(page.headerText),
			OddFooter: "&L" + printText(page.footerLeft) + "&C" + page.footerCenter + "&R" + printText(page.footerRight),
		}),
	)
	if err != nil {
		return fmt.Errorf("set up page of sheet %s: %w", page.name, err)
	}
	return nil
}

// printText makes a text safe inside a print header or footer: an ampersand starts a
// code there, and Excel allows 255 characters for all three parts.
func printText(text string) string {
	const limit = 60
	characters := []rune(strings.ReplaceAll(text, "\n", " "))
	if len(characters) > limit {
		characters = append(characters[:limit-1], '…')
	}
	return strings.ReplaceAll(string(characters), "&", "&&")
}

// panes freezes the first rows and columns.
func panes(page layout) *excelize.Panes {
	topLeft, _ := excelize.CoordinatesToCellName(page.frozenColumns+1, page.frozenRows+1)
	active := "bottomRight"
	switch {
	case page.frozenColumns == 0:
		active = "bottomLeft"
	case page.frozenRows == 0:
		active = "topRight"
	}
	return &excelize.Panes{Freeze: true, XSplit: page.frozenColumns, YSplit: page.frozenRows,
		TopLeftCell: topLeft, ActivePane: active}
}
