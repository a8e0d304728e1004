package reports

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// reportPart is a report with the rows of one sheet.
type reportPart struct {
	report Report
	sheet  string
	group  string
	places []int // of its rows in the whole report
}

// longestSheetName is what a workbook allows.
const longestSheetName = 31

// parts splits the rows, in the order in which groups first occur.
func (r Report) parts(key string) []reportPart {
	if r.Split == "" {
		return []reportPart{r.wholePart(key)}
	}
	var parts []reportPart
	place := map[string]int{}
	taken := r.reservedNames()
	for at, row := range r.Rows {
		group := row.Theme
		if r.Split == SplitOrganisation {
			group = row.Lead
		}
		if group == "" {
			group = r.text("split.none." + string(r.Split))
		}
		i, known := place[group]
		if !known {
			i = len(parts)
			place[group] = i
			part := r
			part.Rows = nil
			parts = append(parts, reportPart{report: part, sheet: r.groupSheetName(group, taken), group: group})
		}
		parts[i].report.Rows = append(parts[i].report.Rows, row)
		parts[i].places = append(parts[i].places, at)
	}
	if len(parts) == 0 {
		parts = []reportPart{r.wholePart(key)}
	}
	return parts
}

// wholePart has all rows on one sheet.
func (r Report) wholePart(key string) reportPart {
	part := reportPart{report: r, sheet: r.sheetName(key)}
	for at := range r.Rows {
		part.places = append(part.places, at)
	}
	return part
}

// reservedNames are those of the other sheets, in lower case, as programs compare them.
func (r Report) reservedNames() map[string]bool {
	taken := map[string]bool{"history": true}
	for _, key := range []string{"summary", "charts", "chart_data", "data", "notes", "explanation"} {
		taken[strings.ToLower(r.sheetName(key))] = true
	}
	for _, selection := range r.Selections {
		taken[strings.ToLower(r.listingSheetName(selection.Sheet))] = true
	}
	for _, table := range r.Tables {
		taken[strings.ToLower(r.listingSheetName(table.Sheet))] = true
	}
	return taken
}

// groupSheetName makes a name of a sheet out of any text: without what a name cannot
// hold, short enough, and not taken.
func (r Report) groupSheetName(group string, taken map[string]bool) string {
	plain := strings.Map(func(character rune) rune {
		if character < ' ' || strings.ContainsRune(`[]:*?/\`, character) {
			return '-'
		}
		return character
	}, strings.Trim(group, "' "))
	if plain == "" {
		plain = "-"
	}
	mark := ""
	if r.Demonstration {
		mark = r.text("demonstration.sheet")
	}
	for count := 1; ; count++ {
		ending := mark
		if count > 1 {
			ending = " " + strconv.Itoa(count) + mark
		}
		name := strings.TrimRight(shortened(plain, longestSheetName-utf16Length(ending)), "' ") + ending
		if !taken[strings.ToLower(name)] {
			taken[strings.ToLower(name)] = true
			return name
		}
	}
}

// shortened cuts a text to a number of UTF-16 units, between characters.
func shortened(text string, units int) string {
	for utf16Length(text) > units {
		_, size := utf8.DecodeLastRuneInString(text)
		text = text[:len(text)-size]
	}
	return text
}
