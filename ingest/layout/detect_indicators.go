package layout

import (
	"strings"

	"zhibiao/ingest/table"
)

// suffixes are the nouns that a title gives to rows which name goods only.
var suffixes = []string{"产量", "产值", "增加值", "销售量", "投资额", "投资", "装机容量", "发电量"}

// placeIndicators settles where the indicator and the area of each value stand: in its
// row, its column or the title.
func (d *detection) placeIndicators() error {
	inRows, areasInRows := d.rows(CarriesIndicator), d.rows(CarriesArea)
	var unclear []string
	anyArea, anyName := false, false
	for i := range d.table.Columns {
		column := &d.table.Columns[i]
		head := d.headings[table.ColumnNumber(column.Column)]
		if !inRows && strings.HasSuffix(d.context.indicator, head.name) && !d.names.IsIndicator(head.name, "") {
			head.name = "" // 产量 in a table of 原煤产量
			d.headings[table.ColumnNumber(column.Column)] = head
		}
		if head.kind == other || head.kind == previous {
			column.Measure = Ignored
			continue
		}
		column.Area = head.area
		anyArea = anyArea || head.area != "" && !totalName.MatchString(head.area)
		switch {
		case totalName.MatchString(head.area) && !d.headingsHaveAreas():
			unclear = append(unclear, d.place(column)) // of men and women, say
		case head.name == "" && inRows, head.name == "" && head.kind == growth:
		case head.name == "":
			if d.context.indicator == "" && (d.columnsHaveNames() || head == (heading{})) {
				unclear = append(unclear, d.place(column))
			}
		case !inRows:
			column.Indicator, anyName = head.name, true
		case d.completes(head.name):
			column.Suffix = head.name
		default:
			unclear = append(unclear, d.place(column))
		}
	}
	switch {
	case areasInRows && anyArea:
		return d.refuse("layout.two_meanings.area")
	case len(unclear) > 0:
		return d.refuse("layout.columns_unclear", "columns", strings.Join(unclear, "、"))
	case !inRows && !anyName && d.context.indicator == "":
		return d.refuse("layout.no_indicator")
	case !inRows && !d.columnsAllNamed():
		d.table.Indicator = d.context.indicator
	}
	if !areasInRows && !anyArea {
		d.table.Area = d.context.area
	}
	if inRows {
		d.findSuffix()
	}
	return nil
}

func (d *detection) place(column *Column) string {
	return column.Column + "“" + column.Heading + "”"
}

func (d *detection) columnsHaveNames() bool {
	for _, head := range d.headings {
		if head.name != "" {
			return true
		}
	}
	return false
}

func (d *detection) columnsAllNamed() bool {
	for _, head := range d.headings {
		if head.name == "" && head.kind == plain {
			return false
		}
	}
	return true
}

// completes tells whether the heading of a column completes the names of the rows to
// names of indicators: 原煤 and 产量.
func (d *detection) completes(suffix string) bool {
	for _, name := range d.rowNames() {
		if d.names.IsIndicator(name+suffix, "") || strings.HasSuffix(name, suffix) && d.names.IsIndicator(name, "") {
			return true
		}
	}
	return false
}

// findSuffix takes a noun of the title that makes indicators of more rows.
func (d *detection) findSuffix() {
	for _, text := range d.captions {
		for _, suffix := range suffixes {
			if !strings.Contains(cleaned(text), suffix) {
				continue
			}
			for _, name := range d.rowNames() {
				if !d.names.IsIndicator(name, "") && d.names.IsIndicator(name+suffix, "") {
					d.table.Suffix = suffix
					return
				}
			}
		}
	}
}

// rowNames are the names in the column of labels that carries the indicators.
func (d *detection) rowNames() []string {
	var names []string
	for _, label := range d.table.Labels {
		if label.Carries != CarriesIndicator {
			continue
		}
		column := table.ColumnNumber(label.Column)
		for _, i := range d.block.body {
			if name, _ := labelName(d.sheet.lines[i].cells[column-1].text); name != "" {
				names = append(names, name)
			}
		}
	}
	return names
}
