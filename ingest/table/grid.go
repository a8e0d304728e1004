package table

import (
	"archive/zip"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"zhibiao/metrics"
)

// Grid is a whole sheet, or a whole text file, in memory: for tables that have to be
// seen as a whole before a single value can be read.
type Grid struct {
	Sheet  string // empty for a text file
	Hidden bool   // the workbook does not show the sheet
	Rows   []Row  // rows that are not blank, hidden ones among them
	Merged []Range
	// HiddenColumns holds the numbers of the columns that the sheet does not show.
	HiddenColumns []int
}

const (
	// mostGridCells bounds the cells that a file with cross tables may have: no table
	// that people print comes near it.
	mostGridCells = 2_000_000
	mostMerged    = 100_000
)

// ReadGrids reads all sheets of a workbook, or a text file as one sheet. The error is
// a metrics.Problem, or an error of the file system. Headings are not searched.
func ReadGrids(path, name string, options Options) ([]Grid, error) {
	limits := options.Limits.orDefault()
	name = filepath.Base(strings.ReplaceAll(name, `\`, "/"))
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	table := &Table{name: name}
	info, err := table.check(file, limits)
	if err != nil {
		return nil, err
	}
	if table.format != Workbook {
		source, err := openText(file, table.format, name, limits, options.Dialect)
		if err != nil {
			return nil, err
		}
		cells := 0
		rows, err := readAll(source, name, &cells)
		return []Grid{{Rows: rows}}, err
	}
	archive, err := zip.NewReader(file, info.Size())
	if err != nil {
		return nil, metrics.NewProblem("file.damaged", "file", name).Because(err)
	}
	if err := checkArchive(archive, name, limits); err != nil {
		return nil, err
	}
	grids, err := readSheets(archive, name, limits)
	if err != nil && metrics.AsProblem(err) == nil {
		return nil, metrics.NewProblem("file.damaged", "file", name).Because(err)
	}
	return grids, err
}

func readSheets(archive *zip.Reader, name string, limits Limits) ([]Grid, error) {
	workbook, err := readWorkbook(archive, name, limits)
	if err != nil {
		return nil, err
	}
	var grids []Grid
	cells := 0
	for _, part := range workbook.sheets {
		if part.hidden {
			grids = append(grids, Grid{Sheet: part.name, Hidden: true})
			continue
		}
		opened, err := workbook.open(part)
		if err != nil {
			return nil, err
		}
		rows, err := readAll(opened, name, &cells)
		if err := errors.Join(err, opened.Close()); err != nil {
			return nil, err
		}
		grids = append(grids, Grid{Sheet: part.name, Rows: rows, Merged: opened.merged, HiddenColumns: opened.hiddenColumns})
	}
	return grids, nil
}

func readAll(source source, name string, cells *int) ([]Row, error) {
	var rows []Row
	for {
		row, err := source.next()
		if errors.Is(err, io.EOF) {
			return rows, nil
		}
		if err != nil {
			return nil, err
		}
		if *cells += len(row.Cells); *cells > mostGridCells {
			return nil, metrics.NewProblem("file.cross_table_too_large", "file", name, "limit", strconv.Itoa(mostGridCells))
		}
		row.Cells = slices.Clone(row.Cells)
		rows = append(rows, row)
	}
}
