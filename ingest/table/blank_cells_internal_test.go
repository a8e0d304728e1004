package table

import (
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

// What holds nothing but a format goes; everything else stays as it is, byte for byte.
func TestWithoutBlankCells(t *testing.T) {
	for name, test := range map[string]struct{ before, want string }{
		"blank cell":           {`<row r="1"><c r="A1" s="1"/><c r="B1"><v>5</v></c></row>`, `<row r="1"><c r="B1"><v>5</v></c></row>`},
		"blank row":            {`<sheetData><row r="1"><c r="A1" s="1"/></row><row r="2" ht="5"/></sheetData>`, `<sheetData></sheetData>`},
		"cell without place":   {`<row r="1"><c s="1"/><c><v>5</v></c></row>`, `<row r="1"><c s="1"/><c><v>5</v></c></row>`},
		"row without place":    {`<row><c r="A1"/></row><row/>`, `<row></row><row/>`},
		"space between":        {`<row r="1"> <c r="A1"/> </row>`, `<row r="1">  </row>`},
		"columns are no cells": {`<cols><col min="1" max="2" r="x"/></cols>`, `<cols><col min="1" max="2" r="x"/></cols>`},
		"comment":              {`<!-- <c r="A1"/> --><c r="A1"/>`, `<!-- <c r="A1"/> --><c r="A1"/>`},
		"CDATA":                {`<t><![CDATA[> <c r="A1"/>]]></t>`, `<t><![CDATA[> <c r="A1"/>]]></t>`},
		"bracket in a value":   {`<c r="A1" x="/>"><v>5</v></c>`, `<c r="A1" x="/>"><v>5</v></c>`},
		"cut off in a tag":     {`<row r="1"><c r="A1`, `<row r="1"><c r="A1`},
		"cut off in a row":     {`<row r="1"><c r="A1"/>`, `<row r="1">`},
		"long text":            {`<t>` + strings.Repeat("煤", 50_000) + `</t>`, `<t>` + strings.Repeat("煤", 50_000) + `</t>`},
		"long tag":             {`<c r="A1" x="` + strings.Repeat("y", 100_000) + `"/>z`, `<c r="A1" x="` + strings.Repeat("y", 100_000) + `"/>z`},
	} {
		t.Run(name, func(t *testing.T) {
			for _, content := range []io.Reader{strings.NewReader(test.before), iotest.OneByteReader(strings.NewReader(test.before))} {
				got, err := io.ReadAll(withoutBlankCells(content))
				if err != nil || string(got) != test.want {
					t.Errorf("got %.200s, %v, want %.200s", got, err, test.want)
				}
			}
		})
	}
}

// A failure of the archive reaches the reader of the sheet.
func TestWithoutBlankCellsFails(t *testing.T) {
	broken := io.MultiReader(strings.NewReader(`<row r="1"><c r="B1"><v>5`), iotest.ErrReader(io.ErrUnexpectedEOF))
	got, err := io.ReadAll(withoutBlankCells(broken))
	if !errors.Is(err, io.ErrUnexpectedEOF) || string(got) != `<row r="1"><c r="B1"><v>5` {
		t.Errorf("got %s, %v", got, err)
	}
}
