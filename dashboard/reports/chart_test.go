package reports

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"regexp"
	"strings"
	"testing"

	"zhibiao/dashboard/locale"
	"zhibiao/metrics"
)

// The steps are the range divided by five, rounded up to 1, 2, 2.5 or 5 times a power
// of ten; the ends are rounded outwards to whole steps.
func TestAxisContainsAllValues(t *testing.T) {
	cases := []struct {
		name              string
		values            []float64
		least, most, step float64
	}{
		{"target far above actual starts at zero", []float64{1.8, 2.57, 4.5}, 0, 5, 1},      // 4.5/5 = 0.9
		{"large values that differ little", []float64{1500, 1440, 1200.5}, 1200, 1500, 100}, // 299.5/5 = 59.9
		{"one value", []float64{10}, 9, 11, 0.5},                                            // ±10 %: 2/5 = 0.4
		{"zero only", []float64{0}, -1, 1, 0.5},                                             // ±1: 2/5 = 0.4
		{"negative values", []float64{-30, -2}, -30, 0, 10},                                 // 30/5 = 6
		{"both signs", []float64{-10, 40}, -10, 40, 10},                                     // 50/5 = 10
		{"the step is a sum of roundings", []float64{0, 0.3}, 0, 0.3, 0.1},                  // 0.06
	}
	for _, c := range cases {
		got, has := axisFor(c.values)
		if !has || !near(got.least, c.least) || !near(got.most, c.most) || !near(got.step, c.step) {
			t.Errorf("%s: axis %+v, want %v to %v by %v", c.name, got, c.least, c.most, c.step)
		}
	}
	if _, has := axisFor(nil); has {
		t.Error("an axis without values")
	}
}

func near(x, y float64) bool { return x-y < 1e-9 && y-x < 1e-9 }

func part(t *testing.T, content []byte, name string) string {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	file, err := archive.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// The second chart of the file belongs to the first row: its axis reaches 5, above the
// target of 4.5, and its ranges are the years 2020 to 2025 of its row.
func TestChartShowsTargetAgainstActual(t *testing.T) {
	var content bytes.Buffer
	if err := WriteMonitoringTable(context.Background(), &content, sampleReport(t, locale.Chinese)); err != nil {
		t.Fatal(err)
	}
	chart := part(t, content.Bytes(), "xl/charts/chart3.xml")
	for _, want := range []string{`<max val="5">`, `<min val="0">`, "每千人口拥有3岁以下婴幼儿托位数（个）",
		"$B$4:$G$4", "$H$4:$M$4", "$N$4:$S$4"} {
		if !strings.Contains(chart, want) {
			t.Errorf("chart has no %s", want)
		}
	}
	file := opened(t, content.Bytes())
	for cell, want := range map[string]string{"A3": "每千人口拥有3岁以下婴幼儿托位数（个）", "B1": "实际值", "H1": "要求路径",
		"N1": "目标值", "B2": "2020", "D4": "2.57", "E4": "", "J4": "2.88", "Q4": "3.5", "S4": "4.5", "S5": "1200.5",
		"D3": "2.57", "E3": "#N/A"} {
		if text, _, _ := cellAt(t, file, "图表数据", cell); text != want {
			t.Errorf("%s = %q, want %q", cell, text, want)
		}
	}
}

// The value that a formula carries is what the formula gives.
func TestChoiceFollowsItsFormulas(t *testing.T) {
	file := written(t, sampleReport(t, locale.Chinese))
	second := "单位产品能耗（千克）"
	if err := file.SetCellValue("图表", "B3", second); err != nil {
		t.Fatal(err)
	}
	for cell, want := range map[string]string{"B3": "1500", "D3": "1380", "S3": "1200.5"} {
		got, err := file.CalcCellValue("图表数据", cell)
		if err != nil || strings.ReplaceAll(got, ",", "") != want {
			t.Errorf("%s = %q, %v, want %s", cell, got, err, want)
		}
	}
}

// Rows of one name stay apart in the list of choices.
func TestChoicesAreUnique(t *testing.T) {
	report := sampleReport(t, locale.Chinese)
	report.Rows = append(report.Rows, report.Rows[0])
	seen := map[string]bool{}
	for _, row := range report.chartRows() {
		if seen[row.label] {
			t.Errorf("%s twice", row.label)
		}
		seen[row.label] = true
	}
}

// A standing target has no year: it is a level beside the actual values, and the axis
// contains it.
func TestStandingTargetIsDrawnAsALevel(t *testing.T) {
	report := sampleReport(t, locale.Chinese)
	row := report.Rows[1]
	row.BaseValue.Valid, row.Path = false, nil
	row.Targets = []TargetValue{{Comparator: metrics.AtMost, Value: number("900")}}
	report.Rows = []Row{row}
	drawn := report.chartRows()[0]
	for year := 2020; year <= 2022; year++ {
		if drawn.path[year] != 900 {
			t.Errorf("level of %d is %v, want 900", year, drawn.path[year])
		}
	}
	if bounds, _ := axisFor(drawn.values()); bounds.least > 900 {
		t.Errorf("the axis begins at %v, above the target", bounds.least)
	}
}

// Monthly values are data but never points of a yearly chart.
func TestChartsKeepFrequenciesApart(t *testing.T) {
	points := []Point{{Period: metrics.MonthOf(2024, 12), Value: number("9")}, {Period: metrics.Year(2024), Value: number("100")}}
	if got := yearlyValues(points); len(got) != 1 || got[2024] != 100 {
		t.Errorf("yearly values %v", got)
	}
}

var outsideAddress = regexp.MustCompile(`Target="(https?|file):`)

// A workbook leads nowhere outside itself.
func TestNoExternalLinks(t *testing.T) {
	var content bytes.Buffer
	if err := WriteIndicatorList(context.Background(), &content, sampleReport(t, locale.English)); err != nil {
		t.Fatal(err)
	}
	archive, err := zip.NewReader(bytes.NewReader(content.Bytes()), int64(content.Len()))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range archive.File {
		if strings.HasSuffix(file.Name, ".rels") && outsideAddress.MatchString(part(t, content.Bytes(), file.Name)) {
			t.Errorf("%s points outside", file.Name)
		}
	}
}
