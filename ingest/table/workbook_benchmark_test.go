package table_test

import (
	"fmt"
	"testing"

	"github.com/xuri/excelize/v2"

	"zhibiao/ingest/table"
)

const benchmarkRows = 20_000

// benchmarkWorkbook has rows of the tidy format: texts, a number, a percentage.
func benchmarkWorkbook(b *testing.B) []byte {
	return workbook(b, func(file *excelize.File) {
		writer, err := file.NewStreamWriter("Sheet1")
		must(b, err)
		must(b, writer.SetRow("A1", []any{"指标", "区域", "频率", "时期", "数值", "单位", "来源"}))
		for row := 2; row <= benchmarkRows+1; row++ {
			must(b, writer.SetRow(fmt.Sprintf("A%d", row), []any{"煤炭产量", "伊旗", "M", "2023-08", float64(row) + 0.25, "万吨", "统计公报"}))
		}
		must(b, writer.Flush())
	})
}

// BenchmarkWorkbook reads a workbook row by row; BenchmarkExcelizeRows is the bare row
// iteration of excelize over the same bytes, to compare with.
func BenchmarkWorkbook(b *testing.B) {
	path := save(b, "a.xlsx", benchmarkWorkbook(b))
	for b.Loop() {
		opened, err := table.Open(path, "a.xlsx", table.Options{})
		must(b, err)
		rows := 0
		for _, err := range opened.Rows() {
			must(b, err)
			rows++
		}
		must(b, opened.Close())
		if rows != benchmarkRows {
			b.Fatal(rows)
		}
	}
}

func BenchmarkExcelizeRows(b *testing.B) {
	path := save(b, "a.xlsx", benchmarkWorkbook(b))
	for b.Loop() {
		file, err := excelize.OpenFile(path, excelize.Options{RawCellValue: true})
		must(b, err)
		rows, err := file.Rows("Sheet1")
		must(b, err)
		for rows.Next() {
			_, err := rows.Columns()
			must(b, err)
		}
		must(b, rows.Close())
		must(b, file.Close())
	}
}
