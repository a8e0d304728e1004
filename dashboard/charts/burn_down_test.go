package charts_test

import (
	"encoding/json"
	"strings"
	"testing"

	"zhibiao/dashboard/charts"
)

// Three months: planned 30, 20, 0; left 30, 25 and not yet known.
func TestBurnDownChart(t *testing.T) {
	value := func(number float64) *float64 { return &number }
	chart := charts.BurnDownChart{Description: `</script>`, Categories: []string{"1", "2", "3"}, PlannedName: "__f__alert(1)__f__", LeftName: "left",
		Planned: []*float64{value(30), value(20), value(0)}, Left: []*float64{value(30), value(25), nil}, AsOf: 1, AsOfLabel: "as of"}
	if axis := chart.Axis(); axis.Min != 0 || axis.Max < 30 {
		t.Errorf("axis %+v does not hold 0 to 30", axis)
	}
	options, err := chart.JSON()
	if err != nil {
		t.Fatal(err)
	}
	if text := string(options); strings.Contains(text, "</") || strings.Contains(text, "function") {
		t.Errorf("options could run as code: %s", text)
	}
	var read struct {
		Series []struct {
			Name string
			Step string
			Data []struct{ Value any }
		}
	}
	if err := json.Unmarshal([]byte(options), &read); err != nil {
		t.Fatal(err)
	}
	if len(read.Series) != 2 || read.Series[0].Step != "end" || len(read.Series[0].Data) != 2 || read.Series[0].Data[1].Value != 25.0 || read.Series[1].Data[2].Value != 0.0 {
		t.Errorf("series %+v", read.Series)
	}
}
