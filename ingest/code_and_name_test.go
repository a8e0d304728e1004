package ingest_test

import (
	"context"
	"slices"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"zhibiao/ingest"
	"zhibiao/metrics"
)

// Exports of databases print the code beside the name. What is expected is read off the
// files by eye: the first row says one thing twice, by an alias and in full; in the
// second the code is the agency's own; the third has no name for the indicator; the
// fourth has a name that nobody knows; in the fifth and the sixth the name belongs to
// another code.
const codesAndNames = `地区代码,地区名称,指标代码,指标名称,时期,数值
150627,伊旗,COAL-OUTPUT,原煤产量,2021,10
150627000000,伊金霍洛旗,A0301,煤炭产量,2022,20
150600,,COAL-OUTPUT,,2021,30
150600,鄂尔多斯市,COAL-OUTPUT,黑金,2022,40
150627,伊旗,COAL-OUTPUT,护理型床位占比,2023,50
150627,鄂尔多斯市,COAL-OUTPUT,煤炭产量,2020,60
`

func TestNamesAreHeldAgainstTheirCodes(t *testing.T) {
	b := newBench(t, ingest.Options{})
	report := b.load("actuals", codesAndNames)
	want := map[string]string{"COAL-OUTPUT 150627 2021": "10", "COAL-OUTPUT 150627 2022": "20", "COAL-OUTPUT 150600 2021": "30", "COAL-OUTPUT 150600 2022": "40"}
	if diff := cmp.Diff(want, b.values(metrics.Vintage{})); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"3 indicator.code_unknown", "3 area.code_unknown", "5 indicator.name_unknown",
		"6 indicator.code_and_name", "7 area.code_and_name"}, remarksByRow(report)); diff != "" {
		t.Error(diff)
	}
	for _, reject := range report.Rejects {
		if reject.Problem.Key == "indicator.code_and_name" {
			said := reject.Problem.Arguments
			if said["code"] != "COAL-OUTPUT" || said["code_means"] != "煤炭产量" || said["name"] != "护理型床位占比" || said["name_means"] != "护理型床位占比" || reject.Warning {
				t.Errorf("%+v", reject)
			}
		}
	}
}

// In a cross table: codes of areas are numbers, but no values. E2 and F2 are of the
// first row; the name in row 3 belongs to another area, that in row 4 to another
// indicator. Both values of a row come to the same cell, which is named once.
const codesAndNamesAcross = `
指标名称|指标代码|地区名称|地区代码|2021年|2022年
煤炭产量|COAL-OUTPUT|伊金霍洛旗|150627|10|20
煤炭产量|COAL-OUTPUT|鄂尔多斯市|150627|30|40
护理型床位占比|COAL-OUTPUT|鄂尔多斯市|150600|50|60`

func TestNamesAreHeldAgainstTheirCodesInACrossTable(t *testing.T) {
	b := newBench(t, ingest.Options{})
	submission := b.workbookSubmission("表.xlsx", func(file *excelize.File) error { return rowsInto(file, "Sheet1", codesAndNamesAcross) })
	report, err := b.importer.Import(context.Background(), submission)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"COAL-OUTPUT|150627|A|2021|10|A|||Sheet1|E", "COAL-OUTPUT|150627|A|2022|20|A|||Sheet1|F"}, b.stored()); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"3 area.code_and_name", "4 indicator.code_and_name"}, remarksByRow(report)); diff != "" {
		t.Error(diff)
	}
	if at := report.Rejects[0].Column; at != "D" {
		t.Errorf("the remark stands at column %s, want D, that of the codes", at)
	}
}

// Codes alone are read as names are.
func TestCodesWithoutNamesInACrossTable(t *testing.T) {
	b := newBench(t, ingest.Options{})
	b.load("actuals", "指标代码,地区代码,2021年,2022年\nCOAL-OUTPUT,150627,10,20\nBED-SHARE,150600,30,40\n")
	want := map[string]string{"COAL-OUTPUT 150627 2021": "10", "COAL-OUTPUT 150627 2022": "20", "BED-SHARE 150600 2021": "30", "BED-SHARE 150600 2022": "40"}
	if diff := cmp.Diff(want, b.values(metrics.Vintage{})); diff != "" {
		t.Error(diff)
	}
}

// The headings of a database tell nothing. Where the feed says that both are indicators the
// file is refused, with the words of both columns; where it says which has the names, they
// are held against the codes: in row 3 the name belongs to another indicator. The same goes
// for areas, and names alone are read as names. What each column means is seen in the preview.
func TestFeedTellsCodesFromNames(t *testing.T) {
	const file = "ZBDM,ZBMC,DQDM,DQMC,SJ,SZ\nCOAL-OUTPUT,煤炭产量,150627,伊旗,2023,1\nCOAL-OUTPUT,护理型床位占比,150627,伊旗,2022,2\nCOAL-OUTPUT,煤炭产量,150627,全市,2021,3\n"
	b := newBench(t, ingest.Options{})
	column := func(heading, means string) metrics.FeedColumn {
		return metrics.FeedColumn{Heading: heading, Means: means}
	}
	read := func(columns ...metrics.FeedColumn) error {
		b.feed(func(feed *metrics.Feed) {
			feed.Reading.Columns = slices.Concat(columns, []metrics.FeedColumn{column("SJ", "period"), column("SZ", "value")})
		})
		_, err := b.importer.Import(context.Background(), b.submission("actuals", file))
		return err
	}
	err := read(column("ZBDM", "indicator"), column("ZBMC", "indicator"), column("DQDM", "area"), column("DQMC", "ignore"))
	if problem := metrics.AsProblem(err); problem == nil || problem.Key != "file.two_indicators" || problem.Arguments["first"] != "A“ZBDM”" || problem.Arguments["second"] != "B“ZBMC”" {
		t.Errorf("two indicators: %v", err)
	}
	if err := read(column("ZBDM", "indicator"), column("ZBMC", "ignore"), column("DQDM", "area"), column("DQMC", "area")); problemKey(err) != "file.two_areas" {
		t.Errorf("two areas: %v", err)
	}
	if err := read(column("ZBDM", "indicator_name"), column("ZBMC", "indicator_name"), column("DQDM", "area")); problemKey(err) != "file.duplicate_header" {
		t.Errorf("two names: %v", err)
	}
	if err := read(column("ZBDM", "indicator"), column("ZBMC", metrics.IndicatorNames), column("DQDM", "area"), column("DQMC", metrics.AreaNames)); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[string]string{"COAL-OUTPUT 150627 2023": "1"}, b.values(metrics.Vintage{})); diff != "" {
		t.Error(diff)
	}
	catalogue, err := b.ledger.Catalogue(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	seen, err := b.importer.Preview(context.Background(), *catalogue.Feed("actuals"), b.submission("actuals", file), 3)
	if err != nil {
		t.Fatal(err)
	}
	var meanings []string
	for _, column := range seen.Columns {
		meanings = append(meanings, column.Means)
	}
	if diff := cmp.Diff([]string{"indicator", "indicator_name", "area", "area_name", "period", "value"}, meanings); diff != "" {
		t.Error(diff)
	}
	if err := read(column("ZBDM", "ignore"), column("ZBMC", metrics.IndicatorNames), column("DQDM", "ignore"), column("DQMC", metrics.AreaNames)); err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"COAL-OUTPUT 150627 2023": "1", "BED-SHARE 150627 2022": "2", "COAL-OUTPUT 150600 2021": "3"}
	if diff := cmp.Diff(want, b.values(metrics.Vintage{})); diff != "" {
		t.Error(diff)
	}
}

// remarksByRow returns the remarks of a report as row and key.
func remarksByRow(report ingest.Report) []string {
	var lines []string
	for _, reject := range report.Rejects {
		lines = append(lines, strconv.Itoa(reject.Row)+" "+reject.Problem.Key)
	}
	return lines
}
