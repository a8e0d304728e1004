package charts

import (
	"slices"

	"github.com/go-echarts/go-echarts/v2/opts"
)

// Band is the range in which the values of a forecast lie with a stated probability.
// Low and High have a value or nil for every category.
type Band struct {
	Name      string
	Narrow    bool // the narrower, likelier band: hatched more densely
	Low, High []*float64
}

// Joint is the last known value, from which the lines of a forecast start. It is no
// part of the forecast: neither table nor tooltip gives it as one.
type Joint struct {
	Category int
	Value    float64
}

// jointName marks a joint in the options of a line.
const jointName = "joint"

// bandLine is one of the two lines that a band consists of: the lower edge, and upon
// it the width, whose area is hatched. The options of go-echarts know neither hatching
// nor stacking across zero, so this type spells them out.
type bandLine struct {
	Name          string          `json:"name"`
	Type          string          `json:"type"`
	Stack         string          `json:"stack"`
	StackStrategy string          `json:"stackStrategy"`
	ConnectNulls  bool            `json:"connectNulls"`
	Symbol        string          `json:"symbol"`
	Silent        bool            `json:"silent"`
	LineStyle     opts.LineStyle  `json:"lineStyle"`
	ItemStyle     hatchedStyle    `json:"itemStyle"`
	AreaStyle     *bandArea       `json:"areaStyle,omitempty"`
	Tooltip       map[string]bool `json:"tooltip,omitempty"`
	Data          []bandValue     `json:"data"`
}

type bandArea struct {
	Color   string  `json:"color"`
	Opacity float64 `json:"opacity"`
}

type hatchedStyle struct {
	Color string `json:"color"`
	Decal *decal `json:"decal,omitempty"`
}

// decal is a pattern that ECharts draws upon an area.
type decal struct {
	Symbol     string     `json:"symbol"`
	Color      string     `json:"color"`
	DashArrayX [2]float64 `json:"dashArrayX"`
	DashArrayY [2]float64 `json:"dashArrayY"`
	Rotation   float64    `json:"rotation"`
}

// bandValue is a point of a band. Range holds both ends for the tooltip.
type bandValue struct {
	Value any        `json:"value"`
	Range *[]float64 `json:"range,omitempty"`
	Name  string     `json:"name,omitempty"`
}

// lines returns the lower edge and the hatched width of the band.
func (b Band) lines(joint *Joint) []any {
	area, style := b.look()
	edge := opts.LineStyle{Color: colourActual, Width: 1, Type: "dotted"}
	if b.Narrow {
		edge.Type = "dashed"
	}
	low := bandLine{Name: b.Name, Type: "line", Stack: b.Name, StackStrategy: "all", ConnectNulls: true, Symbol: "none",
		Silent: true, LineStyle: edge, ItemStyle: hatchedStyle{Color: style.Color}, Tooltip: map[string]bool{"show": false}}
	width := low
	width.ItemStyle, width.AreaStyle, width.Tooltip = style, area, nil
	for i := range b.Low {
		switch {
		case b.Low[i] != nil && b.High[i] != nil:
			low.Data = append(low.Data, bandValue{Value: *b.Low[i]})
			width.Data = append(width.Data, bandValue{Value: *b.High[i] - *b.Low[i], Range: &[]float64{*b.Low[i], *b.High[i]}})
		case joint != nil && joint.Category == i:
			low.Data = append(low.Data, bandValue{Value: joint.Value, Name: jointName})
			width.Data = append(width.Data, bandValue{Value: 0.0, Name: jointName})
		default:
			low.Data, width.Data = append(low.Data, bandValue{Value: "-"}), append(width.Data, bandValue{Value: "-"})
		}
	}
	return []any{low, width}
}

// look returns fill and hatching. The narrow band is darker and its hatching denser
// and the other way round, so that both can be told apart without colour.
func (b Band) look() (*bandArea, hatchedStyle) {
	pattern := decal{Symbol: "rect", Color: colourHatch, DashArrayX: [2]float64{1, 0}, DashArrayY: [2]float64{1, 7}, Rotation: 0.785}
	area := &bandArea{Color: colourBand, Opacity: 0.35}
	if b.Narrow {
		pattern.Color, pattern.DashArrayY, pattern.Rotation = colourHatchDense, [2]float64{1.2, 3.8}, -0.785
		area.Opacity = 0.55
	}
	return area, hatchedStyle{Color: colourBand, Decal: &pattern}
}

// legend lists series and bands, each name once, the narrow band before the wide one; a
// band shows its hatching.
func (c TargetChart) legend() []any {
	var entries []any
	listed := map[string]bool{}
	for _, series := range c.Series {
		if !listed[series.Name] {
			listed[series.Name] = true
			entries = append(entries, series.Name)
		}
	}
	for _, band := range slices.Backward(c.Bands) {
		_, style := band.look()
		entries = append(entries, map[string]any{"name": band.Name, "icon": "roundRect", "itemStyle": style})
	}
	return entries
}
