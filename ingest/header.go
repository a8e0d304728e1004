package ingest

import (
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"zhibiao/ingest/table"
	"zhibiao/metrics"
)

// matchedHeader says in which cell of a row each column stands, −1 for columns that the file
// does not have.
type matchedHeader struct {
	places  [columnCount]int
	names   [columnCount]int // of names that stand beside the codes of a column, −1 for most
	header  []string
	unknown []string    // headers that mean nothing to us
	sdmx    *sdmxHeader // of a file in SDMX-CSV; nil for every other
}

// newHeader returns a header in which no column has been found yet.
func newHeader(cells []string) *matchedHeader {
	matched := &matchedHeader{header: cells}
	for i := range matched.places {
		matched.places[i], matched.names[i] = -1, -1
	}
	return matched
}

// wholeHeader is the header of rows that the program puts together itself: every column of
// the tidy format in its place.
func wholeHeader() *matchedHeader {
	matched := newHeader(nil)
	for i, description := range describeColumns() {
		matched.places[i] = i
		matched.header = append(matched.header, description.nameZh)
	}
	return matched
}

// cell returns the trimmed text of a column.
func (l *matchedHeader) cell(row table.Row, wanted column) string {
	place := l.places[wanted]
	if place < 0 || place >= len(row.Cells) {
		return ""
	}
	if l.sdmx != nil {
		return l.sdmx.text(wanted, row.Cells[place])
	}
	return strings.TrimSpace(row.Cells[place])
}

// title returns the header under which a column stands in the file, or its own name.
func (l *matchedHeader) title(wanted column) string {
	if place := l.places[wanted]; place >= 0 {
		return l.header[place]
	}
	return describeColumns()[wanted].nameZh
}

// headerWords maps every header that is understood to its column.
func headerWords() map[string]column {
	words := map[string]column{}
	for i, description := range describeColumns() {
		for _, word := range append([]string{description.name, description.nameZh}, description.aliases...) {
			words[normalHeader(word)] = column(i)
		}
	}
	return words
}

// normalHeader makes headers comparable: width and case of letters, spaces,
// underscores and the asterisk of required columns do not count.
func normalHeader(header string) string {
	header = strings.ToLower(norm.NFKC.String(header))
	return strings.Map(func(r rune) rune {
		switch r {
		case ' ', '\t', '\n', '\r', '_', '*', '\ufeff', '\u200b':
			return -1
		}
		return r
	}, header)
}

// isHeader tells whether a row has all required columns.
func isHeader(words map[string]column, cells []string) bool {
	found := map[column]bool{}
	for _, cell := range conceptsOf(cells) {
		if means, known := words[normalHeader(cell)]; known {
			of, _ := means.namesOf()
			found[of] = true
		}
	}
	needed := requiredColumns(cells)
	return !slices.ContainsFunc(needed, func(at column) bool { return !found[at] })
}

// requiredColumns lists the columns that a header must have. In SDMX-CSV with actions each
// row has what its own action needs: a deletion may leave any dimension out, a merge may
// give attributes alone.
func requiredColumns(cells []string) []column {
	if sdmx := readSDMXHeader(cells, conceptsOf(cells)); sdmx != nil && sdmx.action >= 0 {
		return nil
	}
	var required []column
	for i, description := range describeColumns() {
		if description.required {
			required = append(required, column(i))
		}
	}
	return required
}

// matchHeader finds the columns by name. The error is file.duplicate_header,
// file.two_indicators, file.two_areas or file.columns_missing.
func matchHeader(words map[string]column, file string, cells []string) (*matchedHeader, error) {
	matched := newHeader(cells)
	concepts := conceptsOf(cells)
	matched.sdmx = readSDMXHeader(cells, concepts)
	for place, cell := range concepts {
		name := normalHeader(cell)
		found, known := words[name]
		switch {
		case name == "", matched.sdmx != nil && matched.sdmx.structural(cell):
		case known && found == ignoredColumn:
		case !known:
			matched.unknown = append(matched.unknown, strings.TrimSpace(cell))
			if matched.sdmx != nil {
				matched.sdmx.takeUnknown(cells[place], place)
			}
		case !matched.take(found, place):
			return nil, matched.twice(file, found, place)
		}
	}
	matched.takeNamesAlone()
	matched.takeAreas(words)
	var missing []string
	descriptions := describeColumns()
	for _, at := range requiredColumns(cells) {
		if matched.places[at] < 0 {
			missing = append(missing, descriptions[at].nameZh+" "+descriptions[at].name)
		}
	}
	if len(missing) > 0 {
		return nil, metrics.NewProblem("file.columns_missing", "file", file,
			"columns", strings.Join(missing, "、"), "found", strings.Join(cells, "、"))
	}
	return matched, nil
}

// take notes in which cell a column stands. It returns false when another one stands for
// the same.
func (l *matchedHeader) take(found column, place int) bool {
	if of, isName := found.namesOf(); isName {
		if l.names[of] >= 0 {
			return false
		}
		l.names[of] = place
		return true
	}
	if l.places[found] < 0 {
		l.places[found] = place
		return true
	}
	return l.takeName(found, place)
}

// twice tells of two columns that stand for the same: with which words, and what can be
// done where one of them may have the codes and the other the names.
func (l *matchedHeader) twice(file string, found column, second int) *metrics.Problem {
	key, first := "file.duplicate_header", 0
	if of, isName := found.namesOf(); isName {
		first = l.names[of]
	} else if first = l.places[found]; l.sdmx == nil && l.names[found] < 0 {
		switch found {
		case indicatorColumn:
			key = "file.two_indicators"
		case areaColumn:
			key = "file.two_areas"
		}
	}
	cell := func(place int) string {
		return table.ColumnLetter(place+1) + "“" + strings.TrimSpace(l.header[place]) + "”"
	}
	return metrics.NewProblem(key, "file", file, "first", cell(first), "second", cell(second))
}

// takeNamesAlone lets names without codes beside them say what a row is about.
func (l *matchedHeader) takeNamesAlone() {
	for _, of := range []column{indicatorColumn, areaColumn} {
		if l.places[of] < 0 {
			l.places[of], l.names[of] = l.names[of], -1
		}
	}
}

// codeHeading tells headers under which codes stand: 指标代码, area code.
var codeHeading = regexp.MustCompile(`(?:代码|编码|编号|code)$|^refarea$`)

// takeName takes a second column of indicators or of areas in, where one of the two has
// the codes and the other the names: the code is the key, and its name is held against it.
func (l *matchedHeader) takeName(found column, place int) bool {
	if found != indicatorColumn && found != areaColumn || l.sdmx != nil || l.names[found] >= 0 {
		return false
	}
	first := l.places[found]
	firstIsCode := codeHeading.MatchString(normalHeader(l.header[first]))
	if firstIsCode == codeHeading.MatchString(normalHeader(l.header[place])) {
		return false
	}
	l.places[found], l.names[found] = place, first
	if firstIsCode {
		l.places[found], l.names[found] = first, place
	}
	return true
}

// areaHeading tells headers that say where, in whatever words: 所属旗区, 旗县名称.
var areaHeading = regexp.MustCompile(`地区|旗区|旗县|县区|区县|区域|行政区划|盟市|^(?:area|region)(?:name|code)$`)

// takeAreas takes the first column that says where, when no column has one of the names of
// the area: without it the values of every banner would be read as those of the city.
func (l *matchedHeader) takeAreas(words map[string]column) {
	if l.places[areaColumn] >= 0 || l.sdmx != nil {
		return
	}
	for place, cell := range l.header {
		name := normalHeader(cell)
		if _, known := words[name]; !known && areaHeading.MatchString(name) {
			l.places[areaColumn] = place
			l.unknown = slices.DeleteFunc(l.unknown, func(header string) bool { return header == strings.TrimSpace(cell) })
			return
		}
	}
}
