package table

import "strings"

// ResultName is the defined name of the sheet that the program itself has added to a
// workbook that it gave back (ingest/returned). That sheet is never read, whatever the
// sender calls it.
const ResultName = "zhibiao_import_result"

// definedName is a name of a workbook with what it stands for, as 'Sheet'!$A$1.
type definedName struct {
	Name     string `xml:"name,attr"`
	RefersTo string `xml:",chardata"`
}

// resultSheet returns the name of the sheet that the program has added, or nothing.
func resultSheet(names []definedName) string {
	for _, name := range names {
		if name.Name == ResultName {
			return SheetOf(name.RefersTo)
		}
	}
	return ""
}

// SheetOf returns the sheet of a reference such as 'Sheet 1'!$A$1. A quotation mark in its
// name stands twice.
func SheetOf(reference string) string {
	sheet := strings.TrimSpace(reference)
	if at := strings.LastIndex(sheet, "!"); at >= 0 {
		sheet = sheet[:at]
	}
	return strings.ReplaceAll(strings.TrimSuffix(strings.TrimPrefix(sheet, "'"), "'"), "''", "'")
}
