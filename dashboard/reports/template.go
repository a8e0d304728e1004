package reports

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"zhibiao/metrics"
)

// Template is a planner's own workbook with placeholders, read and found harmless. It
// can be filled any number of times.
type Template struct {
	content []byte
	parts   []string // names of the parts of the file
	uses    []TemplateUse
	blocks  []templateBlock
	margins int // placeholders in headers and footers
}

// TemplateUse is one placeholder and where it stands.
type TemplateUse struct {
	Sheet string
	Cell  string
	Text  string // between the braces
	// Reference is the series that the placeholder names, the zero value for those of a
	// repeated row and of the report itself.
	Reference Reference
	column    int
	row       int
	field     field
}

// Reference is a series that a placeholder names: an indicator, with the area and the
// dimension where they are not the report's own.
type Reference struct{ Indicator, Area, Dimension string }

// Selection says which indicators a row is repeated for. The zero value means those of
// the report.
type Selection struct{ Plan, Theme, Organisation, Area, Attribute string }

// templateBlock is a row that is repeated for each indicator of a selection.
type templateBlock struct {
	sheet     string
	row       int
	column    int // of the marker
	marker    string
	selection Selection
}

// TemplateFinding is something wrong in a template: where, and why.
type TemplateFinding struct {
	Sheet   string
	Cell    string
	Text    string
	Problem *metrics.Problem
}

// Bounds of a template. A planner's form is far below them.
const (
	maximumTemplateRows  = 5_000
	maximumTemplateCells = 100_000
	maximumPlaceholders  = 10_000
	maximumFilledRows    = 20_000
)

// ParseTemplate reads a workbook with placeholders. What makes the whole file unfit (no
// workbook, a password, macros, links to outside, too large) is a Problem; placeholders
// that are not understood are findings, each with its cell. A template with findings
// cannot be used.
func ParseTemplate(content []byte) (*Template, []TemplateFinding, error) {
	parts, err := inspectTemplate(content)
	if err != nil {
		return nil, nil, err
	}
	file, err := openTemplate(content)
	if err != nil {
		return nil, nil, err
	}
	defer func() { _ = file.Close() }()
	template := &Template{content: content, parts: parts}
	var findings []TemplateFinding
	for _, sheet := range file.GetSheetList() {
		rows, err := templateRows(file, sheet)
		if err != nil {
			return nil, nil, err
		}
		for y, row := range rows {
			found := template.readRow(sheet, y+1, row)
			findings = append(findings, found...)
		}
		merged, err := file.GetMergeCells(sheet, true)
		if err != nil {
			return nil, nil, metrics.NewProblem("template.not_workbook").Because(err)
		}
		findings = append(findings, template.mergedBlocks(sheet, merged)...)
	}
	turning, err := formulaLoops(file, content, parts)
	if err != nil {
		return nil, nil, err
	}
	findings = append(findings, turning...)
	beside, err := template.readMargins(file.GetSheetList())
	if err != nil {
		return nil, nil, err
	}
	findings = append(findings, beside...)
	switch {
	case len(template.uses) > maximumPlaceholders:
		return nil, nil, metrics.NewProblem("template.too_large", "limit", strconv.Itoa(maximumPlaceholders))
	case len(template.uses)+len(template.blocks)+template.margins+len(findings) == 0:
		return nil, nil, metrics.NewProblem("template.no_placeholder")
	}
	return template, findings, nil
}

func openTemplate(content []byte) (*excelize.File, error) {
	file, err := excelize.OpenReader(bytes.NewReader(content), excelize.Options{UnzipSizeLimit: maximumUnpacked, UnzipXMLSizeLimit: maximumUnpacked})
	if err != nil {
		return nil, metrics.NewProblem("template.not_workbook").Because(err)
	}
	return file, nil
}

// templateRows reads the texts of a sheet, within bounds.
func templateRows(file *excelize.File, sheet string) ([][]string, error) {
	reader, err := file.Rows(sheet)
	if err != nil {
		return nil, metrics.NewProblem("template.not_workbook").Because(err)
	}
	defer func() { _ = reader.Close() }()
	var rows [][]string
	cells := 0
	for reader.Next() {
		row, err := reader.Columns()
		if err != nil {
			return nil, metrics.NewProblem("template.not_workbook").Because(err)
		}
		rows = append(rows, row)
		cells += len(row)
		if len(rows) > maximumTemplateRows || cells > maximumTemplateCells {
			return nil, metrics.NewProblem("template.too_many_cells", "sheet", sheet,
				"rows", strconv.Itoa(maximumTemplateRows), "cells", strconv.Itoa(maximumTemplateCells))
		}
	}
	return rows, reader.Error()
}

// readRow finds the placeholders of a row.
func (t *Template) readRow(sheet string, number int, row []string) []TemplateFinding {
	var findings []TemplateFinding
	repeated, filled := false, false
	for x, text := range row {
		cell := cellName(x+1, number)
		report := func(text string, problem *metrics.Problem) {
			findings = append(findings, TemplateFinding{Sheet: sheet, Cell: cell, Text: text, Problem: problem})
		}
		if strings.Contains(text, "{{") != strings.Contains(text, "}}") {
			report(text, metrics.NewProblem("template.open"))
		}
		for _, inner := range placeholdersIn(text) {
			selection, isMarker, problem := parseMarker(inner)
			switch {
			case problem != nil:
				report(inner, problem)
			case isMarker && repeated:
				report(inner, metrics.NewProblem("template.repeat_nested"))
			case isMarker && filled:
				report(inner, metrics.NewProblem("template.repeat_place"))
			case isMarker:
				repeated = true
				t.blocks = append(t.blocks, templateBlock{sheet: sheet, row: number, column: x + 1, marker: inner, selection: selection})
			default:
				use, problem := parsePlaceholder(inner)
				if problem == nil && !repeated && use.field.ofRow() && use.Reference == (Reference{}) {
					problem = metrics.NewProblem("template.outside")
				}
				if problem != nil {
					report(inner, problem)
					continue
				}
				use.Sheet, use.Cell, use.Text, use.column, use.row = sheet, cell, inner, x+1, number
				t.uses = append(t.uses, use)
			}
		}
		filled = filled || strings.TrimSpace(text) != ""
	}
	return findings
}

// mergedBlocks finds repeated rows that are merged with other rows.
func (t *Template) mergedBlocks(sheet string, merged []excelize.MergeCell) []TemplateFinding {
	var findings []TemplateFinding
	for _, area := range merged {
		_, first, _ := excelize.CellNameToCoordinates(area.GetStartAxis())
		_, last, _ := excelize.CellNameToCoordinates(area.GetEndAxis())
		for _, block := range t.blocks {
			if block.sheet == sheet && first != last && first <= block.row && block.row <= last {
				findings = append(findings, TemplateFinding{Sheet: sheet, Cell: cellName(block.column, block.row), Text: block.marker,
					Problem: metrics.NewProblem("template.repeat_merged", "area", area.GetStartAxis()+":"+area.GetEndAxis())})
			}
		}
	}
	return findings
}

// Selections lists which indicators the repeated rows ask for, each once, with the place
// of the first marker.
func (t *Template) Selections() map[Selection]TemplateUse {
	found := map[Selection]TemplateUse{}
	for _, block := range t.blocks {
		if _, known := found[block.selection]; !known {
			found[block.selection] = TemplateUse{Sheet: block.sheet, Cell: cellName(block.column, block.row), Text: block.marker}
		}
	}
	return found
}

// References lists the placeholders that name a series themselves.
func (t *Template) References() []TemplateUse {
	var found []TemplateUse
	for _, use := range t.uses {
		if use.Reference != (Reference{}) {
			found = append(found, use)
		}
	}
	return found
}
