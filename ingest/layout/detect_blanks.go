package layout

import (
	"strings"

	"zhibiao/ingest/table"
)

// placeBlanks finds labels whose blank cells stand for the text above them, as in a table
// that names each area once: blank beside a name further right, and never in the first row.
func (d *detection) placeBlanks() {
	for at := range d.table.Labels {
		label := &d.table.Labels[at]
		if label.Carries != CarriesArea && label.Carries != CarriesPeriod && label.Carries != CarriesIndicator {
			continue
		}
		column := table.ColumnNumber(label.Column)
		filled, blank := false, []int(nil)
		for _, i := range d.block.body {
			line := d.sheet.lines[i]
			if d.sheet.kindOf(i, false) != dataLine {
				continue
			}
			if line.cells[column-1].text != "" {
				filled = true
				continue
			}
			if !filled {
				break
			}
			if d.table.namedBehind(d.sheet, line.number, column) {
				blank = append(blank, line.number)
			}
		}
		if len(blank) > 0 {
			label.FillDown = true
			d.say("layout.said.filled_down", "column", label.Column+"“"+strings.TrimSpace(label.Heading)+"”", "rows", joinNumbers(blank))
		}
	}
}

// namedBehind tells whether a row has a name or a period on the right of a column of labels.
func (t *Table) namedBehind(sheet *sheet, row, column int) bool {
	for _, label := range t.Labels {
		if right := table.ColumnNumber(label.Column); right > column && sheet.cell(row, right).text != "" {
			switch label.Carries {
			case CarriesArea, CarriesIndicator, CarriesPeriod, CarriesDimension:
				return true
			}
		}
	}
	return false
}
