package charts

import (
	"fmt"
	"html/template"
	"math"
	"strings"
)

// Point is a value at a moment; X is any measure of time, such as a year.
type Point struct{ X, Y float64 }

// Sparkline is a word-sized line of actual values with the required path behind it.
type Sparkline struct {
	Actual []Point // in order of time
	Path   []Point // base, interim targets, target
	Label  string  // what a screen reader says
}

const (
	sparklineWidth  = 96.0
	sparklineHeight = 26.0
	sparklineMargin = 3.5
)

// SVG returns the picture, or nothing when there is no actual value.
func (s Sparkline) SVG() template.HTML {
	if len(s.Actual) == 0 {
		return ""
	}
	left, right, low, high := math.Inf(1), math.Inf(-1), math.Inf(1), math.Inf(-1)
	for _, points := range [][]Point{s.Actual, s.Path} {
		for _, point := range points {
			left, right = math.Min(left, point.X), math.Max(right, point.X)
			low, high = math.Min(low, point.Y), math.Max(high, point.Y)
		}
	}
	place := func(point Point) (float64, float64) {
		x, y := sparklineWidth/2, sparklineHeight/2
		if right > left {
			x = sparklineMargin + (point.X-left)/(right-left)*(sparklineWidth-2*sparklineMargin)
		}
		if high > low {
			y = sparklineHeight - sparklineMargin - (point.Y-low)/(high-low)*(sparklineHeight-2*sparklineMargin)
		}
		return x, y
	}
	var svg strings.Builder
	open(&svg, "sparkline", sparklineWidth, sparklineHeight, s.Label)
	polyline(&svg, "sparkline-path", s.Path, place)
	polyline(&svg, "sparkline-actual", s.Actual, place)
	if len(s.Path) > 0 {
		x, y := place(s.Path[len(s.Path)-1])
		fmt.Fprintf(&svg, `<circle class="sparkline-target" cx="%s" cy="%s" r="2.6"/>`, short(x), short(y))
	}
	x, y := place(s.Actual[len(s.Actual)-1])
	fmt.Fprintf(&svg, `<circle class="sparkline-latest" cx="%s" cy="%s" r="2.6"/></svg>`, short(x), short(y))
	return template.HTML(svg.String()) //nolint:gosec // numbers and one escaped label
}

func polyline(svg *strings.Builder, class string, points []Point, place func(Point) (float64, float64)) {
	if len(points) < 2 {
		return
	}
	coordinates := make([]string, len(points))
	for i, point := range points {
		x, y := place(point)
		coordinates[i] = short(x) + "," + short(y)
	}
	fmt.Fprintf(svg, `<polyline class="%s" points="%s"/>`, class, strings.Join(coordinates, " "))
}
