package layout

import (
	"strings"

	"zhibiao/ingest/table"
	"zhibiao/metrics"
)

// readLabels reads what the row says about its values, and tells whether that names them:
// a row that says nothing belongs to nobody, and one without an area among areas is not
// that of the whole city.
func (r *tableReader) readLabels(row *Reading, number int) bool {
	labelled, ofArea := len(r.table.Labels) == 0, row.Area != ""
	amongAreas := false
	for _, label := range r.table.Labels {
		amongAreas = amongAreas || label.Carries == CarriesArea
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
			row.named, row.Indicator, row.Places.Indicator = name, name, cell.origin
			if unit != "" {
				row.Unit, row.Places.Unit = unit, cell.origin
			}
			r.findParent(row, cell.text, name)
		case CarriesArea:
			labelled, ofArea = true, true
			row.Area, row.Places.Area = name, cell.origin
			if totalName.MatchString(name) {
				row.Area = r.table.Total // the city when empty
				if cityTotal.MatchString(name) {
					row.Area = ""
				}
			}
		case CarriesIndicatorCode:
			labelled = true
			row.IndicatorCode, row.Places.IndicatorCode = strings.TrimSpace(cell.text), cell.origin
		case CarriesAreaCode:
			labelled, ofArea = true, true
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
	return labelled && (ofArea || !amongAreas)
}

// isNumber tells texts that hold a number and do not only say that there is none.
func isNumber(text string) bool {
	number, err := metrics.ParseNumber(cleanedValue(text))
	return err == nil && !number.Missing
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
