package ingest

import (
	"strings"

	"zhibiao/ingest/table"
	"zhibiao/metrics"
)

// ignoredColumn is what a heading means whose column is not read.
const ignoredColumn column = -1

// Meanings of headings under which the names stand beside the codes of another column. A
// feed says so where the headings do not tell which is which.
const (
	indicatorNameColumn column = columnCount + iota
	areaNameColumn
)

// namesOf returns the column whose names stand under a heading of this meaning.
func (c column) namesOf() (of column, isName bool) {
	switch c {
	case indicatorNameColumn:
		return indicatorColumn, true
	case areaNameColumn:
		return areaColumn, true
	}
	return c, false
}

// meanings maps what a feed can say of a heading to the columns.
func meanings() map[string]column {
	byName := map[string]column{metrics.IgnoredColumn: ignoredColumn, metrics.IndicatorNames: indicatorNameColumn, metrics.AreaNames: areaNameColumn}
	for i, description := range describeColumns() {
		byName[description.name] = column(i)
	}
	return byName
}

// ColumnMeanings lists what a feed can say of a heading: the names of the columns of the
// tidy format, those of the columns with names beside codes, and metrics.IgnoredColumn.
func ColumnMeanings() []string {
	return append(ColumnNames(), metrics.IndicatorNames, metrics.AreaNames, metrics.IgnoredColumn)
}

// headerWordsOf returns the headings that are understood in the files of a feed: what the
// feed says of a heading goes before what it usually means.
func headerWordsOf(feed metrics.FeedReading) map[string]column {
	words := headerWords()
	byName := meanings()
	for _, said := range feed.Columns {
		means, known := byName[said.Means]
		if known && normalHeader(said.Heading) != "" {
			words[normalHeader(said.Heading)] = means
		}
	}
	return words
}

func dialectOf(feed metrics.FeedReading) table.Dialect {
	return table.Dialect{Sheet: feed.Sheet, HeaderRow: feed.HeaderRow, Encoding: feed.Encoding,
		Delimiter: metrics.FeedDelimiters()[feed.Delimiter]}
}

// checkFormat holds a file against the format that its feed promises.
func checkFormat(feed metrics.FeedReading, file string, found table.Format) error {
	wanted := map[string]table.Format{"csv": table.Text, "sdmx-csv": table.Text, "xlsx": table.Workbook, "json": table.Objects}[feed.Format]
	if wanted == "" || wanted == found {
		return nil
	}
	return metrics.NewProblem("feed.other_format", "file", file, "wanted", string(wanted), "found", string(found))
}

// onlySheet leaves out all sheets but one; all stay when none is named or none is left.
func onlySheet(grids []table.Grid, name string) []table.Grid {
	for _, grid := range grids {
		if name != "" && strings.EqualFold(strings.TrimSpace(grid.Sheet), strings.TrimSpace(name)) {
			return []table.Grid{grid}
		}
	}
	return grids
}
