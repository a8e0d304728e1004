package reports

import (
	"regexp"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"
)

// sheetTable is a table of a sheet, which formulas name by its columns.
type sheetTable struct {
	sheet, name    string
	area           cellArea
	columns        []string
	header, totals int // rows of the area that are no data
}

// tablePart is the part of a workbook that describes a table (ECMA-376 part 1, 18.5.1.2).
type tablePart struct {
	Name    string `xml:"name,attr"`
	Shown   string `xml:"displayName,attr"`
	Area    string `xml:"ref,attr"`
	Header  *int   `xml:"headerRowCount,attr"`
	Totals  int    `xml:"totalsRowCount,attr"`
	Columns []struct {
		Name string `xml:"name,attr"`
	} `xml:"tableColumns>tableColumn"`
}

// templateTables lists the tables of a workbook.
func templateTables(file *excelize.File, content []byte, parts []string) ([]sheetTable, error) {
	sheetOf := map[string]string{}
	for _, sheet := range file.GetSheetList() {
		tables, err := file.GetTables(sheet)
		if err != nil {
			return nil, err
		}
		for _, table := range tables {
			sheetOf[table.Name] = sheet
		}
	}
	reader, err := newPartReader(content)
	if err != nil || len(sheetOf) == 0 {
		return nil, err
	}
	var found []sheetTable
	for _, name := range parts {
		if !strings.HasPrefix(name, "xl/tables/") || !strings.HasSuffix(name, ".xml") {
			continue
		}
		var part tablePart
		if err := reader.decode(name, &part); err != nil {
			return nil, err
		}
		table := sheetTable{sheet: sheetOf[part.Name], name: part.Shown, header: 1, totals: part.Totals}
		if part.Header != nil {
			table.header = *part.Header
		}
		for _, column := range part.Columns {
			table.columns = append(table.columns, column.Name)
		}
		var read bool
		if table.area, read = readArea(part.Area); read && table.sheet != "" {
			found = append(found, table)
		}
	}
	return found, nil
}

var (
	// tableColumn is one thing in the brackets behind a table; an apostrophe stands before
	// signs that mean something there.
	tableColumn = regexp.MustCompile(`\[((?:[^\[\]']|'.)*)\]`)
	escapedSign = regexp.MustCompile(`'(.)`)
)

// areaOf is what the brackets behind a table mean in a formula that stands in a row; it is
// false for what this program does not know.
func (t sheetTable) areaOf(brackets string, row int) (cellArea, bool) {
	things := []string{brackets}
	if matches := tableColumn.FindAllStringSubmatch(brackets, -1); matches != nil {
		things = nil
		for _, match := range matches {
			things = append(things, match[1])
		}
		if strings.HasPrefix(brackets, "@") {
			things = append(things, "#This Row")
		}
	} else if rest, own := strings.CutPrefix(brackets, "@"); own {
		things = []string{rest, "#This Row"}
	}
	area, first, last := t.area, -1, -1
	rows := map[string]bool{}
	for _, thing := range things {
		thing = strings.TrimSpace(thing)
		switch at := slices.IndexFunc(t.columns, func(column string) bool { return strings.EqualFold(column, escapedSign.ReplaceAllString(thing, "$1")) }); {
		case strings.HasPrefix(thing, "#"):
			rows[strings.ToLower(thing)] = true
		case thing == "":
		case at < 0:
			return cellArea{}, false
		case first < 0:
			first, last = at, at
		default:
			first, last = min(first, at), max(last, at)
		}
	}
	if first >= 0 {
		area.left.number, area.right.number = t.area.left.number+first, t.area.left.number+last
	}
	switch {
	case rows["#all"]:
		return area, true
	case rows["#this row"]:
		area.top.number, area.bottom.number = row, row
		return area, true
	}
	if !rows["#headers"] || rows["#data"] {
		area.top.number += t.header
	} else if !rows["#totals"] {
		area.bottom.number = area.top.number + t.header - 1
	}
	if !rows["#totals"] {
		area.bottom.number = min(area.bottom.number, t.area.bottom.number-t.totals)
	} else if !rows["#data"] && !rows["#headers"] {
		area.top.number = t.area.bottom.number - t.totals + 1
	}
	return area, true
}
