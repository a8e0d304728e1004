package charts

import (
	"encoding/json"
	"math"
	"strings"
	"testing"
)

// 5508 stand, 1057 and 3273 come by 2023 and 2025; the goals are 8098 and 10984.
func places() PipelineChart {
	return PipelineChart{Categories: []string{"2023", "2024", "2025"}, TargetName: "目标",
		Stacks: []PipelineStack{
			{Name: "原有", Layer: LayerExisting, Values: []float64{5508, 5508, 5508}},
			{Name: `</script><script>alert(1)</script>`, Layer: LayerListed, Values: []float64{1057, 2123, 3273}},
		},
		Target: []*float64{pointer(8098), pointer(10984), pointer(10984)}, Deadlines: []bool{true, false, true}}
}

func TestPipelineChartContainsTarget(t *testing.T) {
	content, err := places().JSON()
	if err != nil {
		t.Fatal(err)
	}
	var options struct {
		YAxis  []struct{ Min, Max float64 }
		Legend struct{ Data []string }
		Series []struct {
			Name, Type, Stack string
			Data              []struct {
				Value  any
				Symbol string
			}
		}
	}
	if err := json.Unmarshal([]byte(content), &options); err != nil {
		t.Fatal(err)
	}
	if axis := options.YAxis[0]; axis.Min != 0 || axis.Max < 10984 {
		t.Errorf("axis %v to %v does not contain 10984", axis.Min, axis.Max)
	}
	if len(options.Series) != 3 || options.Series[0].Stack == "" || options.Series[0].Stack != options.Series[1].Stack {
		t.Fatalf("the layers are not stacked: %+v", options.Series)
	}
	if entries := options.Legend.Data; len(entries) != 3 || entries[0] != "原有" || entries[2] != "目标" {
		t.Errorf("the legend lists %q", entries) // the script of the pages makes room for these entries
	}
	target := options.Series[2]
	if target.Type != "line" || target.Data[1].Value != 10984.0 || target.Data[1].Symbol != "none" || target.Data[2].Symbol == "none" {
		t.Errorf("the line of the target is %+v", target)
	}
	if strings.ContainsAny(string(content), "<>&") {
		t.Errorf("the options hold characters of markup: %s", content)
	}
}

func TestPipelineBarStaysInside(t *testing.T) {
	for _, bar := range []PipelineBar{
		{InTime: 280, Later: 16800, Goal: pointer(17080), Label: `"><script>`},
		{Existing: 124, InTime: 437, Goal: pointer(560)},
		{Undated: 156},
		{Existing: 10, Goal: pointer(0)},
	} {
		picture := string(bar.SVG())
		if picture == "" || strings.Contains(picture, "NaN") || strings.Contains(picture, `="-`) || strings.Contains(picture, "<script") {
			t.Errorf("%+v: %s", bar, picture)
		}
	}
	for _, bar := range []PipelineBar{{}, {Goal: pointer(0)}, {InTime: math.Inf(1)}, {Goal: pointer(math.NaN())}} {
		if bar.SVG() != "" {
			t.Errorf("%+v must give nothing", bar)
		}
	}
}
