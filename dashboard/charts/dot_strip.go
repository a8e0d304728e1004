package charts

import (
	"fmt"
	"html/template"
	"math"
	"strings"
)

// DotStrip shows where one value lies among others: a tick for each of them, a line for
// what they are compared with, a dot for the one.
type DotStrip struct {
	Value  float64
	Others []float64
	Mean   *float64 // such as the city's value; nil for none
	Label  string   // what a screen reader says
}

const (
	dotStripWidth  = 120.0
	dotStripHeight = 18.0
	dotStripMargin = 5.0
)

// SVG returns the picture, or nothing when there are no others.
func (s DotStrip) SVG() template.HTML {
	if len(s.Others) == 0 {
		return ""
	}
	low, high := s.Value, s.Value
	for _, other := range s.Others {
		low, high = math.Min(low, other), math.Max(high, other)
	}
	if s.Mean != nil {
		low, high = math.Min(low, *s.Mean), math.Max(high, *s.Mean)
	}
	x := func(value float64) float64 {
		if high == low {
			return dotStripWidth / 2
		}
		return dotStripMargin + (value-low)/(high-low)*(dotStripWidth-2*dotStripMargin)
	}
	var svg strings.Builder
	open(&svg, "dot-strip", dotStripWidth, dotStripHeight, s.Label)
	line(&svg, "dot-strip-axis", 0, dotStripHeight/2, dotStripWidth, dotStripHeight/2)
	for _, other := range s.Others {
		line(&svg, "dot-strip-other", x(other), 4, x(other), dotStripHeight-4)
	}
	if s.Mean != nil {
		line(&svg, "dot-strip-mean", x(*s.Mean), 1, x(*s.Mean), dotStripHeight-1)
	}
	fmt.Fprintf(&svg, `<circle class="dot-strip-own" cx="%s" cy="%s" r="4.5"/></svg>`, short(x(s.Value)), short(dotStripHeight/2))
	return template.HTML(svg.String()) //nolint:gosec // numbers and one escaped label
}
