package charts

import (
	"encoding/json"
	"strings"
	"testing"
)

// forecast is a chart of 托位数 with a forecast: 2.57 known in 2022, 3.75 expected in 2025
// with 3.25 to 4.25 and 2.95 to 4.55.
func forecast() TargetChart {
	chart := childcare()
	none := func() []*float64 { return make([]*float64, 6) }
	line := Series{Name: "预测", Style: StyleLanding, Values: none(), Joint: &Joint{Category: 2, Value: 2.57}}
	line.Values[5] = pointer(3.75)
	wide := Band{Name: "预测95%区间", Low: none(), High: none()}
	wide.Low[5], wide.High[5] = pointer(2.95), pointer(4.55)
	narrow := Band{Name: "预测80%区间", Narrow: true, Low: none(), High: none()}
	narrow.Low[5], narrow.High[5] = pointer(3.25), pointer(4.25)
	chart.Series, chart.Bands = append(chart.Series, line), []Band{wide, narrow}
	return chart
}

type drawnSeries struct {
	Name          string
	Stack         string
	StackStrategy string
	Tooltip       *struct{ Show bool }
	ItemStyle     struct{ Decal *struct{ Rotation float64 } }
	LineStyle     struct{ Type string }
	Data          []struct {
		Name  string
		Value any
		Range []float64
	}
}

func drawn(t *testing.T, chart TargetChart) (series []drawnSeries, legend []any) {
	t.Helper()
	content, err := chart.JSON()
	if err != nil {
		t.Fatal(err)
	}
	var options struct {
		Legend struct{ Data []any }
		Series []drawnSeries
	}
	if err := json.Unmarshal([]byte(content), &options); err != nil {
		t.Fatal(err)
	}
	return options.Series, options.Legend.Data
}

// A band is its lower edge and upon it its width: 4.55 − 2.95 = 1.6. Both begin at the
// last known value with no width, and the tooltip gets both ends.
func TestBandIsStacked(t *testing.T) {
	series, legend := drawn(t, forecast())
	if len(series) != 7 { // two lines for each of two bands, path, actual, forecast
		t.Fatalf("%d series, want 7", len(series))
	}
	low, width := series[0], series[1]
	if low.Stack != "预测95%区间" || width.Stack != low.Stack || low.StackStrategy != "all" {
		t.Errorf("the lines of the band are not stacked: %q %q %q", low.Stack, width.Stack, low.StackStrategy)
	}
	if got := low.Data[5].Value; got != 2.95 {
		t.Errorf("lower edge = %v, want 2.95", got)
	}
	if got, ok := width.Data[5].Value.(float64); !ok || got < 1.6-1e-9 || got > 1.6+1e-9 {
		t.Errorf("width = %v, want 1.6", width.Data[5].Value)
	}
	if got := width.Data[5].Range; len(got) != 2 || got[0] != 2.95 || got[1] != 4.55 {
		t.Errorf("range = %v, want 2.95 to 4.55", got)
	}
	if low.Data[2].Value != 2.57 || width.Data[2].Value != 0.0 || width.Data[2].Name != jointName {
		t.Errorf("the band does not begin at 2.57: %+v %+v", low.Data[2], width.Data[2])
	}
	if low.Data[3].Value != "-" || width.Data[3].Value != "-" {
		t.Error("a year without a forecast has a band")
	}
	if low.Tooltip == nil || low.Tooltip.Show || width.Tooltip != nil {
		t.Error("the tooltip must name the band once")
	}
	if wide, narrow := width.ItemStyle.Decal, series[3].ItemStyle.Decal; wide == nil || narrow == nil || wide.Rotation == narrow.Rotation {
		t.Error("the bands are not hatched, or alike")
	}
	if len(legend) != 5 || legend[0] != "目标路径" {
		t.Errorf("legend = %v, want five entries", legend)
	}
}

// The forecast starts at the last known value, which is marked as none of its values.
func TestForecastStartsAtJoint(t *testing.T) {
	series, _ := drawn(t, forecast())
	line := series[len(series)-1]
	if line.Name != "预测" || line.LineStyle.Type != "dashed" {
		t.Errorf("the forecast is %q, drawn %q, want dashed", line.Name, line.LineStyle.Type)
	}
	if joint := line.Data[2]; joint.Name != jointName || joint.Value != 2.57 {
		t.Errorf("joint = %+v", joint)
	}
	if line.Data[5].Value != 3.75 || line.Data[5].Name == jointName {
		t.Errorf("forecast = %+v", line.Data[5])
	}
}

// The axis contains the ends of the bands beside the target.
func TestAxisContainsBands(t *testing.T) {
	chart := forecast()
	chart.Bands[0].Low[5], chart.Bands[0].High[5] = pointer(-2), pointer(9)
	if axis := chart.Axis(); axis.Min > -2 || axis.Max < 9 {
		t.Errorf("axis %v to %v, want −2 to 9 inside", axis.Min, axis.Max)
	}
}

// Four zones of 80: 0.71 lies (0.71 − 0.60) ÷ (0.95 − 0.60) = 0.314 into the second,
// which is 80 + 25.1; a cut-off belongs to the zone that begins there.
func TestScalePosition(t *testing.T) {
	zones := []Zone{{From: 0}, {From: 0.60}, {From: 0.95}, {From: 1.05}}
	cases := []struct{ value, want float64 }{
		{0.71, 105.142857}, {0.60, 80}, {0.95, 160}, {1.05, 240}, {0.30, 40}, {-3, 0}, {2.1, 320}, {50, 320},
	}
	for _, c := range cases {
		if got := (Scale{Zones: zones, End: 2.1, Value: c.value}).position(); got < c.want-1e-5 || got > c.want+1e-5 {
			t.Errorf("position of %v = %v, want %v", c.value, got, c.want)
		}
	}
}

func TestScaleIsSafe(t *testing.T) {
	hostile := `"><script>alert(1)</script>`
	picture := string(Scale{Zones: []Zone{{Name: hostile}}, End: 1, Text: hostile, Label: hostile}.SVG())
	if picture == "" || strings.Contains(picture, "<script") {
		t.Errorf("a text became markup: %s", picture)
	}
	if (Scale{}).SVG() != "" {
		t.Error("a scale without zones must give nothing")
	}
}
