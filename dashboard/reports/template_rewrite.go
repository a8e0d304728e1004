package reports

import (
	"bytes"
	"encoding/xml"
	"path"
	"regexp"
	"strings"
)

var (
	chartValues  = regexp.MustCompile(`(?s)<(?:c:)?(?:cat|val|xVal|yVal|bubbleSize)>.*?</(?:c:)?(?:cat|val|xVal|yVal|bubbleSize)>`)
	chartFormula = regexp.MustCompile(`(?s)<((?:c:)?f)>(.*?)</(?:c:)?f>`)
	chartCache   = regexp.MustCompile(`(?s)<(?:c:)?(?:numCache|strCache|multiLvlStrCache)>.*?</(?:c:)?(?:numCache|strCache|multiLvlStrCache)>`)
	// The value that a formula had in the template: programs would trust it.
	oldResult     = regexp.MustCompile(`(</f>|<f\b[^>]*/>)<v>[^<]*</v>`)
	rangeOfRule   = regexp.MustCompile(`(<(?:conditionalFormatting|dataValidation|x14:conditionalFormatting)\b[^>]*?\bsqref=")([^"]*)(")`)
	definedOfBook = regexp.MustCompile(`(?s)(<definedName\b[^>]*>)(.*?)(</definedName>)`)
)

// rewrites mends the parts that the library leaves as they were: old results of formulas,
// and after a row has become several, charts and the areas of conditional formats and
// choices.
func (f *filling) rewrites() (map[string]rewrite, error) {
	mend := map[string]rewrite{contentTypesName: sortContentTypes}
	sheets, err := sheetParts(f.template.content)
	if err != nil {
		return nil, err
	}
	for sheet, name := range sheets {
		final := f.finalRows(sheet)
		mend[name] = func(content []byte) ([]byte, error) {
			content = wideRules(oldResult.ReplaceAll(content, []byte("$1")), final)
			return f.fillMargins(f.wideLists(content, sheet, final)), nil
		}
	}
	if len(f.insertions) == 0 {
		return mend, nil
	}
	for _, name := range f.template.parts {
		if strings.HasPrefix(name, "xl/charts/chart") && path.Ext(name) == ".xml" {
			mend[name] = f.chart
		}
	}
	mend["xl/workbook.xml"] = f.definedNames
	return mend, f.mendTables(mend, sheets)
}

// chart lets the values of a chart reach over the rows that a row has become, moves what
// lies below, and takes out the old values, which programs then read anew.
func (f *filling) chart(content []byte) ([]byte, error) {
	content = chartCache.ReplaceAll(content, nil)
	content = chartValues.ReplaceAllFunc(content, func(part []byte) []byte { return f.chartFormulas(part, true) })
	return f.chartFormulas(content, false), nil
}

// chartFormulas changes the references of a part of a chart: those of values where wide
// is true, else the rest, which only move. A reference that was done is marked until then.
func (f *filling) chartFormulas(content []byte, wide bool) []byte {
	content = chartFormula.ReplaceAllFunc(content, func(found []byte) []byte {
		match := chartFormula.FindSubmatch(found)
		tag, formula := string(match[1]), unescapeXML(string(match[2]))
		for _, step := range f.insertions {
			formula = changeRanges(formula, func(r cellRange) cellRange { return step.move(r, wide) })
		}
		var escaped bytes.Buffer
		_ = xml.EscapeText(&escaped, []byte(formula))
		opening := "<" + tag + ">"
		if wide {
			opening = "<" + tag + " >" // done
		}
		return []byte(opening + escaped.String() + "</" + tag + ">")
	})
	if !wide {
		content = bytes.ReplaceAll(content, []byte("f >"), []byte("f>"))
	}
	return content
}

// move is where a range lies after the insertion. A wide one that lies in the row reaches
// over all its rows.
func (i insertion) move(r cellRange, wide bool) cellRange {
	if !r.isOn(i.sheet, false) {
		return r
	}
	more := i.count - 1
	switch {
	case r.from > i.row:
		r.from += more
	case r.from == i.row && r.to == 0 && wide:
		r.last, r.to = r.first, r.from+more
		return r
	}
	if r.to >= i.row && (r.to > i.row || wide) && r.to > 0 {
		r.to += more
	}
	return r
}

// finalRows are the rows of a sheet that became several, as they are numbered at the end.
func (f *filling) finalRows(sheet string) map[int]int {
	final := map[int]int{}
	above := 0
	for i := len(f.insertions) - 1; i >= 0; i-- { // they were made from the bottom up
		if step := f.insertions[i]; step.sheet == sheet {
			final[step.row+above] = step.count
			above += step.count - 1
		}
	}
	return final
}

// wideRules lets conditional formats and choices that lie in a repeated row reach over
// all its rows.
func wideRules(content []byte, rows map[int]int) []byte {
	return rangeOfRule.ReplaceAllFunc(content, func(found []byte) []byte {
		match := rangeOfRule.FindSubmatch(found)
		areas := strings.Fields(string(match[2]))
		for i, area := range areas {
			areas[i] = changeRanges(area, func(r cellRange) cellRange {
				count, repeated := rows[r.from]
				if !repeated || r.to != 0 && r.to != r.from {
					return r
				}
				if r.to == 0 {
					r.last = r.first
				}
				r.to = r.from + count - 1
				return r
			})
		}
		return []byte(string(match[1]) + strings.Join(areas, " ") + string(match[3]))
	})
}

// definedNames lets names and print areas that end in a repeated row reach over its rows.
func (f *filling) definedNames(content []byte) ([]byte, error) {
	return definedOfBook.ReplaceAllFunc(content, func(found []byte) []byte {
		match := definedOfBook.FindSubmatch(found)
		formula := unescapeXML(string(match[2]))
		for _, sheet := range f.file.GetSheetList() {
			final := f.finalRows(sheet)
			formula = changeRanges(formula, func(r cellRange) cellRange {
				plain := cellRange{sheet: r.sheet}
				if count, repeated := final[r.to]; repeated && plain.isOn(sheet, false) {
					r.to += count - 1
				}
				return r
			})
		}
		var escaped bytes.Buffer
		_ = xml.EscapeText(&escaped, []byte(formula))
		return []byte(string(match[1]) + escaped.String() + string(match[3]))
	}), nil
}
