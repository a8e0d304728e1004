package charts

import (
	"fmt"
	"html"
	"html/template"
	"math"
	"strings"
)

// Bullet is a bullet bar after Few: the actual value as a bar, the target as a line
// across, the value that the path requires by now as a small mark, and a background
// that ends where the path stands. A nil value is not drawn.
type Bullet struct {
	Actual, Required, Target, TargetHigh, Base *float64
	// Dot draws the actual value as a dot, for ranks and where lower is better, since
	// a longer bar would look like more success.
	Dot   bool
	Label string // what a screen reader says
}

const (
	bulletWidth  = 132.0
	bulletHeight = 18.0
)

// SVG returns the picture, or nothing when there is nothing to draw.
func (b Bullet) SVG() template.HTML {
	if b.Target == nil && b.Actual == nil {
		return ""
	}
	axis := b.axis()
	x := func(value float64) float64 {
		position := (value - axis.Min) / (axis.Max - axis.Min) * bulletWidth
		return math.Max(0, math.Min(bulletWidth, position))
	}
	var svg strings.Builder
	open(&svg, "bullet", bulletWidth, bulletHeight, b.Label)
	rectangle(&svg, "bullet-scale", 0, 3, bulletWidth, bulletHeight-6)
	zero := x(math.Max(0, axis.Min))
	if b.Required != nil && !b.Dot {
		rectangle(&svg, "bullet-required", math.Min(zero, x(*b.Required)), 3, math.Abs(x(*b.Required)-zero), bulletHeight-6)
	}
	if b.Target != nil && b.TargetHigh != nil {
		rectangle(&svg, "bullet-band", x(*b.Target), 1, x(*b.TargetHigh)-x(*b.Target), bulletHeight-2)
	}
	if b.Actual != nil {
		if b.Dot {
			fmt.Fprintf(&svg, `<circle class="bullet-actual" cx="%s" cy="%s" r="4.5"/>`, short(x(*b.Actual)), short(bulletHeight/2))
		} else {
			rectangle(&svg, "bullet-actual", math.Min(zero, x(*b.Actual)), 6, math.Max(1, math.Abs(x(*b.Actual)-zero)), bulletHeight-12)
		}
	}
	if b.Base != nil {
		line(&svg, "bullet-base", x(*b.Base), 3, x(*b.Base), bulletHeight-3)
	}
	for _, target := range []*float64{b.Target, b.TargetHigh} {
		if target != nil {
			rectangle(&svg, "bullet-target", math.Max(0, math.Min(bulletWidth-3, x(*target)-1.5)), 1, 3, bulletHeight-2)
		}
	}
	svg.WriteString(`</svg>`)
	return template.HTML(svg.String()) //nolint:gosec // numbers and one escaped label
}

// axis contains zero and every value, so that the length of a bar is its size.
func (b Bullet) axis() Axis {
	values := []float64{0}
	for _, value := range []*float64{b.Actual, b.Required, b.Target, b.TargetHigh, b.Base} {
		if value != nil {
			values = append(values, *value)
		}
	}
	low, high := values[0], values[0]
	for _, value := range values {
		low, high = math.Min(low, value), math.Max(high, value)
	}
	if low == high {
		high = 1
	}
	room := 0.06 * (high - low)
	axis := Axis{Min: low, Max: high + room}
	if low < 0 {
		axis.Min -= room
	}
	return axis
}

func open(svg *strings.Builder, class string, width, height float64, label string) {
	fmt.Fprintf(svg, `<svg class="%s" viewBox="0 0 %s %s" width="%s" height="%s" role="img" aria-label="%s">`,
		class, short(width), short(height), short(width), short(height), html.EscapeString(label))
}

func rectangle(svg *strings.Builder, class string, x, y, width, height float64) {
	fmt.Fprintf(svg, `<rect class="%s" x="%s" y="%s" width="%s" height="%s"/>`,
		class, short(x), short(y), short(width), short(height))
}

func line(svg *strings.Builder, class string, x1, y1, x2, y2 float64) {
	fmt.Fprintf(svg, `<line class="%s" x1="%s" y1="%s" x2="%s" y2="%s"/>`,
		class, short(x1), short(y1), short(x2), short(y2))
}

// short writes a coordinate with at most one decimal.
func short(value float64) string {
	return strings.TrimSuffix(fmt.Sprintf("%.1f", value), ".0")
}
