package reports

import (
	"slices"
	"strings"
	"unicode"
)

// formulaReference is what a formula names.
type formulaReference struct {
	kind referenceKind
	// firstSheet and lastSheet are the sheets it lies on, empty for that of the formula.
	firstSheet, lastSheet string
	area                  cellArea
	// word is the name of a name or table, or what cannot be followed as it is written.
	word string
	// columns is what stands in the brackets behind a table.
	columns string
}

type referenceKind int

const (
	areaReference referenceKind = iota
	nameReference
	tableReference
	// computedReference points to cells that are only known once the workbook is computed.
	computedReference
)

var (
	// placeFunctions look at where a cell lies and not at its value: a cell may name itself
	// there, as numbers of rows do.
	placeFunctions = []string{"ROW", "ROWS", "COLUMN", "COLUMNS", "ADDRESS", "CELL", "AREAS", "SHEET", "SHEETS", "FORMULATEXT", "ISFORMULA"}
	// computingFunctions answer with cells that their arguments only describe.
	computingFunctions = []string{"INDIRECT", "OFFSET"}
)

// formulaReferences lists what a formula names, without its leading sign, in the grammar of
// SpreadsheetML: cells, columns, rows, areas on one or more sheets, names and tables.
func formulaReferences(formula string) []formulaReference {
	s := &formulaScanner{text: []rune(formula)}
	for s.at < len(s.text) {
		s.step()
	}
	return s.found
}

// formulaScanner reads a formula from left to right.
type formulaScanner struct {
	text  []rune
	at    int
	found []formulaReference
}

func (s *formulaScanner) step() {
	switch r := s.text[s.at]; {
	case r == '"':
		s.quoted('"')
	case r == '\'':
		first, last := splitSheets(s.quoted('\''))
		if s.now() == '!' {
			s.at++
			s.operand(first, last, s.word())
		}
	case r == '#': // an error such as #REF!
		for s.at++; s.at < len(s.text) && (unicode.IsUpper(s.now()) || unicode.IsDigit(s.now()) || strings.ContainsRune("/!?", s.now())); {
			s.at++
		}
	case r == '[':
		s.found = append(s.found, formulaReference{kind: tableReference, columns: s.brackets()})
	case r == ')' && s.peek(1) == ':': // INDEX(…):B5
		s.found = append(s.found, formulaReference{kind: computedReference, word: "…):…"})
		s.at += 2
	case isWordRune(r):
		s.afterWord(s.word())
	default:
		s.at++
	}
}

// afterWord goes on behind a word: it may be a sheet, a function, a table, or what it says.
func (s *formulaScanner) afterWord(word string) {
	switch s.now() {
	case '!':
		s.at++
		s.operand(word, word, s.word())
		return
	case ':': // Jan:Mar!A1
		behind := &formulaScanner{text: s.text, at: s.at + 1}
		if last := behind.word(); last != "" && behind.now() == '!' {
			s.at = behind.at + 1
			s.operand(word, last, s.word())
			return
		}
	case '[':
		s.found = append(s.found, formulaReference{kind: tableReference, word: word, columns: s.brackets()})
		return
	case '(':
		s.function(strings.TrimPrefix(strings.TrimPrefix(strings.ToUpper(word), "_XLFN."), "_XLWS."))
		return
	}
	s.operand("", "", word)
}

// function passes over the arguments of functions that only ask where cells lie.
func (s *formulaScanner) function(name string) {
	switch {
	case slices.Contains(computingFunctions, name):
		s.found = append(s.found, formulaReference{kind: computedReference, word: name})
	case slices.Contains(placeFunctions, name):
		for depth := 0; s.at < len(s.text); {
			switch s.now() {
			case '"', '\'':
				s.quoted(s.now())
				continue
			case '(':
				depth++
			case ')':
				depth--
			}
			if s.at++; depth == 0 {
				return
			}
		}
	}
}

// operand reads a word that is no function, with the second corner of its area.
func (s *formulaScanner) operand(firstSheet, lastSheet, word string) {
	reference := formulaReference{firstSheet: firstSheet, lastSheet: lastSheet, word: word}
	from, isCorner := readCorner(word)
	switch {
	case isCorner && s.now() == ':':
		s.at++
		second := s.secondCorner()
		if reference.area, isCorner = areaBetween(from, second); !isCorner {
			reference.kind, reference.word = computedReference, word+":"+second.text+"…"
		}
	case isCorner && from.isCell():
		reference.area, _ = areaBetween(from, from)
	case word == "" || unicode.IsDigit([]rune(word)[0]):
		return
	default:
		reference.kind = nameReference
	}
	s.found = append(s.found, reference)
}

// secondCorner reads what stands behind the colon of an area, where the sheet may be said
// again.
func (s *formulaScanner) secondCorner() corner {
	at, word := s.at, ""
	if s.now() == '\'' {
		s.quoted('\'')
	} else {
		word = s.word()
	}
	if s.now() == '!' {
		s.at++
		word = s.word()
	}
	if second, is := readCorner(word); is && s.now() != '(' {
		return second
	}
	s.at = at // a function or a name, which is read by itself
	return corner{text: word}
}

// now is the sign at which the scanner stands, 0 at the end.
func (s *formulaScanner) now() rune { return s.peek(0) }

func (s *formulaScanner) peek(ahead int) rune {
	if s.at+ahead < len(s.text) {
		return s.text[s.at+ahead]
	}
	return 0
}

func (s *formulaScanner) word() string {
	from := s.at
	for s.at < len(s.text) && isWordRune(s.text[s.at]) {
		s.at++
	}
	return string(s.text[from:s.at])
}

// quoted reads a text or the name of a sheet; the quote within is doubled.
func (s *formulaScanner) quoted(quote rune) string {
	var text strings.Builder
	for s.at++; s.at < len(s.text); s.at++ {
		if s.now() == quote {
			if s.peek(1) != quote {
				s.at++
				break
			}
			s.at++
		}
		text.WriteRune(s.now())
	}
	return text.String()
}

// brackets reads what stands in brackets; an apostrophe lets the next sign stand for itself.
func (s *formulaScanner) brackets() string {
	from, depth := s.at, 0
	for s.at < len(s.text) {
		switch s.now() {
		case '\'':
			s.at++
		case '[':
			depth++
		case ']':
			depth--
		}
		if s.at++; depth == 0 {
			break
		}
	}
	s.at = min(s.at, len(s.text))
	return strings.TrimSuffix(string(s.text[from+1:s.at]), "]")
}

func splitSheets(quoted string) (first, last string) {
	first, last, several := strings.Cut(quoted, ":")
	if !several {
		last = first
	}
	return first, last
}

func isWordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune(`_.$\?`, r)
}
