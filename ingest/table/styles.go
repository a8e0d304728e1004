package table

import (
	"archive/zip"
	"errors"
	"strings"
)

// numberFormat is what a cell's number format makes of its number.
type numberFormat int

const (
	general numberFormat = iota
	percentFormat
	dateFormat
	monthFormat // a date whose format shows year and month only
)

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
			formats[i] = formatOfCode(code)
		} else {
			formats[i] = formatOfNumber(cell.Format)
		}
	}
	return formats, nil
}

// formatOfNumber knows the built-in formats of ECMA-376 part 1, 18.8.30, with those
// that Chinese spreadsheets use.
func formatOfNumber(id int) numberFormat {
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

// formatOfCode reads a format code such as yyyy"年"m"月" or 0.0%. Quoted text, escaped
// characters and bracketed sections are no part of it.
func formatOfCode(code string) numberFormat {
	code, _, _ = strings.Cut(code, ";")
	var bare strings.Builder
	quoted, bracketed, escaped := false, false, false
	for _, r := range strings.ToLower(code) {
		switch {
		case escaped:
			escaped = false
		case r == '\\' || r == '_' || r == '*':
			escaped = true
		case r == '"':
			quoted = !quoted
		case quoted:
		case r == '[':
			bracketed = true
		case r == ']':
			bracketed = false
		case !bracketed:
			bare.WriteRune(r)
		}
	}
	has := func(letters string) bool { return strings.ContainsAny(bare.String(), letters) }
	switch {
	case has("%"):
		return percentFormat
	case strings.Contains(bare.String(), "general"):
		return general
	case has("d"):
		return dateFormat
	case has("y"):
		return monthFormat
	}
	return general
}
