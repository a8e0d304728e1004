package metrics

import (
	"encoding/csv"
	"os"
	"strconv"
	"strings"
	"testing"
)

// publishedSeries is one row of a file of published series, see testdata/README.md.
type publishedSeries struct {
	half, name string
	values     []float64
}

func publishedYearly(t testing.TB) []publishedSeries {
	t.Helper()
	return readPublished(t, "testdata/published_yearly.csv")
}

func publishedMonthly(t testing.TB) []publishedSeries {
	t.Helper()
	return readPublished(t, "testdata/published_monthly.csv")
}

func readPublished(t testing.TB, path string) []publishedSeries {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	column := map[string]int{}
	for i, name := range rows[0] {
		column[name] = i
	}
	var list []publishedSeries
	for _, row := range rows[1:] {
		series := publishedSeries{name: row[column["series"]]}
		if half, halved := column["half"]; halved {
			series.half = row[half]
		}
		for _, field := range strings.Fields(row[column["values"]]) {
			value, err := strconv.ParseFloat(field, 64)
			if err != nil {
				t.Fatal(err)
			}
			series.values = append(series.values, value)
		}
		list = append(list, series)
	}
	return list
}
