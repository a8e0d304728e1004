package ingest_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"zhibiao/ingest"
	"zhibiao/metrics"
)

// feed changes a feed of the small catalogue.
func (b *bench) feed(change func(*metrics.Feed)) {
	b.Helper()
	catalogue := smallCatalogue()
	change(catalogue.Feed("actuals"))
	if err := b.ledger.SaveCatalogue(context.Background(), metrics.Run{}, catalogue); err != nil {
		b.Fatal(err)
	}
}

// The file is one that the program could not read by itself: its headings are codes, a
// unit stands nowhere, a bar parts the cells and “无” means that there is no value.
func TestAFeedSaysHowItsFilesAreRead(t *testing.T) {
	b := newBench(t, ingest.Options{})
	b.feed(func(feed *metrics.Feed) {
		feed.Reading = metrics.FeedReading{Delimiter: "bar", HeaderRow: 2, Encoding: "GB18030", MissingMarks: []string{"无"},
			Columns: []metrics.FeedColumn{{Heading: "ZBMC", Means: "indicator"}, {Heading: "SJ", Means: "period"}, {Heading: "SZ", Means: "value"}, {Heading: "XH", Means: metrics.IgnoredColumn}},
			Units:   []metrics.FeedUnit{{Indicator: "煤炭产量", Unit: "亿吨"}}}
	})
	text, err := simplifiedchinese.GB18030.NewEncoder().String("指标|时期|数值\nXH|ZBMC|SJ|SZ\n1|原煤产量|2023|7.85\n2|护理型床位占比|2023|无\n3|不存在的指标|2023|1\n")
	if err != nil {
		t.Fatal(err)
	}
	report := b.load("actuals", text)
	// 7.85 亿吨 are 78,500 万吨.
	want := map[string]string{"COAL-OUTPUT 150600 2023": "78500", "BED-SHARE 150600 2023": "missing"}
	if diff := cmp.Diff(want, b.values(metrics.Vintage{})); diff != "" {
		t.Errorf("values (-want +got):\n%s", diff)
	}
	// The rule “no value and no status” speaks about row 4; only row 5 is left out.
	if len(report.Rejects) != 2 || !report.Rejects[0].Warning || report.Rejects[1].Row != 5 || report.Run.Counts.Rejected != 1 {
		t.Errorf("rejects %+v, want the unknown name in row 5", report.Rejects)
	}
}

func TestAFeedRefusesFiles(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*metrics.Feed)
		text   string
		key    string
	}{
		"retired":       {func(f *metrics.Feed) { f.Retired = true }, "指标,时期,数值\n原煤产量,2023,1\n", "feed.retired"},
		"shrunk":        {func(f *metrics.Feed) { f.MinRows = 3 }, "指标,时期,数值\n原煤产量,2023,1\n原煤产量,2022,1\n", "feed.too_few_rows"},
		"other format":  {func(f *metrics.Feed) { f.Reading.Format = "xlsx" }, "指标,时期,数值\n原煤产量,2023,1\n", "feed.other_format"},
		"no header row": {func(f *metrics.Feed) { f.Reading.HeaderRow = 9 }, "指标,时期,数值\n原煤产量,2023,1\n", "file.header_row"},
		"wrong row":     {func(f *metrics.Feed) { f.Reading.HeaderRow = 2 }, "指标,时期,数值\n原煤产量,2023,1\n", "file.columns_missing"},
		"encoding":      {func(f *metrics.Feed) { f.Reading.Encoding = "UTF-8" }, "指标,时期,数值\n\xc4\xea,2023,1\n", "file.encoding"},
		"layout":        {func(f *metrics.Feed) { f.Reading.Layout = "tables: 3" }, "指标,时期,数值\n原煤产量,2023,1\n", "layout.form"},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t, ingest.Options{})
			b.feed(c.change)
			_, err := b.importer.Import(context.Background(), b.submission("actuals", c.text))
			if problemKey(err) != c.key {
				t.Errorf("%v, want %s", err, c.key)
			}
			if got := b.values(metrics.Vintage{}); len(got) > 0 {
				t.Errorf("the store has %v", got)
			}
		})
	}
}

func TestLayoutOfTheFeed(t *testing.T) {
	const described = "tables:\n  - data_rows: 2-3\n    indicator: 原煤产量\n    labels: [{column: A, carries: area}]\n    columns: [{column: B, period: \"2023\", unit: 万吨}]\n"
	const text = "地方,甲\n全市,100\n伊旗,40\n"
	b := newBench(t, ingest.Options{})
	b.feed(func(feed *metrics.Feed) { feed.Reading.Layout = described })
	b.load("actuals", text)
	want := map[string]string{"COAL-OUTPUT 150600 2023": "100", "COAL-OUTPUT 150627 2023": "40"}
	if diff := cmp.Diff(want, b.values(metrics.Vintage{})); diff != "" {
		t.Errorf("by the layout of the feed (-want +got):\n%s", diff)
	}
	// What lies beside the file is about that very file, and goes before.
	beside := filepath.Join(b.folder, "values.csv"+ingest.LayoutEnding)
	if err := os.WriteFile(beside, []byte(strings.ReplaceAll(described, "2023", "2022")), 0o600); err != nil {
		t.Fatal(err)
	}
	b.load("actuals", text+"\n")
	if got := b.values(metrics.Vintage{}); got["COAL-OUTPUT 150627 2022"] != "40" {
		t.Errorf("by the layout beside the file: %v", got)
	}
}

func TestSheetOfTheFeed(t *testing.T) {
	b := newBench(t, ingest.Options{})
	submission := b.workbookSubmission("a.xlsx", func(file *excelize.File) error {
		if _, err := file.NewSheet("终值"); err != nil {
			return err
		}
		if err := rowsInto(file, "Sheet1", "指标|时期|数值\n原煤产量|2023|1"); err != nil {
			return err
		}
		return rowsInto(file, "终值", "指标|时期|数值\n原煤产量|2023|2")
	})
	b.feed(func(feed *metrics.Feed) { feed.Reading.Sheet = "终值" })
	if _, err := b.importer.Import(context.Background(), submission); err != nil || b.values(metrics.Vintage{})["COAL-OUTPUT 150600 2023"] != "2" {
		t.Errorf("%v: %v", err, b.values(metrics.Vintage{}))
	}
	b.feed(func(feed *metrics.Feed) { feed.Reading.Sheet = "没有" })
	if _, err := b.importer.Import(context.Background(), submission); problemKey(err) != "layout.no_sheet" {
		t.Errorf("a sheet that is not there: %v", err)
	}
}

func TestPreview(t *testing.T) {
	b := newBench(t, ingest.Options{})
	feed := metrics.Feed{Code: "draft", Reading: metrics.FeedReading{Columns: []metrics.FeedColumn{{Heading: "XH", Means: metrics.IgnoredColumn}, {Heading: "SZ", Means: "value"}}}}
	submission := b.submission("draft", "XH,指标,地区,时期,SZ,其他\n1,原煤产量,伊旗,2023-08,\"1,234.5\",a\n2,没有,伊旗,2023年,1,b\n3,原煤产量,全市,2023,2,c\n")
	seen, err := b.importer.Preview(context.Background(), feed, submission, 2)
	if err != nil {
		t.Fatal(err)
	}
	wantColumns := []ingest.PreviewColumn{{Letter: "A", Heading: "XH", Ignored: true}, {Letter: "B", Heading: "指标", Means: "indicator"}, {Letter: "C", Heading: "地区", Means: "area"},
		{Letter: "D", Heading: "时期", Means: "period"}, {Letter: "E", Heading: "SZ", Means: "value"}, {Letter: "F", Heading: "其他"}}
	if diff := cmp.Diff(wantColumns, seen.Columns); diff != "" {
		t.Errorf("columns (-want +got):\n%s", diff)
	}
	if seen.Format != "CSV" || seen.HeaderRow != 1 || !seen.More || seen.Rejected != 1 || len(seen.Rows) != 2 {
		t.Fatalf("preview %+v", seen)
	}
	first, second := seen.Rows[0], seen.Rows[1]
	if first.Observation.Indicator != "COAL-OUTPUT" || first.Observation.Area != "150627" || first.Observation.Period.String() != "2023-08" ||
		first.Observation.Value.Decimal.String() != "1234.5" || first.Unit != "万吨" || first.Written.Area != "伊旗" || first.Rejected {
		t.Errorf("first row %+v", first)
	}
	if !second.Rejected || second.Row != 3 || len(second.Remarks) != 1 || second.Observation.Area != "150627" {
		t.Errorf("second row %+v", second)
	}
	if got := b.values(metrics.Vintage{}); len(got) > 0 {
		t.Errorf("a preview wrote %v", got)
	}
	if _, err := b.importer.Preview(context.Background(), feed, b.submission("draft", "甲,SZ\n1,2\n"), 20); metrics.AsProblem(err) == nil {
		t.Errorf("a file that cannot be read: %v", err)
	}
	unread, _ := b.importer.Preview(context.Background(), feed, b.submission("draft", "甲,SZ\n1,2\n"), 20)
	if diff := cmp.Diff([]ingest.PreviewColumn{{Letter: "A", Heading: "甲"}, {Letter: "B", Heading: "SZ", Means: "value"}}, unread.Columns); diff != "" {
		t.Errorf("its headings (-want +got):\n%s", diff)
	}
}

func TestChecksOfTheFeed(t *testing.T) {
	set := metrics.CheckSet{Rules: []metrics.CheckRule{{Code: "a"}, {Code: "b", Active: true, Scope: metrics.CheckScope{Feeds: []string{"other"}}}, {Code: "c"}}}
	got := set.ForFeed(metrics.Feed{Code: "coal", Checks: []string{"a", "b"}})
	if !got.Rules[0].Active || got.Rules[2].Active || len(got.Rules[1].Scope.Feeds) != 2 || got.Rules[1].Scope.Feeds[1] != "coal" {
		t.Errorf("rules of the feed %+v", got.Rules)
	}
	if set.Rules[0].Active || len(set.Rules[1].Scope.Feeds) != 1 {
		t.Errorf("the set itself has changed: %+v", set.Rules)
	}
}
