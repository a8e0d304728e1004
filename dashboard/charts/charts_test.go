package charts

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func pointer(value float64) *float64 { return &value }

// The ends are worked out by hand: a quarter of the spread, rounded up to 1, 2, 2.5
// 3 or 5 times a power of ten, gives the step; the ends are the next multiples of it.
func TestNewAxis(t *testing.T) {
	cases := []struct {
		name      string
		values    []float64
		low, high float64
	}{
		{"from zero, 4.5/4 = 1.125, step 2", []float64{1.8, 4.5}, 0, 6},
		{"no room above 6, one more step", []float64{1, 6}, 0, 8},
		{"far from zero: spread 0.6, step 0.2", []float64{92.4, 93}, 92.4, 93.2},
		{"one value", []float64{40}, 0, 50},
		{"below zero: spread 12, step 3", []float64{-4, 8}, -6, 9},
		{"all below zero", []float64{-8, -2}, -10, 0},
		{"nothing", nil, 0, 1},
		{"only zero: 1/4 = 0.25", []float64{0}, 0, 1},
		{"no number", []float64{math.NaN(), math.Inf(1), 3}, 0, 4},
	}
	for _, c := range cases {
		axis := NewAxis(c.values...)
		if math.Abs(axis.Min-c.low) > 1e-9 || math.Abs(axis.Max-c.high) > 1e-9 {
			t.Errorf("%s: %v to %v, want %v to %v", c.name, axis.Min, axis.Max, c.low, c.high)
		}
	}
}

func FuzzNewAxisContainsEveryValue(f *testing.F) {
	f.Add(1.8, 4.5, 0.0)
	f.Add(-1e300, 1e300, 1e-300)
	f.Fuzz(func(t *testing.T, a, b, c float64) {
		axis := NewAxis(a, b, c)
		for _, value := range []float64{a, b, c} {
			if math.IsNaN(value) || math.Abs(value) > 1e100 || value != 0 && math.Abs(value) < 1e-100 {
				return // beyond what indicators hold
			}
			if tolerance := 1e-9 * math.Abs(value); value < axis.Min-tolerance || value > axis.Max+tolerance {
				t.Fatalf("%v lies outside %v to %v", value, axis.Min, axis.Max)
			}
		}
	})
}

func TestGroupDigits(t *testing.T) {
	cases := map[string]string{"0": "0", "999": "999", "1000": "1,000", "-1234567.50": "−1,234,567.50", "12.3456": "12.3456"}
	for number, want := range cases {
		if got := GroupDigits(number); got != want {
			t.Errorf("GroupDigits(%s) = %s, want %s", number, got, want)
		}
	}
}

// A chart of 托位数: base 1.8 in 2020, latest 2.57 in 2022, target 4.5 in 2025.
func childcare() TargetChart {
	return TargetChart{
		Categories: []string{"2020", "2021", "2022", "2023", "2024", "2025"}, AsOf: 3, AsOfLabel: "截至",
		Series: []Series{
			{Name: "目标路径", Style: StylePlan, Values: []*float64{pointer(1.8), nil, nil, nil, nil, pointer(4.5)}},
			{Name: "实际", Style: StyleActual, Values: []*float64{pointer(1.8), nil, pointer(2.57), nil, nil, nil},
				Uncertain: []bool{false, false, true, false, false, false}},
		},
	}
}

func TestTargetChartContainsTarget(t *testing.T) {
	content, err := childcare().JSON()
	if err != nil {
		t.Fatal(err)
	}
	var options struct {
		YAxis  []struct{ Min, Max float64 }
		Series []struct {
			Name string
			Type string
			Data []struct{ Value any }
		}
	}
	if err := json.Unmarshal([]byte(content), &options); err != nil {
		t.Fatal(err)
	}
	if axis := options.YAxis[0]; axis.Min != 0 || axis.Max < 4.5 {
		t.Errorf("axis %v to %v does not contain 4.5", axis.Min, axis.Max)
	}
	if got := options.Series[0].Data[5].Value; got != 4.5 {
		t.Errorf("target = %v, want 4.5", got)
	}
	if got := options.Series[1].Data[3].Value; got != "-" {
		t.Errorf("a missing value is %v, want a gap", got)
	}
}

func TestRankAxisBeginsAtOne(t *testing.T) {
	axis := TargetChart{Inverse: true, Series: []Series{{Values: []*float64{pointer(5), pointer(3)}}}}.Axis()
	if axis.Min != 1 || axis.Max < 5 {
		t.Errorf("axis %v to %v, want 1 to 5 or more", axis.Min, axis.Max)
	}
}

// The day of the page is named above the chart, which for ranks is where the line begins.
func TestAsOfStandsOnTop(t *testing.T) {
	for inverse, want := range map[bool]string{false: "end", true: "start"} {
		chart := childcare()
		chart.Inverse = inverse
		content, err := chart.JSON()
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(content), `"position":"`+want+`"`) {
			t.Errorf("inverse %v: the label does not stand at the %s of its line", inverse, want)
		}
	}
}

// Names come from workbooks; none may become code.
func TestHostileNamesStayData(t *testing.T) {
	chart := childcare()
	chart.Series[0].Name = `</script><script>alert(1)</script>`
	chart.Series[1].Name = `__f__alert(1)__f__`
	chart.Description = `"><img src=x>`
	content, err := chart.JSON()
	if err != nil {
		t.Fatal(err)
	}
	if strings.ContainsAny(string(content), "<>&") {
		t.Errorf("the options hold characters of markup: %s", content)
	}
	if !strings.Contains(string(content), `"__f__alert(1)__f__"`) {
		t.Error("a name with the marker of go-echarts is no longer a quoted string")
	}
	label := `"><script>alert(1)</script>`
	for _, picture := range []string{
		string(Bullet{Actual: pointer(1), Target: pointer(2), Label: label}.SVG()),
		string(Sparkline{Actual: []Point{{1, 1}}, Label: label}.SVG()),
	} {
		if strings.Contains(picture, "<script") {
			t.Errorf("a label became markup: %s", picture)
		}
	}
}

func TestBulletStaysInside(t *testing.T) {
	cases := []Bullet{
		{Actual: pointer(12), Target: pointer(4)},
		{Actual: pointer(-3), Target: pointer(-1), Base: pointer(-8)},
		{Target: pointer(0)},
		{Actual: pointer(0), Target: pointer(0), Required: pointer(0)},
		{Actual: pointer(2), Target: pointer(1), TargetHigh: pointer(3), Dot: true},
	}
	for _, bullet := range cases {
		picture := string(bullet.SVG())
		if picture == "" || strings.Contains(picture, "NaN") || strings.Contains(picture, "Inf") || strings.Contains(picture, `="-`) {
			t.Errorf("%+v: %s", bullet, picture)
		}
	}
	if (Bullet{}).SVG() != "" || (Sparkline{}).SVG() != "" {
		t.Error("nothing to draw must give nothing")
	}
}

// The page renderer of go-echarts and its functions in options let a name become code;
// nothing here may use them.
func TestOptionsOnly(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) == 0 {
		t.Fatalf("no sources: %v", err)
	}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, forbidden := range []string{"FuncOpts", "FuncStripCommentsOpts", ".Render(", "RenderContent", "RenderSnippet", "JSONNotEscaped"} {
			if strings.Contains(string(source), forbidden) {
				t.Errorf("%s uses %s", file, forbidden)
			}
		}
	}
}
