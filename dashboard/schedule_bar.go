package dashboard

import (
	"fmt"
	"html/template"
	"slices"
	"time"
)

// The bar of a duration; beyond so many times the median it is cut off.
const (
	barWidth  = 96.0
	barHeight = 12.0
	barMost   = 4
)

func shortest(lengths []time.Duration) time.Duration { return slices.Min(lengths) }

func longest(lengths []time.Duration) time.Duration { return slices.Max(lengths) }

// durationBar draws how long a run took, with a line at the median of the good runs.
// Without a median there is nothing to compare it with.
func durationBar(took, typical time.Duration) template.HTML {
	if took <= 0 || typical <= 0 {
		return ""
	}
	share := min(float64(took)/float64(typical)/barMost, 1)
	class := "took"
	if took > 2*typical {
		class = "took long"
	}
	middle := barWidth / barMost
	svg := fmt.Sprintf(`<svg class="duration-bar" width="%g" height="%g" viewBox="0 0 %g %g" aria-hidden="true" focusable="false">`+
		`<rect class="%s" x="0" y="3" width="%.1f" height="6"/><path class="median" d="M%g 0V%g"/>`,
		barWidth, barHeight, barWidth, barHeight, class, max(share*barWidth, 1), middle, barHeight)
	if share == 1 {
		svg += fmt.Sprintf(`<path class="cut" d="M%g 0l-3 %gM%g 0l-3 %g"/>`, barWidth-4, barHeight, barWidth-1, barHeight)
	}
	return template.HTML(svg + "</svg>") //nolint:gosec // numbers and words of our own
}
