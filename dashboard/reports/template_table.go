package reports

import (
	"regexp"
	"strings"
)

var (
	rangeOfFilter = regexp.MustCompile(`(<autoFilter\b[^>]*?\bref=")([^"]*)(")`)
	rangeOfTable  = regexp.MustCompile(`(<(?:table|autoFilter|sortState|sortCondition)\b[^>]*?\bref=")([^"]*)(")`)
	rangeOfBar    = regexp.MustCompile(`(<xm:sqref>)([^<]*)(</xm:sqref>)`)
)

// changeAreas changes the areas that a pattern finds: its second group, between the first
// and the third.
func changeAreas(pattern *regexp.Regexp, content []byte, change func(cellRange) cellRange) []byte {
	return pattern.ReplaceAllFunc(content, func(found []byte) []byte {
		match := pattern.FindSubmatch(found)
		areas := strings.Fields(string(match[2]))
		for i, area := range areas {
			areas[i] = changeRanges(area, change)
		}
		return []byte(string(match[1]) + strings.Join(areas, " ") + string(match[3]))
	})
}

// wideLists lets the filter of a sheet that ends in a repeated row reach over all its rows,
// and moves the areas of rules that newer programs keep in an extension, such as data bars,
// which the library leaves where they were.
func (f *filling) wideLists(content []byte, sheet string, final map[int]int) []byte {
	content = changeAreas(rangeOfFilter, content, func(r cellRange) cellRange {
		if count, repeated := final[r.to]; repeated {
			r.to += count - 1
		}
		return r
	})
	return changeAreas(rangeOfBar, content, func(r cellRange) cellRange { return f.moved(r, sheet) })
}

// moved is where an area of a sheet of the template lies after all insertions.
func (f *filling) moved(r cellRange, sheet string) cellRange {
	r.sheet = sheet + "!"
	for _, step := range f.insertions {
		r = step.move(r, true)
	}
	r.sheet = ""
	return r
}

// mendTables writes the tables of sheets with repeated rows as the template has them, with
// their sums and calculated columns, which the library drops when it moves them, and as
// long as they have become.
func (f *filling) mendTables(mend map[string]rewrite, sheets map[string]string) error {
	reader, err := newPartReader(f.template.content)
	if err != nil {
		return err
	}
	for sheet, part := range sheets {
		if len(f.finalRows(sheet)) == 0 || !reader.hasRelations(part) {
			continue
		}
		targets, err := reader.relations(part)
		if err != nil {
			return err
		}
		for _, target := range targets {
			if !strings.HasPrefix(target, "xl/tables/") {
				continue
			}
			original, err := reader.body(target)
			if err != nil {
				return err
			}
			mend[target] = func([]byte) ([]byte, error) {
				return changeAreas(rangeOfTable, original, func(r cellRange) cellRange { return f.moved(r, sheet) }), nil
			}
		}
	}
	return nil
}
