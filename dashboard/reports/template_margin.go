package reports

import (
	"bytes"
	"encoding/xml"
	"path"
	"regexp"
	"slices"
	"strings"

	"zhibiao/metrics"
)

var (
	// The texts above and below each printed page.
	marginText = regexp.MustCompile(`(?s)(<(?:odd|even|first)(?:Header|Footer)>)(.*?)(</(?:odd|even|first)(?:Header|Footer)>)`)
	markup     = regexp.MustCompile(`<[^>]*>`)
)

// readMargins finds the placeholders in headers and footers, which may be those of the
// report, and reports those of charts and text boxes, which nobody fills.
func (t *Template) readMargins(sheets []string) ([]TemplateFinding, error) {
	reader, err := newPartReader(t.content)
	if err != nil {
		return nil, err
	}
	parts, err := sheetParts(t.content)
	if err != nil {
		return nil, err
	}
	var findings []TemplateFinding
	for _, sheet := range sheets {
		part, known := parts[sheet]
		if !known {
			continue
		}
		body, err := reader.body(part)
		if err != nil {
			return nil, err
		}
		for _, margin := range marginText.FindAllSubmatch(body, -1) {
			for _, inner := range placeholdersIn(unescapeXML(string(margin[2]))) {
				if use, problem := parsePlaceholder(inner); problem != nil || use.field.ofRow() {
					findings = append(findings, TemplateFinding{Sheet: sheet, Text: inner, Problem: metrics.NewProblem("template.margin")})
					continue
				}
				t.margins++
			}
		}
	}
	for _, name := range slices.Sorted(slices.Values(t.parts)) {
		if !strings.HasPrefix(name, "xl/charts/chart") && !strings.HasPrefix(name, "xl/drawings/drawing") || path.Ext(name) != ".xml" {
			continue
		}
		body, err := reader.body(name)
		if err != nil {
			return nil, err
		}
		// A chart keeps the texts of its cells, which it reads anew.
		plain := unescapeXML(string(markup.ReplaceAll(chartCache.ReplaceAll(body, nil), nil)))
		for _, inner := range placeholdersIn(plain) {
			findings = append(findings, TemplateFinding{Sheet: path.Base(name), Text: inner, Problem: metrics.NewProblem("template.not_in_cell")})
		}
	}
	return findings, nil
}

// fillMargins writes the values of the report into headers and footers.
func (f *filling) fillMargins(content []byte) []byte {
	return marginText.ReplaceAllFunc(content, func(found []byte) []byte {
		match := marginText.FindSubmatch(found)
		text := unescapeXML(string(match[2]))
		filled := replaceMatches(placeholderPattern, text, func(at []int) (string, bool) {
			value := strings.ReplaceAll(wordsOf(f.one(text[at[2]:at[3]], Row{})), "&", "&&")
			if at[0] > 0 && isDigit(text[at[0]-1]) && value != "" && isDigit(value[0]) {
				value = " " + value // else it would be read as part of a size of letters
			}
			return value, true
		})
		var escaped bytes.Buffer
		_ = xml.EscapeText(&escaped, []byte(filled))
		return []byte(string(match[1]) + escaped.String() + string(match[3]))
	})
}

func isDigit(letter byte) bool { return letter >= '0' && letter <= '9' }
