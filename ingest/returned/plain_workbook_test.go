package returned_test

import (
	"bytes"
	"testing"

	"github.com/xuri/excelize/v2"

	"zhibiao/ingest/returned"
	"zhibiao/metrics"
)

// plainWorkbook is what programs write that know only the least of the format: no styles,
// no shared texts, or styles without any of their lists.
func plainWorkbook(t *testing.T, styles string) []byte {
	t.Helper()
	const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	const spreadsheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	parts := map[string]string{
		"[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/>` +
			`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
			`<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>` +
			`<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
		"_rels/.rels":                `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="` + office + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml":            `<workbook xmlns="` + spreadsheet + `" xmlns:r="` + office + `"><sheets><sheet name="月报" sheetId="1" r:id="r1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="` + office + `/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
		"xl/worksheets/sheet1.xml": `<worksheet xmlns="` + spreadsheet + `"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>指标</t></is></c><c r="B1" t="inlineStr"><is><t>数值</t></is></c></row>` +
			`<row r="2"><c r="A2" t="inlineStr"><is><t>煤炭</t></is></c><c r="B2"><v>5</v></c></row></sheetData></worksheet>`,
	}
	if styles != "" {
		parts["xl/styles.xml"] = styles
	}
	return returned.ArchiveOf(t, parts)
}

// A workbook without styles is marked like any other.
func TestWorkbookWithoutStylesIsMarked(t *testing.T) {
	for name, styles := range map[string]string{"none": "", "empty": `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>`} {
		t.Run(name, func(t *testing.T) {
			path := save(t, "月报.xlsx", plainWorkbook(t, styles))
			result := returned.Result{File: "月报.xlsx", Rejects: []metrics.Reject{
				reject("月报", 2, "A", "煤炭", "indicator.unknown", false), reject("月报", 2, "B", "5", "check.jump", true)}}
			file, err := excelize.OpenReader(bytes.NewReader(write(t, path, result)))
			if err != nil {
				t.Fatal(err)
			}
			defer file.Close()
			for cell, colour := range map[string]string{"A2": "FFC9CE", "B2": "FFEDB5"} {
				number, err := file.GetCellStyle("月报", cell)
				if err != nil {
					t.Fatal(err)
				}
				// By the lists themselves: excelize names no colour in a workbook without a theme.
				fill := file.Styles.Fills.Fill[*file.Styles.CellXfs.Xf[number].FillID].PatternFill
				if fill.FgColor.RGB != "FF"+colour {
					t.Errorf("%s is filled with %s, want %s", cell, fill.FgColor.RGB, colour)
				}
			}
			comments, err := file.GetComments("月报")
			if err != nil || len(comments) != 2 {
				t.Errorf("%d comments, %v, want 2", len(comments), err)
			}
			if value, err := file.GetCellValue("月报", "B2"); err != nil || value != "5" {
				t.Errorf("B2 holds %q, %v, want 5", value, err)
			}
		})
	}
}
