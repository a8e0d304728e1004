package layout

import (
	"strings"

	"zhibiao/ingest/table"
)

// readLabels reads what the row says about its values, and tells whether it says
// anything.
func (r *tableReader) readLabels(row *Reading, number int) bool {
	labelled := len(r.table.Labels) == 0
	for _, label := range r.table.Labels {
		cell := r.sheet.cell(number, table.ColumnNumber(label.Column))
		if label.FillDown && cell.text == "" && r.table.namedBehind(r.sheet, number, table.ColumnNumber(label.Column)) {
			cell = r.above[label.Column]
		}
		if cell.text == "" {
			continue
		}
		r.above[label.Column] = cell
		name, unit := labelName(cell.text)
		r.addFootnote(row, cell.text)
		switch label.Carries {
		case CarriesIndicator:
			labelled = true
			name, row.asked, _ = splitMeasure(name, r.names)
			row.Indicator, row.Places.Indicator = name, cell.origin
			if unit != "" {
				row.Unit, row.Places.Unit = unit, cell.origin
			}
			r.findParent(row, cell.text, name)
		case CarriesArea:
			labelled = true
			row.Area, row.Places.Area = name, cell.origin
			if totalName.MatchString(name) {
				row.Area = r.table.Total // the city when empty
				if cityTotal.MatchString(name) {
					row.Area = ""
				}
			}
		case CarriesIndicatorCode:
			row.IndicatorCode, row.Places.IndicatorCode = strings.TrimSpace(cell.text), cell.origin
		case CarriesAreaCode:
			row.AreaCode, row.Places.AreaCode = strings.TrimSpace(cell.text), cell.origin
		case CarriesPeriod:
			labelled = true
			row.Period, row.Places.Period = joinPeriods(row.Period, labelPeriod(label.Heading, cell.text)), cell.origin
		case CarriesDimension:
			row.Dimension, row.Places.Dimension = cleaned(cell.text), cell.origin
		case CarriesUnit:
			row.Unit, row.Places.Unit = cleaned(cell.text), cell.origin
		case CarriesNote:
			row.addNote(cell.text)
			row.Places.Note = cell.origin
		}
	}
	return labelled
}

// findParent keeps the name of the row above for rows that are a part of it, and takes
// both together where that is the name of an indicator.
func (r *tableReader) findParent(row *Reading, text, name string) {
	if !ofWhich.MatchString(cleaned(text)) {
		if !strings.HasPrefix(strings.TrimLeft(text, " 　\u00a0"), "其") && !isIndented(text) {
			r.parent = name
		}
		return
	}
	if r.parent == "" {
		return
	}
	if r.names.IsIndicator(r.parent+name, row.Unit) {
		row.Indicator = r.parent + name
		return
	}
	row.PartOf = r.parent
}

func isIndented(text string) bool {
	return strings.HasPrefix(text, "　") || strings.HasPrefix(text, "  ")
}

func (r *tableReader) addFootnote(row *Reading, text string) {
	if sign := mark(text); sign != "" && r.notes[sign] != "" {
		row.addNote(sign + r.notes[sign])
	}
}

func (v *Reading) addNote(text string) {
	if v.Note != "" {
		v.Note += "；"
	}
	v.Note += cleaned(text)
}
