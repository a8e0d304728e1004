package table

import (
	"archive/zip"
	"errors"
)

// formatKind is what a cell's number format makes of its number.
type formatKind int

const (
	general formatKind = iota
	percentFormat
	dateFormat
	monthFormat // a date whose format shows year and month only
)

// numberFormat is the format of a cell: its kind, by how many digits it shows the number
// smaller than it is kept, and the unit that it writes behind it.
type numberFormat struct {
	kind   formatKind
	digits int
	unit   string
}

// readStyles returns the number format of every cell style. A workbook may have none.
func readStyles(archive *zip.Reader) ([]numberFormat, error) {
	var styles struct {
		Formats []struct {
			ID   int    `xml:"numFmtId,attr"`
			Code string `xml:"formatCode,attr"`
		} `xml:"numFmts>numFmt"`
		Cells []struct {
			Format int `xml:"numFmtId,attr"`
		} `xml:"cellXfs>xf"`
	}
	if err := decodePart(archive, "xl/styles.xml", &styles); errors.Is(err, errNoPart) {
		return nil, nil
	} else if err != nil {
		return nil, err
	}
	custom := map[int]string{}
	for _, format := range styles.Formats {
		custom[format.ID] = format.Code
	}
	formats := make([]numberFormat, len(styles.Cells))
	for i, cell := range styles.Cells {
		if code, ok := custom[cell.Format]; ok {
			formats[i] = readFormat(code)
		} else {
			formats[i] = numberFormat{kind: formatOfNumber(cell.Format)}
		}
	}
	return formats, nil
}

// formatOfNumber knows the built-in formats of ECMA-376 part 1, 18.8.30, with those
// that Chinese spreadsheets use.
func formatOfNumber(id int) formatKind {
	switch {
	case id == 9 || id == 10:
		return percentFormat
	case id == 17 || id == 27 || id == 36 || id == 50 || id == 52 || id == 57:
		return monthFormat // mmm-yy and yyyy"年"m"月"
	case id >= 14 && id <= 16, id == 22, id >= 28 && id <= 31, id == 51, id == 53, id == 54, id == 58:
		return dateFormat
	}
	return general
}
