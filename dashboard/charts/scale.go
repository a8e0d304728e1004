package charts

import (
	"fmt"
	"html"
	"html/template"
	"math"
	"strings"
)

// Zone is a part of a Scale: the values from From up to the next zone. Class, a name of
// the style sheet, colours it and Icon, the name of a symbol of the page, stands in it:
// neither is ever a text from outside.
type Zone struct {
	From  float64
	Edge  string // From as it is written under the edge; empty for the first zone
	Class string
	Icon  string
	Name  string
}

// Scale shows in which of the zones between cut-offs a value lies. All zones are
// equally wide, because cut-offs may lie too close to be told apart; within a zone the
// value stands at its share of the zone.
type Scale struct {
	Zones []Zone // in ascending order
	End   float64
	Value float64
	Text  string // the value as it is written above its mark
	Label string // what a screen reader says
}

const (
	scaleWidth  = 320.0
	scaleTop    = 26.0 // the value and its mark stand above
	scaleBar    = 22.0
	scaleHeight = 78.0
)

// SVG returns the picture, or nothing without zones or for a value that is no number.
func (s Scale) SVG() template.HTML {
	if len(s.Zones) == 0 || math.IsNaN(s.Value) || math.IsInf(s.Value, 0) {
		return ""
	}
	width := scaleWidth / float64(len(s.Zones))
	var svg strings.Builder
	fmt.Fprintf(&svg, `<svg class="scale" viewBox="0 0 %s %s" role="img" aria-label="%s">`,
		short(scaleWidth), short(scaleHeight), html.EscapeString(s.Label))
	for i, zone := range s.Zones {
		x := float64(i) * width
		rectangle(&svg, "scale-zone "+zone.Class, x, scaleTop, width-1, scaleBar)
		fmt.Fprintf(&svg, `<use class="scale-icon %s" href="#icon-%s" x="%s" y="%s" width="13" height="13"/>`,
			zone.Class, zone.Icon, short(x+width/2-6.5), short(scaleTop+4.5))
		text(&svg, "scale-name", x+width/2, scaleHeight-3, zone.Name)
		if i > 0 {
			text(&svg, "scale-edge", x, scaleTop+scaleBar+12, zone.Edge)
		}
	}
	x := math.Max(4, math.Min(scaleWidth-4, s.position()))
	fmt.Fprintf(&svg, `<path class="scale-mark" d="M%s %sl-5 -8h10z"/>`, short(x), short(scaleTop+1))
	line(&svg, "scale-line", x, scaleTop, x, scaleTop+scaleBar)
	switch { // near an edge the text runs away from it, whatever its length
	case x > scaleWidth*3/4:
		anchored(&svg, "scale-value", "end", math.Min(scaleWidth, x+8), scaleTop-12, s.Text)
	case x < scaleWidth/4:
		anchored(&svg, "scale-value", "start", math.Max(0, x-8), scaleTop-12, s.Text)
	default:
		text(&svg, "scale-value", x, scaleTop-12, s.Text)
	}
	svg.WriteString(`</svg>`)
	return template.HTML(svg.String()) //nolint:gosec // numbers, names of this program and escaped texts
}

// position is the distance of the value from the left edge. What lies below the first
// zone or beyond the end stands at the edge.
func (s Scale) position() float64 {
	width := scaleWidth / float64(len(s.Zones))
	for i := len(s.Zones) - 1; i >= 0; i-- {
		from, to := s.Zones[i].From, s.End
		if i+1 < len(s.Zones) {
			to = s.Zones[i+1].From
		}
		if s.Value < from && i > 0 {
			continue
		}
		share := 0.0
		if to > from {
			share = math.Max(0, math.Min(1, (s.Value-from)/(to-from)))
		}
		return (float64(i) + share) * width
	}
	return 0
}

// text writes a text centred at x.
func text(svg *strings.Builder, class string, x, y float64, content string) {
	anchored(svg, class, "middle", x, y, content)
}

// anchored writes a text that starts, ends or has its middle at x.
func anchored(svg *strings.Builder, class, anchor string, x, y float64, content string) {
	fmt.Fprintf(svg, `<text class="%s" x="%s" y="%s" text-anchor="%s">%s</text>`,
		class, short(x), short(y), anchor, html.EscapeString(content))
}
