package ingest

import (
	"errors"
	"strings"
	"testing"

	"zhibiao/ingest/checks"
	"zhibiao/ingest/table"
	"zhibiao/metrics"
)

// blocksOf reads rows in blocks of a size and returns how many rows each block counted,
// and the error of the last one.
func blocksOf(t *testing.T, size int, rows func(yield func(table.Row, error) bool)) (counted []int, last error) {
	t.Helper()
	catalogue := (&metrics.Catalogue{Indicators: []metrics.Indicator{{Code: "A", Unit: "吨"}}}).Index()
	header, err := matchHeader(headerWords(), "a.csv", []string{"indicator", "period", "value"})
	if err != nil {
		t.Fatal(err)
	}
	opened := &source{header: header, rows: rows, total: func() int { return 0 }}
	reader := newRowReader(newResolver(catalogue), header, metrics.Run{Scenario: metrics.Actual}, metrics.NewDate(2024, 1, 1),
		checks.For(metrics.CheckSet{}, catalogue, "f"))
	blocks := newBlockReader(opened, reader, size, nil)
	go blocks.read(t.Context())
	for block := range blocks.blocks {
		counted, last = append(counted, block.counts.Rows), block.err
		blocks.giveBack(block.rows)
	}
	return counted, last
}

func row(number int, cells string) table.Row {
	return table.Row{Number: number, Cells: strings.Split(cells, "|")}
}

// Rows that are rejected fill a block as good ones do, by what there is to say of them, and
// a fault in the reading is an error of the file, not the end of the program.
func TestBlocks(t *testing.T) {
	counted, err := blocksOf(t, 2, func(yield func(table.Row, error) bool) {
		for number, cells := range []string{"A|2020|1", "A|2021|2", "A|2022|x", "A|x|2", "A|2023|3"} {
			if !yield(row(number+2, cells), nil) {
				return
			}
		}
	})
	if err != nil || len(counted) != 3 || counted[0] != 2 || counted[1] != 2 || counted[2] != 1 {
		t.Errorf("blocks of %v rows, %v; want 2, 2 and 1", counted, err)
	}

	broken := errors.New("the disk is gone")
	counted, err = blocksOf(t, 2, func(yield func(table.Row, error) bool) {
		_ = yield(row(2, "A|2020|1"), nil) && yield(table.Row{}, broken)
	})
	if !errors.Is(err, broken) || len(counted) != 1 || counted[0] != 1 {
		t.Errorf("blocks of %v rows, %v; want one row and the error", counted, err)
	}

	_, err = blocksOf(t, 2, func(func(table.Row, error) bool) { panic("a defect") })
	if err == nil || !strings.Contains(err.Error(), "a defect") {
		t.Errorf("got %v, want the fault as an error", err)
	}
}
