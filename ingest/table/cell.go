package table

import (
	"encoding/xml"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/shopspring/decimal"
)

// cellReader turns cells into the text that a person would have typed: numbers with
// the fifteen digits that a spreadsheet keeps, percentages with their sign, numbers that
// are shown in 万 or with a unit as they are shown but not rounded, dates in
// ISO 8601 (2023-08 where the format shows no day), errors as shown, such as #DIV/0!.
// Formulas count with the value that was last computed; a formula without one gives
// its own text behind an equals sign, which is no number.
type cellReader struct {
	styles   []numberFormat
	texts    []string
	date1904 bool
}

// read consumes a cell up to its end.
func (r cellReader) read(decoder *xml.Decoder, start xml.StartElement) (string, error) {
	raw, formula, err := readCellText(decoder)
	if err != nil {
		return "", err
	}
	if raw == "" {
		return formula, nil
	}
	switch attribute(start, "t") {
	case "s":
		index, err := strconv.Atoi(strings.TrimSpace(raw))
		if err != nil || index < 0 || index >= len(r.texts) {
			return "", fmt.Errorf("shared text %q does not exist", raw)
		}
		return r.texts[index], nil
	case "inlineStr", "str", "e":
		return raw, nil
	case "d":
		return strings.TrimSuffix(raw, "T00:00:00"), nil
	case "b":
		return map[string]string{"1": "TRUE", "0": "FALSE"}[raw], nil
	}
	var format numberFormat
	if index, err := strconv.Atoi(attribute(start, "s")); err == nil && index >= 0 && index < len(r.styles) {
		format = r.styles[index]
	}
	return r.number(strings.TrimSpace(raw), format), nil
}

func (r cellReader) number(raw string, format numberFormat) string {
	value, err := strconv.ParseFloat(raw, 64)
	if err != nil || math.IsInf(value, 0) || math.IsNaN(value) {
		return raw
	}
	if format.kind == dateFormat || format.kind == monthFormat {
		if day, ok := r.day(value); ok && format.kind == monthFormat {
			return day.Format("2006-01")
		} else if ok {
			return day.Format("2006-01-02")
		}
	}
	exact, err := decimal.NewFromString(strconv.FormatFloat(value, 'g', 15, 64))
	if err != nil {
		return raw
	}
	if format.kind == percentFormat {
		return exact.Shift(2).String() + "%"
	}
	return exact.Shift(-int32(format.digits)).String() + format.unit
}

// day turns a serial number into a day. The 1900 system counts a 29 February 1900
// that never was; serials before 1 March 1900 are no dates of ours.
func (r cellReader) day(serial float64) (time.Time, bool) {
	days := math.Floor(serial)
	if days < 61 || days > 2958465 {
		return time.Time{}, false
	}
	if r.date1904 {
		return time.Date(1904, 1, 1+int(days), 0, 0, 0, 0, time.UTC), true
	}
	return time.Date(1899, 12, 30+int(days), 0, 0, 0, 0, time.UTC), true
}

// readCellText collects the text of <v>, or of the <t> of an inline string without its
// phonetic guide, up to the end of the cell; and apart from it the formula, which
// begins with an equals sign.
func readCellText(decoder *xml.Decoder) (value, formula string, err error) {
	var text, computed strings.Builder
	collecting, phonetic, inFormula := false, false, false
	for {
		token, err := decoder.RawToken()
		if err != nil {
			return "", "", err
		}
		switch element := token.(type) {
		case xml.StartElement:
			switch element.Name.Local {
			case "v", "t":
				collecting = !phonetic
			case "rPh":
				phonetic = true
			case "f":
				inFormula = true
				computed.WriteString("=")
			}
		case xml.CharData:
			if collecting {
				text.Write(element)
			} else if inFormula {
				computed.Write(element)
			}
		case xml.EndElement:
			switch element.Name.Local {
			case "v", "t":
				collecting = false
			case "rPh":
				phonetic = false
			case "f":
				inFormula = false
			case "c", "si":
				return text.String(), computed.String(), nil
			}
		}
	}
}
