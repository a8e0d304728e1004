package charts

import (
	"fmt"
	"html/template"
	"math"
	"strings"
)

// SmallMultiple is one of several little charts that share both axes: one series strong,
// the others thin behind it.
type SmallMultiple struct {
	Series []Point   // in order of time
	Others [][]Point // the other charts' series
	Mean   []Point   // what all are compared with, such as the city's own value; may be empty
	Frame  MultipleFrame
	Label  string // what a screen reader says
}

// MultipleFrame is what the charts share.
type MultipleFrame struct{ Left, Right, Low, High float64 }

const (
	multipleWidth  = 180.0
	multipleHeight = 76.0
	multipleMargin = 4.0
)

// FrameOf is the frame that holds all series, and zero when every value is positive, so
// that heights can be compared.
func FrameOf(series ...[]Point) MultipleFrame {
	frame := MultipleFrame{Left: math.Inf(1), Right: math.Inf(-1)}
	for _, points := range series {
		for _, point := range points {
			frame.Left, frame.Right = math.Min(frame.Left, point.X), math.Max(frame.Right, point.X)
			frame.Low, frame.High = math.Min(frame.Low, point.Y), math.Max(frame.High, point.Y)
		}
	}
	return frame
}

// SVG returns the picture, or nothing when the series has no value.
func (m SmallMultiple) SVG() template.HTML {
	if len(m.Series) == 0 {
		return ""
	}
	place := func(point Point) (float64, float64) {
		x, y := multipleWidth/2, multipleHeight/2
		if m.Frame.Right > m.Frame.Left {
			x = multipleMargin + (point.X-m.Frame.Left)/(m.Frame.Right-m.Frame.Left)*(multipleWidth-2*multipleMargin)
		}
		if m.Frame.High > m.Frame.Low {
			y = multipleHeight - multipleMargin - (point.Y-m.Frame.Low)/(m.Frame.High-m.Frame.Low)*(multipleHeight-2*multipleMargin)
		}
		return x, y
	}
	var svg strings.Builder
	open(&svg, "multiple", multipleWidth, multipleHeight, m.Label)
	rectangle(&svg, "multiple-ground", 0, 0, multipleWidth, multipleHeight)
	if m.Frame.Low <= 0 && m.Frame.High >= 0 {
		_, zero := place(Point{X: m.Frame.Left})
		line(&svg, "multiple-zero", 0, zero, multipleWidth, zero)
	}
	for _, other := range m.Others {
		polyline(&svg, "multiple-other", other, place)
	}
	polyline(&svg, "multiple-mean", m.Mean, place)
	polyline(&svg, "multiple-own", m.Series, place)
	x, y := place(m.Series[len(m.Series)-1])
	fmt.Fprintf(&svg, `<circle class="multiple-latest" cx="%s" cy="%s" r="3"/></svg>`, short(x), short(y))
	return template.HTML(svg.String()) //nolint:gosec // numbers and one escaped label
}
