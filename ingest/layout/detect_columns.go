package layout

import (
	"cmp"
	"strings"

	"zhibiao/ingest/table"
)

// findColumns parts the columns of a table into labels and numbers.
func (d *detection) findColumns() {
	d.headings = map[int]heading{}
	labelsOver := false
	for column := d.from; column <= d.sheet.width && d.next == 0; column++ {
		values, texts, periods := d.count(column)
		if values+texts+periods == 0 {
			continue
		}
		levels := d.levels(column)
		text := headText(levels)
		letter := table.ColumnLetter(column)
		switch {
		case ordinalHead.MatchString(text):
		case codeHead.MatchString(text):
			d.takeCode(letter, text)
		case unitHead.MatchString(text):
			d.table.Labels = append(d.table.Labels, Label{Column: letter, Heading: text, Carries: CarriesUnit})
		case noteHead.MatchString(text):
			d.table.Labels = append(d.table.Labels, Label{Column: letter, Heading: text, Carries: CarriesNote})
		case d.holdsPeriods(column, levels):
			d.takeLabel(Label{Column: letter, Heading: strings.Join(levels, "/"), Carries: CarriesPeriod}, labelsOver)
		case labelsOver && values == 0 && d.namesRows(column, text) != "":
			d.takeLabel(Label{Column: letter, Heading: strings.Join(levels, "/"), Carries: d.namesRows(column, text)}, true)
		case !labelsOver && (values == 0 || values <= texts || len(d.table.Labels) == 0 && column == firstColumn(d)):
			d.table.Labels = append(d.table.Labels, Label{Column: letter, Heading: strings.Join(levels, "/"), Carries: d.carries(column, text)})
		case values == 0:
			d.say("layout.said.text_column", "column", letter, "heading", strings.Join(levels, "/"))
		default:
			labelsOver = true
			d.table.Columns = append(d.table.Columns, Column{Column: letter, Heading: strings.Join(levels, "/"), Measure: Value})
			d.headings[column] = d.readHeading(levels)
		}
	}
	d.settleLabels()
}

// headText joins the rows of a heading. A heading in two languages is taken for the first.
func headText(levels []string) string {
	if len(levels) == 2 && isLatin(levels[1]) && !isLatin(levels[0]) {
		levels = levels[:1]
	}
	text := strings.ToLower(cleaned(strings.Join(levels, "")))
	if chinese := chinesePart(text); unitHead.MatchString(chinese) || noteHead.MatchString(chinese) {
		return chinese
	}
	return text
}

// firstColumn is the first column that shows something below the header.
func firstColumn(d *detection) int {
	for column := d.from; column <= d.sheet.width; column++ {
		if values, texts, periods := d.count(column); values+texts+periods > 0 {
			return column
		}
	}
	return 0
}

// count looks at what stands in a column below the header.
func (d *detection) count(column int) (values, texts, periods int) {
	for _, i := range d.block.body {
		cell := d.sheet.lines[i].cells[column-1]
		switch {
		case cell.text == "":
		case isPeriod(cell.text, column == d.from):
			periods++
		case isValue(cell.text):
			values++
		default:
			texts++
		}
	}
	return values, texts, periods
}

// levels returns the different texts above a column. Where cells are not merged, an
// empty cell of an upper row belongs to the text on its left.
func (d *detection) levels(column int) []string {
	var levels []string
	var last table.Place
	for at, i := range d.block.header {
		cell := d.sheet.lines[i].cells[column-1]
		for left := column - 1; cell.text == "" && at+1 < len(d.block.header) && left >= d.from && d.hasBelow(at, column); left-- {
			neighbour := d.sheet.lines[i].cells[left-1]
			if neighbour.text != "" && !d.hasBelow(at, left) {
				break // a heading of its own, such as 指标, does not reach over its neighbours
			}
			cell = neighbour
		}
		if cell.text == "" || cell.origin == last {
			continue
		}
		last = cell.origin
		levels = append(levels, cleaned(cell.text))
	}
	return levels
}

// hasBelow tells whether a lower row of the header has a text of its own in a column.
func (d *detection) hasBelow(at, column int) bool {
	for _, i := range d.block.header[at+1:] {
		if cell := d.sheet.lines[i].cells[column-1]; cell.text != "" && cell.origin.Row == d.sheet.lines[i].number {
			return true
		}
	}
	return false
}

func (d *detection) readHeading(levels []string) heading {
	var whole heading
	unit := "" // of the growth: what stands with the word or below it, not above
	for _, level := range levels {
		read := parseHeading(level, d.names)
		if whole.kind == growth || read.kind == growth {
			unit = cmp.Or(read.unit, unit)
		}
		whole = whole.join(read, d.names)
	}
	if whole.kind == growth && unit != "" && unit != "%" {
		whole.kind = other // 比上年增减（万吨） is a difference, and so is one in percentage points
	}
	return whole
}

// carries tells what a column of labels says, by its content and then by its heading.
func (d *detection) carries(column int, text string) Carries {
	areas, periods, all := 0, 0, 0
	for _, i := range d.block.body {
		name, _ := labelName(d.sheet.lines[i].cells[column-1].text)
		if name == "" || totalName.MatchString(name) || subtotalName.MatchString(name) {
			continue
		}
		all++
		if d.names.IsArea(name) {
			areas++
		}
		if isPeriod(name, true) {
			periods++
		}
	}
	switch {
	case all > 0 && 2*periods > all:
		return CarriesPeriod
	case all > 0 && 2*areas > all, areaHead.MatchString(text) && !indicatorHead.MatchString(text):
		return CarriesArea
	case periodHead.MatchString(text):
		return CarriesPeriod
	}
	return CarriesIndicator
}

// settleLabels keeps one column for each meaning: of several columns of names before
// the numbers the last one names the indicator, the others are groups above it.
func (d *detection) settleLabels() {
	d.settleCodes()
	last := -1
	for i, label := range d.table.Labels {
		if label.Carries == CarriesIndicator {
			last = i
		}
	}
	var kept []Label
	for i, label := range d.table.Labels {
		if label.Carries == CarriesIndicator && i != last {
			d.say("layout.said.group_column", "column", label.Column, "heading", label.Heading)
			d.groups = append(d.groups, label)
			continue
		}
		kept = append(kept, label)
	}
	d.table.Labels = kept
}

// labelName returns the name of a row without numbering, 其中, footnote mark and unit.
func labelName(text string) (name, unit string) {
	text = cleaned(text)
	if found := numbering.FindString(text); found != "" {
		if strings.ContainsAny(found, ".") && found[len(found)-1] != '.' {
			_, text, _ = strings.Cut(text, ".")
		} else {
			text = text[len(found):]
		}
	}
	text = ofWhich.ReplaceAllString(strings.TrimSpace(text), "")
	return withoutUnit(cleaned(text))
}
