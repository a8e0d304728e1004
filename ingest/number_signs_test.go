package ingest_test

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"zhibiao/ingest"
	"zhibiao/metrics"
)

// A file that writes 1,5 somewhere leaves open whether 6,500 is 6.5 or 6500; one whose
// commas can only part thousands does not, and a single odd cell there is a slip of its own.
func TestADecimalCommaMakesThousandsDoubtful(t *testing.T) {
	for name, test := range map[string]struct{ values, want string }{
		"before":                   {"1,5 6,500", "2 1,5 3 6,500"},
		"behind":                   {"6,500 8 1,5", "4 1,5 2 6,500"},
		"with points of thousands": {"6.543,2 6.500", "2 6.543,2 3 6.500"},
		"of millions":              {"1.234.567 7,250", "2 1.234.567 3 7,250"},
		"less than one":            {"0,123 6,500", "2 0,123 3 6,500"},
		"a number and its unit":    {"1,5万吨 6,500万吨", "2 1,5万吨 3 6,500万吨"},
		"only thousands":           {"6,500 7,250", ""},
		"thousands and points":     {"6,500 1,234.5 1,5", ""},
		"millions":                 {"1,234,567 1,5 6,500", ""},
		"points only":              {"6.500 1.5", ""},
		"a comma and points":       {"1,5 6.500 12.5", ""},
		"only decimal commas":      {"1,5 2,25 7", ""},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t, ingest.Options{})
			text := "指标;时期;数值\n"
			for i, value := range strings.Fields(test.values) {
				text += "煤炭产量;" + []string{"2021", "2022", "2023"}[i] + ";" + value + "\n"
			}
			_, err := b.importer.Import(context.Background(), b.submission("actuals", text))
			got := ""
			if problem := metrics.AsProblem(err); problem != nil {
				if problem.Key != "number.decimal_comma" || problem.Arguments["column"] != "数值" {
					t.Fatal(problem)
				}
				got = strings.Join([]string{problem.Arguments["row"], problem.Arguments["value"], problem.Arguments["doubtful_row"], problem.Arguments["doubtful"]}, " ")
			} else if err != nil {
				t.Fatal(err)
			}
			if got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
			if stored := b.values(metrics.Vintage{}); test.want != "" && len(stored) > 0 {
				t.Errorf("a refused file has left %v", stored)
			}
		})
	}
}

// Growths of 5.2 % and 3.1 % are kept as 0.052 and 0.031 below the format 0.00%. Where the
// format is lost the cell says 0.052, which is loaded as it stands, and asked about in the
// row where it stands, whether the cells with their format come before or behind.
func TestABareFractionAmongPercentagesIsAskedAbout(t *testing.T) {
	b := newBench(t, ingest.Options{})
	submission := b.workbookSubmission("2023年月报.xlsx", func(file *excelize.File) error {
		if err := rowsInto(file, "Sheet1", "2023年主要指标\n指标|单位|2022年|2023年|同比增长\n原煤产量|万吨|400|500|\n护理型床位占比|%|50|60|\n养老床位|张|3|4|"); err != nil {
			return err
		}
		percent, err := file.NewStyle(&excelize.Style{NumFmt: 10})
		if err != nil {
			return err
		}
		for cell, value := range map[string]float64{"E3": 0.052, "E4": 0.031, "E5": 0.048} {
			if err := file.SetCellFloat("Sheet1", cell, value, -1, 64); err != nil {
				return err
			}
		}
		return file.SetCellStyle("Sheet1", "E4", "E4", percent)
	})
	report, err := b.importer.Import(context.Background(), submission)
	if err != nil {
		t.Fatal(err)
	}
	var got []remark
	for _, found := range remarksOf(report) {
		if found.Key == "percent.bare" {
			got = append(got, found)
		}
	}
	if diff := cmp.Diff([]remark{{3, "E", "0.052", "percent.bare", true}, {5, "E", "0.048", "percent.bare", true}}, got); diff != "" {
		t.Error(diff, remarksOf(report))
	}
}

// Small growths are small where no cell has a percent sign, and where words stand with them.
func TestSmallGrowthsAreNotAskedAbout(t *testing.T) {
	b := newBench(t, ingest.Options{})
	for _, growths := range [][2]string{{"0.3", "0.052"}, {"3.1%", "增长0.5"}, {"3.1%", "0"}, {"3.1%", "1.2"}} {
		report := b.load("actuals", "指标,时期,数值,同比增速\n煤炭产量,2022,4,"+growths[0]+"\n煤炭产量,2023,5,"+growths[1]+"\n")
		for _, found := range remarksOf(report) {
			if found.Key == "percent.bare" {
				t.Errorf("%v: %v", growths, found)
			}
		}
	}
}

// A row with a value and without any name is rejected at its cell; the rows around it load.
func TestARowWithoutANameIsTold(t *testing.T) {
	b := newBench(t, ingest.Options{})
	submission := b.workbookSubmission("2023年月报.xlsx", func(file *excelize.File) error {
		return rowsInto(file, "Sheet1", "2023年主要指标\n指标|单位|数值\n原煤产量|万吨|500\n||77\n护理型床位占比|%|60")
	})
	report, err := b.importer.Import(context.Background(), submission)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]remark{{4, "C", "77", "row.nameless", false}}, remarksOf(report)); diff != "" {
		t.Error(diff)
	}
	if report.Run.Counts.New != 2 || report.Run.Counts.Rejected != 1 {
		t.Errorf("%d new and %d rejected, want 2 and 1", report.Run.Counts.New, report.Run.Counts.Rejected)
	}
}
