package ingest_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"zhibiao/ingest"
)

// BenchmarkImport takes in 100,000 rows with all checks on, over a ledger in memory.
func BenchmarkImport(b *testing.B) {
	var text strings.Builder
	text.WriteString("indicator,area,dimension,frequency,period,value,unit,status,source_title\n")
	const rows = 100_000
	for i := range rows {
		day := time.Date(1990, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, i%10_000)
		fmt.Fprintf(&text, "煤炭产量,伊旗,分组%d,D,%s,%d.25,万吨,A,统计公报\n", i/10_000, day.Format("2006-01-02"), 1000+i%97)
	}
	for b.Loop() {
		b.StopTimer()
		bench := newBench(b, ingest.Options{})
		submission := bench.submission("actuals", text.String())
		b.StartTimer()
		report, err := bench.importer.Import(context.Background(), submission)
		if err != nil || report.Run.Counts.New != rows {
			b.Fatal(err, report.Run.Counts)
		}
	}
	b.ReportMetric(rows*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}
