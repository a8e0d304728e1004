package ingest

import (
	"regexp"
	"strconv"
	"strings"

	"zhibiao/metrics"
)

// decimalMarks watches how the numbers of one file write their decimal mark. In a file that
// writes 1,5 nobody can tell whether 6,500 is six and a half or six and a half thousand; one
// that writes 1,234.5 or 1,234,567 has said so.
type decimalMarks struct {
	comma    numberPlace // 1,5 and 6.543,2
	eitherOr numberPlace // 6,500
	eitherPt numberPlace // 6.500
	groups   bool        // the comma parts thousands
	point    bool        // the point is a decimal mark
}

// numberPlace is a number as written and where it stands.
type numberPlace struct {
	text, column string
	row          int
}

var (
	commaDecimal  = regexp.MustCompile(`^[+-]?(?:\d{1,3}(?:\.\d{3})+|\d+),(?:\d{1,2}|\d{4,})$|^[+-]?(?:0|\d{4,}|\d{1,3}(?:\.\d{3})+),\d{3}$|^[+-]?\d{1,3}(?:\.\d{3}){2,}$`)
	commaGroups   = regexp.MustCompile(`^[+-]?\d{1,3}(?:,\d{3})+\.\d+$|^[+-]?\d{1,3}(?:,\d{3}){2,}$`)
	commaEither   = regexp.MustCompile(`^[+-]?[1-9]\d{0,2},\d{3}$`)
	pointEither   = regexp.MustCompile(`^[+-]?[1-9]\d{0,2}\.\d{3}$`)
	behindNumber  = regexp.MustCompile(`[^\d.,+-].*$`)
	fullWidthSign = strings.NewReplacer("，", ",", "．", ".", "－", "-", "−", "-")
)

// see takes note of a number as written in a column of the row under work.
func (m *decimalMarks) see(r *rowReading, at column, text string) {
	if m.groups || m.seePlain(text) || !strings.ContainsAny(text, ",.，．") {
		return
	}
	number := behindNumber.ReplaceAllString(fullWidthSign.Replace(strings.TrimSpace(text)), "")
	switch {
	case commaGroups.MatchString(number):
		m.groups = true
	case commaDecimal.MatchString(number):
		m.comma.keep(r, at, text)
	case commaEither.MatchString(number):
		m.eitherOr.keep(r, at, text)
	case pointEither.MatchString(number):
		m.eitherPt.keep(r, at, text)
	case strings.Count(number, ".") == 1 && !strings.Contains(number, ","):
		m.point = true
	}
}

// seePlain looks at what most cells of most files hold, digits with at most one point, and
// tells whether nothing more is to be seen there.
func (m *decimalMarks) seePlain(text string) bool {
	point := -1
	for i := range len(text) {
		switch {
		case text[i] == '.' && point < 0:
			point = i
		case (text[i] < '0' || text[i] > '9') && (text[i] != '-' || i > 0):
			return false
		}
	}
	if point < 0 || m.point {
		return true
	}
	m.point = len(text)-point != len(".000") || !pointEither.MatchString(text)
	return m.point
}

func (p *numberPlace) keep(r *rowReading, at column, text string) {
	if p.row == 0 {
		p.text = shortened(text)
		p.row, p.column = r.place(at)
	}
}

// problem returns number.decimal_comma where the file has numbers that can be read in two
// ways; nil for every other file.
func (m *decimalMarks) problem() error {
	doubtful := m.eitherOr
	if doubtful.row == 0 && !m.point {
		doubtful = m.eitherPt
	}
	if m.groups || m.comma.row == 0 || doubtful.row == 0 {
		return nil
	}
	return metrics.NewProblem("number.decimal_comma",
		"value", m.comma.text, "row", strconv.Itoa(m.comma.row), "column", m.comma.column,
		"doubtful", doubtful.text, "doubtful_row", strconv.Itoa(doubtful.row), "doubtful_column", doubtful.column)
}
