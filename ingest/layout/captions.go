package layout

import (
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"zhibiao/ingest/table"
	"zhibiao/metrics"
)

// context is what the titles of a table, the name of its sheet and the name of its file
// say about all of its values.
type context struct {
	year      int
	period    *metrics.Period
	written   string // the period as it stands
	source    string // caption, sheet or file; date where a date of printing gave the year
	area      string
	indicator string
	units     []string
}

const writtenPart = `(?:0?1月?[-—–―─~～至到]+\d{1,2}月份?|前\d{1,2}个月|\d{1,2}月份?|[上下]半年|(?:前|一至)[二三四2-4]个?季度|第?[一二三四1-4]季度末?)`

var (
	yearRange     = regexp.MustCompile(`\d{4}年?[-—–~～至到]\d{4}年?`)
	periodInTitle = regexp.MustCompile(`(\d{4})年度?\s*(` + writtenPart + `|全年|年?[底末])?`)
	partInTitle   = regexp.MustCompile(writtenPart)
	titleEnd      = regexp.MustCompile(`(?:完成情况|情况|统计表|一览表|汇总表|表|统计|数据)$`)
	titleStart    = regexp.MustCompile(`^(?:各旗区|分旗区|各地区|分地区|各旗县区?|旗区|分月|各月|历年|主要)`)
)

// readCaptions reads titles, units, and the names of sheet and file.
func (d *detection) readCaptions() error {
	var texts []string
	for _, i := range d.block.captions {
		line := d.sheet.lines[i]
		var last table.Place
		ofAll := line.origins() == 1 // a title over tables side by side
		for _, column := range line.filled() {
			if !ofAll && (column < d.from || d.next > 0 && column >= d.next) {
				continue
			}
			if cell := line.cells[column-1]; cell.origin != last && (!cell.spread || d.from > 1) {
				texts, last = append(texts, cell.text), cell.origin
			}
		}
	}
	d.findUnits(texts)
	for _, text := range texts {
		if d.table.Title == "" && !captionCell.MatchString(text) {
			d.table.Title = cleaned(text)
		}
	}
	file := strings.TrimSuffix(filepath.Base(d.file), filepath.Ext(d.file))
	d.context.findPeriod(texts, d.before, d.sheet.name, file)
	texts = append(texts, d.before...)
	d.captions = texts
	for _, text := range append(slices.Clone(texts), d.sheet.name, file) {
		if err := d.findArea(text); err != nil {
			return err
		}
	}
	for _, text := range append(slices.Clone(texts), d.sheet.name) {
		d.findIndicator(text)
	}
	return nil
}

// findUnits takes the units of the titles; else of the heading over the names, else of
// the tables above on the same sheet.
func (d *detection) findUnits(own []string) {
	var headings []string
	for _, label := range d.table.Labels {
		if bracketed := endBrackets.FindString(label.Heading); label.Carries == CarriesIndicator || label.Carries == CarriesArea {
			headings = append(headings, bracketed)
		}
	}
	for _, texts := range [][]string{own, headings, d.before} {
		for _, text := range texts {
			if units := unitsOf(text); units != nil {
				d.context.units = units
			}
		}
		if d.context.units != nil {
			return
		}
	}
}

// month is the last month of the period of the title, 0 where it is a whole year.
func (c *context) month() int {
	if c.period == nil || c.period.Frequency == metrics.Annual {
		return 0
	}
	return c.period.Last.Month()
}

// findArea takes the area that a title names: of 鄂尔多斯市伊金霍洛旗 the last, because
// the names follow each other directly. Two areas apart from each other cannot both be
// meant.
func (d *detection) findArea(text string) error {
	if d.context.area != "" || captionCell.MatchString(text) {
		return nil
	}
	runes := []rune(cleaned(text))
	found, end := "", -1
	for at := 0; at < len(runes); at++ {
		length := d.areaAt(runes[at:])
		if length == 0 {
			continue
		}
		name := string(runes[at : at+length])
		if found != "" && end != at && found != name && !d.rows(CarriesArea) && !d.headingsHaveAreas() {
			return d.refuse("layout.areas_unclear", "first", found, "second", name)
		}
		found, end = name, at+length
		at = end - 1
	}
	d.context.area = found
	return nil
}

func (d *detection) headingsHaveAreas() bool {
	for _, head := range d.headings {
		if head.area != "" && !totalName.MatchString(head.area) {
			return true
		}
	}
	return false
}

// areaAt returns the length of the longest name of an area with which a text begins.
func (d *detection) areaAt(runes []rune) int {
	if eachArea(string(runes)) {
		return 0
	}
	for length := min(len(runes), longestArea); length >= 2; length-- {
		if d.names.IsArea(string(runes[:length])) {
			return length
		}
	}
	return 0
}

// eachArea tells names such as 各旗区, which say that areas follow and name none.
func eachArea(name string) bool {
	return strings.HasPrefix(name, "各") || strings.HasPrefix(name, "每")
}

// longestArea is how many characters the name of an area may have in a title.
const longestArea = 16

// findIndicator takes a title that is the name of an indicator once its period, its
// area and words such as 完成情况 are taken off.
func (d *detection) findIndicator(text string) {
	if d.context.indicator != "" || captionCell.MatchString(text) {
		return
	}
	text = yearRange.ReplaceAllString(norm.NFKC.String(cleaned(text)), "")
	text = partInTitle.ReplaceAllString(periodInTitle.ReplaceAllString(text, ""), "")
	text = strings.TrimPrefix(text, d.context.area)
	for range 4 {
		name, unit := withoutUnit(strings.Trim(text, " -—:：、及其"))
		if name == "" {
			return
		}
		if d.names.IsIndicator(name, unit) {
			d.context.indicator = name
			if unit != "" && d.context.units == nil {
				d.context.units = []string{unit}
			}
			return
		}
		text = titleStart.ReplaceAllString(titleEnd.ReplaceAllString(name, ""), "")
	}
}
