package charts

import (
	"fmt"
	"html"
	"html/template"
	"math"
	"strings"
)

// RankedBar is one row of a ranking: a bar from zero to the value, with lines that all
// rows share, so that they run through the whole ranking. Rows are stretched to the width
// of their place and carry no texts.
type RankedBar struct {
	Value      *float64
	Target     *float64 // of this row alone, nil for none
	References []Reference
	Low, High  float64 // the axis that all rows share, see RankedAxis
	Strong     bool    // the row that a page is about
	Dot        bool    // a dot instead of a bar, for ranks, where a longer bar would look like more
	Label      string  // what a screen reader says
}

// Reference is a value that rows are compared with. Class is a name of the style sheet.
type Reference struct {
	Class string
	Value float64
}

const (
	rankedWidth  = 400.0
	rankedHeight = 28.0
)

// SVG returns the picture, or nothing without a value.
func (b RankedBar) SVG() template.HTML {
	if b.Value == nil || b.High <= b.Low {
		return ""
	}
	x := func(value float64) float64 {
		return math.Max(0, math.Min(rankedWidth, (value-b.Low)/(b.High-b.Low)*rankedWidth))
	}
	var svg strings.Builder
	fmt.Fprintf(&svg, `<svg class="ranked-bar" viewBox="0 0 %s %s" preserveAspectRatio="none" role="img" aria-label="%s">`,
		short(rankedWidth), short(rankedHeight), html.EscapeString(b.Label))
	class := "ranked-value"
	if b.Strong {
		class += " strong"
	}
	zero, at := x(0), x(*b.Value)
	if b.Dot {
		rectangle(&svg, class, at-3, 8, 6, rankedHeight-16)
	} else {
		rectangle(&svg, class, math.Min(zero, at), 6, math.Max(1, math.Abs(at-zero)), rankedHeight-12)
	}
	line(&svg, "ranked-zero", zero, 0, zero, rankedHeight)
	for _, reference := range b.References {
		line(&svg, reference.Class, x(reference.Value), 0, x(reference.Value), rankedHeight)
	}
	if b.Target != nil {
		rectangle(&svg, "ranked-target", math.Min(rankedWidth-3, x(*b.Target)), 3, 3, rankedHeight-6)
	}
	svg.WriteString(`</svg>`)
	return template.HTML(svg.String()) //nolint:gosec // numbers, class names of this program and one escaped label
}

// RankedAxis is the axis of a ranking: it holds zero, every value and every reference.
func RankedAxis(values []float64) (low, high float64) {
	for _, value := range values {
		low, high = math.Min(low, value), math.Max(high, value)
	}
	if low == high {
		return low, low + 1
	}
	room := 0.03 * (high - low)
	if low < 0 {
		low -= room
	}
	return low, high + room
}
