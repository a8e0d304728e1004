package ingest

import (
	"cmp"
	"errors"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"zhibiao/ingest/layout"
	"zhibiao/ingest/table"
	"zhibiao/metrics"
)

// source is a file ready to be read row by row, each row one observation: as the rows
// stand in a tidy table, or put together from cross tables.
type source struct {
	header     *matchedHeader
	rows       iter.Seq2[table.Row, error]
	sheet      string
	headerRow  int
	format     string // CSV, XLSX or JSON
	workbook   bool
	date1904   bool
	total      func() int
	hidden     func() []int
	understood []*metrics.Problem  // what was understood of a cross table, in words
	described  *layout.Description // nil for a tidy table
	close      func() error
}

// openSource opens a file. A table with the columns of the tidy format is read as such;
// every other one by the layout that is described for it, or by the one that is
// detected. What the feed says about its files goes before what they look like.
func openSource(submission Submission, feed metrics.FeedReading, file string, limits table.Limits, names *resolver) (*source, error) {
	described, err := findLayout(submission, feed.Layout)
	if err != nil {
		return nil, err
	}
	words := headerWordsOf(feed)
	options := table.Options{Limits: limits, Dialect: dialectOf(feed), IsHeader: func(cells []string) bool { return isHeader(words, cells) }}
	if described != nil {
		options.Dialect.Sheet, options.Dialect.HeaderRow = "", 0 // the description says them
	}
	opened, err := table.Open(submission.Path, file, options)
	if err != nil {
		return nil, err
	}
	if err := checkFormat(feed, file, opened.Format()); err != nil {
		return nil, errors.Join(err, opened.Close())
	}
	if described == nil && (opened.HeaderFound() || feed.HeaderRow > 0 || opened.Format() == table.Objects) {
		return openTidy(opened, words, file)
	}
	columns := opened.Columns()
	_, tidyProblem := matchHeader(words, file, columns)
	fewMissing := described == nil && missesOneColumn(words, columns)
	date1904, format := opened.Date1904(), opened.Format()
	if err := opened.Close(); err != nil {
		return nil, err
	}
	if fewMissing {
		return nil, tidyProblem
	}
	grids, err := table.ReadGrids(submission.Path, file, options)
	if err == nil {
		if described == nil {
			grids = onlySheet(grids, feed.Sheet)
		}
		var found *source
		if found, err = openCross(file, grids, described, names); err == nil {
			found.workbook, found.date1904, found.format = format == table.Workbook, date1904, string(format)
			return found, nil
		}
	}
	if problem := metrics.AsProblem(err); described == nil && problem != nil && meantTidy(problem.Key, words, columns) {
		return nil, errors.Join(tidyProblem, err)
	}
	return nil, err
}

// meantTidy tells whether a file that can be read in neither way is better explained by
// what its header lacks.
func meantTidy(key string, words map[string]column, cells []string) bool {
	switch key {
	case "layout.no_table", "layout.no_header", "file.cross_table_too_large":
		return true
	}
	known := map[column]bool{}
	for _, cell := range cells {
		if at, found := words[normalHeader(cell)]; found {
			known[at] = true
		}
	}
	return known[indicatorColumn] && known[valueColumn] && !hasPeriodHeading(cells)
}

func openTidy(opened *table.Table, words map[string]column, file string) (*source, error) {
	matched, err := matchHeader(words, file, opened.Columns())
	if err != nil {
		return nil, errors.Join(err, opened.Close())
	}
	if matched.sdmx != nil {
		matched.sdmx.decimalComma = opened.Delimiter() == ';'
	}
	rows := opened.Rows()
	if matched.sdmx != nil && matched.sdmx.flow >= 0 {
		rows = matched.sdmx.oneVersion(file, rows)
	}
	return &source{header: matched, rows: rows, sheet: opened.Sheet(), headerRow: opened.HeaderRow(), format: string(opened.Format()),
		workbook: opened.Format() == table.Workbook, date1904: opened.Date1904(),
		total: opened.Total, hidden: opened.HiddenRows, close: opened.Close}, nil
}

// missesOneColumn tells a header that means to be tidy and lacks its indicator or its
// value. A table without a period may have it in its title.
func missesOneColumn(words map[string]column, cells []string) bool {
	var indicator, period, value bool
	for _, cell := range cells {
		switch at, known := words[normalHeader(cell)]; {
		case !known:
		case at == indicatorColumn:
			indicator = true
		case at == periodColumn:
			period = true
		case at == valueColumn:
			value = true
		}
	}
	return period && (value || indicator) && len(cells) >= 2 && !hasPeriodHeading(cells)
}

// hasPeriodHeading tells headings such as 2023年: those of a cross table.
func hasPeriodHeading(cells []string) bool {
	return slices.ContainsFunc(cells, func(cell string) bool {
		_, err := metrics.ReadPeriodIn(metrics.FirstYear, "", cell)
		return err == nil
	})
}

// openCross takes cross tables apart.
func openCross(file string, grids []table.Grid, described *layout.Description, names *resolver) (*source, error) {
	var understood []*metrics.Problem
	if described == nil {
		detected, err := layout.Detect(file, grids, names)
		if err != nil {
			return nil, err
		}
		described, understood = &detected.Description, detected.Sentences
	} else {
		understood = append(understood, metrics.NewProblem("layout.said.described", "count", strconv.Itoa(len(described.Tables))))
	}
	readings, err := layout.Read(file, grids, described, names)
	if err != nil {
		return nil, err
	}
	understood = append(understood, metrics.NewProblem("layout.said.count", "count", strconv.Itoa(len(readings))))
	header := wholeHeader()
	header.names[indicatorColumn], header.names[areaColumn] = indicatorNameCell, areaNameCell
	header.header = append(header.header, "指标名称", "区域名称")
	return &source{header: header, rows: rowsOf(readings), understood: understood, described: described,
		total: func() int { return len(readings) }, hidden: func() []int { return nil }, close: func() error { return nil }}, nil
}

// Cells behind the columns of the tidy format for the names beside codes, and how many
// cells there are with them.
const (
	indicatorNameCell = int(columnCount) + iota
	areaNameCell
	crossCells
)

// rowsOf hands out readings as rows of the tidy format.
func rowsOf(readings []layout.Reading) iter.Seq2[table.Row, error] {
	return func(yield func(table.Row, error) bool) {
		for i := range readings {
			reading := &readings[i]
			row := table.Row{Sheet: reading.Sheet, Number: reading.Row, Within: reading.PartOf, Nameless: reading.Nameless,
				Cells: make([]string, crossCells), Places: make([]table.Place, columnCount)}
			places := &reading.Places
			for at, cell := range map[column]struct {
				text  string
				place table.Place
			}{
				indicatorColumn: {reading.Indicator, places.Indicator}, areaColumn: {reading.Area, places.Area},
				dimensionColumn: {reading.Dimension, places.Dimension}, frequencyColumn: {reading.Frequency, places.Period},
				periodColumn: {reading.Period, places.Period}, valueColumn: {reading.Number, places.Number},
				unitColumn: {reading.Unit, places.Unit}, yearOnYearColumn: {reading.YearOnYear, places.YearOnYear},
				noteColumn: {reading.Note, places.Note}, statusColumn: {reading.Status, places.Number},
			} {
				row.Cells[at], row.Places[at] = cell.text, cell.place
			}
			if reading.IndicatorCode != "" {
				row.Cells[indicatorColumn], row.Cells[indicatorNameCell] = reading.IndicatorCode, reading.Indicator
				row.Places[indicatorColumn] = places.IndicatorCode
			}
			if reading.AreaCode != "" {
				row.Cells[areaColumn], row.Cells[areaNameCell] = reading.AreaCode, reading.Area
				row.Places[areaColumn] = places.AreaCode
			}
			if !yield(row, nil) {
				return
			}
		}
	}
}

// LayoutEnding is the ending of a file that describes the layout of the file beside it:
// 月报.xlsx has 月报.xlsx.layout.yaml. FolderLayout describes all files of its folder.
const (
	LayoutEnding = ".layout.yaml"
	FolderLayout = "layout.yaml"
)

// largestLayout bounds a description.
const largestLayout = 1 << 20

// findLayout returns the layout that is described for a file, or nil: the one handed in
// with it, the one beside it, the one of its feed, the one of its folder.
func findLayout(submission Submission, ofFeed string) (*layout.Description, error) {
	if len(submission.Layout) > 0 {
		return layout.ReadDescription(submission.Layout)
	}
	file := cmp.Or(submission.beside, submission.Path)
	beside := file + LayoutEnding
	for _, path := range []string{beside, filepath.Join(filepath.Dir(file), FolderLayout)} {
		if path != beside && strings.TrimSpace(ofFeed) != "" {
			return layout.ReadDescription([]byte(ofFeed))
		}
		info, err := os.Stat(path)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if info.Size() > largestLayout || !info.Mode().IsRegular() {
			return nil, metrics.NewProblem("layout.form", "detail", filepath.Base(path))
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		if strings.TrimSpace(string(text)) != "" {
			return layout.ReadDescription(text)
		}
	}
	return nil, nil //nolint:nilnil // nothing is described
}
