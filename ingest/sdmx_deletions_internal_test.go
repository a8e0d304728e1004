package ingest

import (
	"context"
	"iter"
	"strconv"
	"testing"

	"zhibiao/ingest/table"
	"zhibiao/metrics"
)

// One row more than may be held in memory ends the reading; so many do not.
func TestDeletionRowsAreBounded(t *testing.T) {
	catalogue := (&metrics.Catalogue{Indicators: []metrics.Indicator{{Code: "COAL-OUTPUT"}}}).Index()
	header, err := matchHeader(headerWords(), "f.csv", []string{"STRUCTURE", "STRUCTURE_ID", "ACTION", "INDICATOR", "DIMENSION"})
	if err != nil {
		t.Fatal(err)
	}
	rows := func(count int) iter.Seq2[table.Row, error] {
		return func(yield func(table.Row, error) bool) {
			for i := range count {
				if !yield(table.Row{Number: i + 2, Cells: []string{"dataflow", "C:D(1)", "D", "COAL-OUTPUT", strconv.Itoa(i)}}, nil) {
					return
				}
			}
		}
	}
	for count, want := range map[int]bool{mostDeletions: true, mostDeletions + 1: false} {
		reader := newRowReader(newResolver(catalogue), header, metrics.Run{Scenario: metrics.Actual}, 0, nil)
		found, err := gatherDeletions(context.Background(), reader, rows(count))
		if want && (err != nil || len(found.rows) != count) {
			t.Errorf("%d rows: %v", count, err)
		}
		if problem := metrics.AsProblem(err); !want && (problem == nil || problem.Key != "sdmx.delete_rows") {
			t.Errorf("%d rows: %v", count, err)
		}
	}
}

// A key stands where it was entered, before the first of its series and far behind it too.
func TestSeenKeysTellTheRow(t *testing.T) {
	seen := newSeenKeys()
	key := func(indicator string, year int) *metrics.ObservationKey {
		return &metrics.ObservationKey{SeriesKey: metrics.SeriesKey{Indicator: indicator}, Period: metrics.Year(year)}
	}
	for row, year := range map[int]int{2: 2010, 3: 1980, 4: 2050, 5: 2011} {
		seen.enter(key("A", year), row)
	}
	for year, want := range map[int]int{2010: 2, 1980: 3, 2050: 4, 2011: 5, 2012: 0, 1979: 0, 2051: 0} {
		if got := seen.rowOf(key("A", year)); got != want {
			t.Errorf("%d: row %d, want %d", year, got, want)
		}
	}
	if seen.rowOf(key("B", 2010)) != 0 {
		t.Error("a series that is not there")
	}
}
