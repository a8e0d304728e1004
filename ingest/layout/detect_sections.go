package layout

import (
	"regexp"
	"slices"

	"zhibiao/ingest/table"
	"zhibiao/metrics"
)

// numberingRanks are the kinds of numbering that headings have, the highest first.
var numberingRanks = []*regexp.Regexp{
	regexp.MustCompile(`^[一二三四五六七八九十]{1,3}[、.．]`),
	regexp.MustCompile(`^[（(][一二三四五六七八九十]{1,3}[）)]`),
	regexp.MustCompile(`^\d{1,2}[、.．]`),
}

// rankOf returns 1 for 一、, 2 for （一） and 3 for 1、; 0 for a text without a number.
func rankOf(text string) int {
	for i, kind := range numberingRanks {
		if kind.MatchString(text) {
			return i + 1
		}
	}
	return 0
}

// findSections reads the headings that stand between the rows and say of which area, of
// which period or in which unit the rows below them are. A heading that stands in line
// with those of areas and is no known area is handed on as it is, so that its rows are
// not taken for those of the area before.
func (d *detection) findSections() {
	areas := !d.rows(CarriesArea) && !d.headingsHaveAreas()
	areaRank := -1
	var rows struct{ area, period, unit []int }
	for _, i := range d.block.body {
		written, heads := d.sectionText(i)
		if written == "" {
			continue
		}
		name, unit := labelName(written)
		section := Section{Row: d.sheet.lines[i].number, Rank: rankOf(written)}
		switch {
		case areas && d.names.IsArea(name) && !eachArea(name):
			section.Area, areaRank = name, section.Rank
		case heads && isPeriod(name, true):
			section.Period = metrics.ArabicYears(name)
			rows.period = append(rows.period, section.Row)
		case heads && areaRank >= 0 && section.Rank == areaRank:
			section.Area = name
		}
		if section.Area != "" {
			rows.area = append(rows.area, section.Row)
		}
		if heads && unit != "" {
			section.Unit = unit
			rows.unit = append(rows.unit, section.Row)
		}
		if section.Area != "" || heads && (section.Period != "" || section.Unit != "" || len(rows.unit) > 0) {
			d.table.Sections = append(d.table.Sections, section)
		}
	}
	d.sayRows("layout.said.section_areas", rows.area)
	d.sayRows("layout.said.section_periods", rows.period)
	d.sayRows("layout.said.section_units", rows.unit)
}

// sectionText returns the text of a heading between rows; and, with heads false, the name
// of a row of values, which may be that of an area over the rows below it.
func (d *detection) sectionText(i int) (text string, heads bool) {
	line := d.sheet.lines[i]
	if d.sheet.kindOf(i, false) == captionLine {
		return cleaned(line.first()), true
	}
	for _, label := range d.table.Labels {
		if name := cleaned(line.cells[table.ColumnNumber(label.Column)-1].text); label.Carries == CarriesIndicator && !d.names.IsIndicator(name, "") {
			return name, false
		}
	}
	return "", false
}

// sectionsHavePeriods tells whether headings between the rows say when.
func (d *detection) sectionsHavePeriods() bool {
	return slices.ContainsFunc(d.table.Sections, func(section Section) bool { return section.Period != "" })
}

func (d *detection) sectionsHaveUnits() bool {
	return slices.ContainsFunc(d.table.Sections, func(section Section) bool { return section.Unit != "" })
}

// sectionsOver returns what the headings above a row say together. A unit holds until a
// heading of the same rank or a higher one.
func (t *Table) sectionsOver(row int) (over Section) {
	for _, section := range t.Sections {
		if section.Row > row {
			break
		}
		if section.Unit != "" || over.Unit != "" && (over.Rank == 0 || section.Rank != 0 && section.Rank <= over.Rank) {
			over.Unit, over.Rank = section.Unit, section.Rank
		}
		if section.Area != "" {
			over.Area = section.Area
		}
		if section.Period != "" {
			over.Period = section.Period
		}
	}
	return over
}
