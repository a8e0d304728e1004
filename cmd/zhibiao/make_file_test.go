package main

import (
	"archive/zip"
	"bytes"
	"fmt"
	"os"
	"strings"

	"github.com/xuri/excelize/v2"
)

// makeFile writes a file that cannot be written down in a script.
func makeFile(arguments []string) error {
	if len(arguments) != 2 {
		return fmt.Errorf("make KIND FILE, not %q", arguments)
	}
	content, err := contentOf(arguments[0])
	if err != nil {
		return err
	}
	return os.WriteFile(arguments[1], content, 0o600)
}

func contentOf(kind string) ([]byte, error) {
	switch kind {
	case "xls": // a compound file with a stream called Workbook in UTF-16
		content := append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), make([]byte, 1024)...)
		for _, letter := range "Workbook" {
			content = append(content, byte(letter), 0)
		}
		return append(content, make([]byte, 512)...), nil
	case "bomb":
		return bomb()
	case "workbook":
		return workbook()
	case "gb18030":
		// 指标,时期,数值 / 煤炭产量,2022,78434 as Windows programs in China save it.
		return []byte("\xd6\xb8\xb1\xea,\xca\xb1\xc6\xda,\xca\xfd\xd6\xb5\r\n\xc3\xba\xcc\xbf\xb2\xfa\xc1\xbf,2022,78434\r\n"), nil
	}
	return nil, fmt.Errorf("no file of kind %q", kind)
}

// bomb is a workbook of a few hundred kilobytes whose sheet unpacks to 210 MiB.
func bomb() ([]byte, error) {
	var buffer bytes.Buffer
	archive := zip.NewWriter(&buffer)
	if _, err := archive.Create("xl/workbook.xml"); err != nil {
		return nil, err
	}
	sheet, err := archive.Create("xl/worksheets/sheet1.xml")
	if err != nil {
		return nil, err
	}
	mebibyte := []byte(strings.Repeat(" ", 1<<20))
	for range 210 {
		if _, err := sheet.Write(mebibyte); err != nil {
			return nil, err
		}
	}
	err = archive.Close()
	return buffer.Bytes(), err
}

// workbook holds two years of coal output as numbers, as a statistician types them.
func workbook() ([]byte, error) {
	file := excelize.NewFile()
	for i, row := range [][]any{{"指标", "时期", "数值", "单位"}, {"煤炭产量", 2021, 67432, "万吨"}, {"煤炭产量", 2022, 7.8434, "亿吨"}} {
		cell, err := excelize.CoordinatesToCellName(1, i+1)
		if err != nil {
			return nil, err
		}
		if err := file.SetSheetRow("Sheet1", cell, &row); err != nil {
			return nil, err
		}
	}
	var buffer bytes.Buffer
	err := file.Write(&buffer)
	return buffer.Bytes(), err
}
