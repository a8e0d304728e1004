package ingest

import (
	"context"
	"slices"

	"zhibiao/ingest/checks"
	"zhibiao/ingest/table"
	"zhibiao/metrics"
)

// Preview is how a file would be read for a feed: its headings with their meaning and
// its first rows.
type Preview struct {
	Format     string // CSV, XLSX or JSON
	Sheet      string
	HeaderRow  int // 0 where the table has several rows of headings, or none
	Columns    []PreviewColumn
	Rows       []PreviewRow
	Rejected   int                // of Rows
	More       bool               // the file has more rows than are shown
	Total      int                // rows of the file as far as known; 0: unknown
	Understood []*metrics.Problem // what was understood of a cross table, in words
	Layout     []byte             // of a cross table, as YAML
}

// PreviewColumn is one heading. Means is the name of a column of the tidy format, as in
// TidyHeader, or empty where the heading means nothing to the program.
type PreviewColumn struct {
	Letter, Heading, Means string
	Ignored                bool // the feed says that the column is not read
}

// PreviewRow is one value as it would be loaded. What could not be resolved is empty,
// and Remarks say why.
type PreviewRow struct {
	Sheet       string
	Row         int
	Rejected    bool
	Written     PreviewCells // as it stands in the file
	Observation metrics.Observation
	Unit        string // of the observation: that of its indicator
	// Deletes says what a row with ACTION = D takes away: whole, value, attributes or nothing;
	// empty for every other row. What its observation leaves empty stands for all.
	Deletes string
	Remarks []metrics.Reject
}

// PreviewCells are the texts of a row that say which value it is.
type PreviewCells struct{ Indicator, Area, Period, Value, Unit string }

// Preview reads the first rows of a file as a feed would have them read, and writes
// nothing. The feed need not be saved. Rules that compare with the history are left out.
// The error is the one that an import would give; the headings are then told where the
// file has any, so that a person can say what they mean.
func (i *Importer) Preview(ctx context.Context, feed metrics.Feed, submission Submission, rows int) (Preview, error) {
	catalogue, err := i.ledger.Catalogue(ctx)
	if err != nil {
		return Preview{}, &storeFailure{"read the catalogue", err}
	}
	if catalogue == nil {
		return Preview{}, &storeFailure{"read the catalogue", metrics.NewProblem("catalogue.missing").Because(errNoCatalogue)}
	}
	names, err := i.resolverOf(ctx, catalogue)
	if err != nil {
		return Preview{}, err
	}
	opened, err := openSource(submission, feed.Reading, fileName(submission), table.Limits{FileBytes: i.options.MaxFileBytes}, names)
	if err != nil {
		return headingsOf(submission, feed.Reading, i.options.MaxFileBytes), err
	}
	defer func() { _ = opened.close() }()
	seen := Preview{Format: opened.format, Sheet: opened.sheet, HeaderRow: opened.headerRow, Understood: opened.understood}
	if opened.described != nil {
		if seen.Layout, err = opened.described.Write(); err != nil {
			return seen, err
		}
	} else {
		seen.Columns = opened.header.preview(feed.Reading)
	}
	run := metrics.Run{Feed: feed.Code, Scenario: feed.Normal().Scenario, File: fileName(submission)}
	if submission.Scenario != "" {
		run.Scenario = submission.Scenario
	}
	today := metrics.DateOf(i.options.Now().In(i.options.Zone))
	reader := newRowReader(names, opened.header, run, today, checks.For(metrics.CheckSet{}, catalogue, feed.Code))
	reader.feed, reader.workbook, reader.date1904 = feed.Reading, opened.workbook, opened.date1904
	return seen, seen.read(ctx, opened, reader, catalogue, rows)
}

func (p *Preview) read(ctx context.Context, opened *source, reader *rowReader, catalogue *metrics.Catalogue, rows int) error {
	for row, err := range opened.rows {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return err
		}
		if len(p.Rows) == rows {
			p.More = true
			break
		}
		result := reader.read(row)
		line := PreviewRow{Sheet: row.Sheet, Row: row.Number, Rejected: result.rejected, Observation: result.observation,
			Deletes: result.deletes(), Remarks: result.remarks}
		for at, text := range map[column]*string{indicatorColumn: &line.Written.Indicator, areaColumn: &line.Written.Area,
			periodColumn: &line.Written.Period, valueColumn: &line.Written.Value, unitColumn: &line.Written.Unit} {
			*text = shortened(opened.header.cell(row, at))
		}
		if indicator := catalogue.Indicator(result.observation.Indicator); indicator != nil {
			line.Unit = indicator.Unit
		}
		if line.Rejected {
			p.Rejected++
		}
		p.Rows = append(p.Rows, line)
	}
	p.Total = opened.total()
	if len(p.Rows) == 0 {
		return metrics.NewProblem("file.empty", "file", reader.run.File)
	}
	return nil
}

// headingsOf tells the headings of a file that cannot be read yet: its first row, or the
// one that the feed names. A file that has none gives no column.
func headingsOf(submission Submission, feed metrics.FeedReading, limit int64) Preview {
	opened, err := table.Open(submission.Path, fileName(submission), table.Options{Limits: table.Limits{FileBytes: limit}, Dialect: dialectOf(feed)})
	if err != nil {
		return Preview{}
	}
	defer func() { _ = opened.Close() }()
	matched := newHeader(opened.Columns())
	words := headerWordsOf(feed)
	for place, heading := range matched.header {
		if means, known := words[normalHeader(heading)]; known && means != ignoredColumn {
			matched.take(means, place)
		}
	}
	return Preview{Format: string(opened.Format()), Sheet: opened.Sheet(), HeaderRow: opened.HeaderRow(), Columns: matched.preview(feed)}
}

// preview lists the headings of a tidy table with what they mean.
func (l *matchedHeader) preview(feed metrics.FeedReading) []PreviewColumn {
	descriptions, words := describeColumns(), headerWordsOf(feed)
	var columns []PreviewColumn
	for place, heading := range l.header {
		seen := PreviewColumn{Letter: table.ColumnLetter(place + 1), Heading: shortened(heading)}
		if at := slices.Index(l.places[:], place); at >= 0 {
			seen.Means = descriptions[at].name
		} else if at := slices.Index(l.names[:], place); at >= 0 {
			seen.Means = descriptions[at].name + "_name" // held against the code
		} else if means, known := words[normalHeader(heading)]; known && means == ignoredColumn {
			seen.Ignored = true
		}
		columns = append(columns, seen)
	}
	return columns
}
