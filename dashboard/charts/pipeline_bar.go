package charts

import (
	"fmt"
	"html/template"
	"math"
	"strings"
)

// PipelineBar holds what stands and what is listed against a goal, as one bar: existing
// capacity, projects that end in time, those without a year, those that end later, and
// a line across at the goal. A nil goal is not drawn.
type PipelineBar struct {
	Existing, InTime, Undated, Later float64
	Goal                             *float64
	Label                            string // what a screen reader says
}

const (
	pipelineBarWidth  = 240.0
	pipelineBarHeight = 20.0
)

// SVG returns the picture, or nothing when there is nothing to draw. The goal is
// always inside.
func (b PipelineBar) SVG() template.HTML {
	parts := []struct {
		class string
		size  float64
	}{{"supply-existing", b.Existing}, {"supply-in_time", b.InTime}, {"supply-undated", b.Undated}, {"supply-later", b.Later}}
	total := 0.0
	for _, part := range parts {
		total += math.Max(0, part.size)
	}
	widest := total
	if b.Goal != nil {
		widest = math.Max(widest, *b.Goal)
	}
	if widest <= 0 || math.IsInf(widest, 0) || math.IsNaN(widest) {
		return ""
	}
	scale := pipelineBarWidth / (1.05 * widest)
	var svg strings.Builder
	open(&svg, "supply", pipelineBarWidth, pipelineBarHeight, b.Label)
	rectangle(&svg, "supply-scale", 0, 4, pipelineBarWidth, pipelineBarHeight-8)
	x := 0.0
	for _, part := range parts {
		if width := part.size * scale; width > 0 {
			rectangle(&svg, part.class, x, 5, width, pipelineBarHeight-10)
			x += width
		}
	}
	if b.Goal != nil {
		rectangle(&svg, "supply-target", math.Max(0, *b.Goal*scale-1.5), 1, 3, pipelineBarHeight-2)
	}
	fmt.Fprint(&svg, `</svg>`)
	return template.HTML(svg.String()) //nolint:gosec // numbers and one escaped label
}
