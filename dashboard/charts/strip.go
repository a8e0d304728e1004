package charts

import (
	"fmt"
	"html"
	"html/template"
	"strings"
)

// Segment is a part of a strip. Class is a name of the style sheet, never a text
// from outside.
type Segment struct {
	Class string
	Count int
}

// Strip is one bar whose segments are as wide as their counts.
type Strip struct {
	Segments []Segment
	Label    string // what a screen reader says
}

const (
	stripWidth  = 240.0
	stripHeight = 12.0
	stripGap    = 1.0
)

// SVG returns the picture, or nothing when nothing is counted.
func (s Strip) SVG() template.HTML {
	total := 0
	for _, segment := range s.Segments {
		total += segment.Count
	}
	if total == 0 {
		return ""
	}
	var svg strings.Builder
	fmt.Fprintf(&svg, `<svg class="strip" viewBox="0 0 %s %s" preserveAspectRatio="none" role="img" aria-label="%s">`,
		short(stripWidth), short(stripHeight), html.EscapeString(s.Label)) // stretched to the width of its place
	x := 0.0
	for _, segment := range s.Segments {
		width := float64(segment.Count) / float64(total) * stripWidth
		rectangle(&svg, segment.Class, x, 0, max(1, width-stripGap), stripHeight)
		x += width
	}
	svg.WriteString(`</svg>`)
	return template.HTML(svg.String()) //nolint:gosec // numbers, class names of this program and one escaped label
}
