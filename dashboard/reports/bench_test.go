package reports

import (
	"context"
	"io"
	"os"
	"regexp"
	"slices"
	"strconv"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"zhibiao/dashboard/locale"
	"zhibiao/metrics"
)

const benchmarkRows = 200_000

// benchmarkSeries rows of the table have benchmarkRows values together, which are made
// when the data sheet is written: a report does not hold them.
const benchmarkSeries = 100

func longReport(b *testing.B) Report {
	report := sampleReport(b, locale.Chinese)
	row := report.Rows[0]
	row.Actual, row.BaseValue, row.Targets, row.Explain, row.Live = nil, decimal.NullDecimal{}, nil, nil, nil
	report.Rows = slices.Repeat([]Row{row}, benchmarkSeries)
	report.Values = func(_ context.Context, from, to int) ([][]Point, error) {
		points := make([][]Point, to-from)
		for n := range points {
			for i := range benchmarkRows / benchmarkSeries {
				points[n] = append(points[n], benchmarkPoint(i))
			}
		}
		return points, nil
	}
	return report
}

func benchmarkPoint(i int) Point {
	return Point{Period: metrics.Period{Frequency: metrics.Day, First: day(i), Last: day(i)}, Value: number(strconv.Itoa(i%9000) + ".25"), Status: metrics.StatusNormal,
		Scenario: metrics.Actual, Source: "统计公报", Run: "018f0000-0000-7000-8000-000000000001"}
}

func day(i int) metrics.Date { return metrics.NewDate(1980, 1, 1).AddDays(i % 15000) }

// BenchmarkDataSheet writes a workbook whose data sheet has 200,000 rows of 15 columns.
func BenchmarkDataSheet(b *testing.B) {
	report := longReport(b)
	b.ReportAllocs()
	defer reportPeak(b)()
	for b.Loop() {
		if err := WriteMonitoringTable(context.Background(), io.Discard, report); err != nil {
			b.Fatal(err)
		}
	}
}

// reportPeak begins to measure the memory of the whole process; the function that it
// returns reports the most that it held, where the system tells.
func reportPeak(b *testing.B) func() {
	_ = os.WriteFile("/proc/self/clear_refs", []byte("5"), 0o200)
	return func() {
		status, _ := os.ReadFile("/proc/self/status")
		if found := regexp.MustCompile(`VmHWM:\s+(\d+) kB`).FindSubmatch(status); found != nil {
			kibibytes, _ := strconv.Atoi(string(found[1]))
			b.ReportMetric(float64(kibibytes)/1024, "MiB-peak")
		}
	}
}

// BenchmarkBareStreamWriter writes the same cells with nothing around them: what the
// library itself needs.
func BenchmarkBareStreamWriter(b *testing.B) {
	report := longReport(b)
	b.ReportAllocs()
	defer reportPeak(b)()
	for b.Loop() {
		file := excelize.NewFile()
		stream, err := file.NewStreamWriter("Sheet1")
		if err != nil {
			b.Fatal(err)
		}
		format := "#,##0.00"
		id, err := file.NewStyle(&excelize.Style{CustomNumFmt: &format})
		if err != nil {
			b.Fatal(err)
		}
		row := report.Rows[0]
		for i := range benchmarkRows {
			point := benchmarkPoint(i)
			value, _ := point.Value.Decimal.Float64()
			cells := []any{excelize.Cell{StyleID: id, Value: row.IndicatorCode}, excelize.Cell{StyleID: id, Value: row.IndicatorName},
				excelize.Cell{StyleID: id, Value: report.AreaName}, excelize.Cell{StyleID: id}, excelize.Cell{StyleID: id, Value: "实际"},
				excelize.Cell{StyleID: id, Value: "D"}, excelize.Cell{StyleID: id, Value: point.Period.String()},
				excelize.Cell{StyleID: id, Value: value}, excelize.Cell{StyleID: id}, excelize.Cell{StyleID: id, Value: row.Unit},
				excelize.Cell{StyleID: id}, excelize.Cell{StyleID: id, Value: "A"}, excelize.Cell{StyleID: id, Value: "AC"},
				excelize.Cell{StyleID: id, Value: point.Source}, excelize.Cell{StyleID: id, Value: point.Run}}
			if err := stream.SetRow("A"+strconv.Itoa(i+1), cells); err != nil {
				b.Fatal(err)
			}
		}
		if err := stream.Flush(); err != nil {
			b.Fatal(err)
		}
		if err := file.Write(io.Discard); err != nil {
			b.Fatal(err)
		}
		if err := file.Close(); err != nil {
			b.Fatal(err)
		}
	}
}
