package dashboard

import (
	"fmt"
	"html"
	"html/template"
	"strconv"
	"strings"

	"zhibiao/metrics"
)

// StatusRule says in words which pace has a status.
type StatusRule struct {
	Status metrics.AssessmentStatus
	Rule   *metrics.Problem
}

// statusRules lists the zones of the scale from the best to the worst.
func statusRules(settings metrics.Settings) []StatusRule {
	words := []string{"ahead", writeSetting(settings.Ahead), "on_schedule", writeSetting(settings.OnSchedule),
		"far_behind", writeSetting(settings.FarBehind)}
	var rules []StatusRule
	for _, status := range []metrics.AssessmentStatus{metrics.AheadOfSchedule, metrics.OnSchedule, metrics.Behind, metrics.FarBehind} {
		rules = append(rules, StatusRule{status, metrics.NewProblem("policy.rule."+string(status), words...)})
	}
	return rules
}

// Widths in pixels of the scale on a phone and on other screens, and of half a Chinese
// character in it.
const (
	scaleOnPhone  = 320.0
	scaleElse     = 640.0
	characterHalf = 7.0
)

// wordClass says where a word fits into a zone that takes a share of the width in per
// cent: everywhere, on larger screens only, or nowhere (an empty text). The table below
// the scale has all words.
func wordClass(word string, share float64) string {
	needed := characterHalf
	for _, character := range word {
		needed += characterHalf
		if character > 0x2e80 { // Chinese characters take twice the width
			needed += characterHalf
		}
	}
	switch {
	case needed <= share/100*scaleOnPhone:
		return "zone-word"
	case needed <= share/100*scaleElse:
		return "zone-word wide-only"
	}
	return ""
}

// policyScale draws the pace from nothing to half again what is required, cut where the
// status changes. Positions are shares of the width, so that the texts keep their size
// on a phone. The numbers cannot meet: each side of the bar has one that ends and one
// that begins at its place.
func (w wording) policyScale(settings metrics.Settings) template.HTML {
	end := max(1.5, settings.Ahead*1.25)
	share := func(pace float64) float64 { return min(max(pace/end, 0), 1) * 100 }
	zones := []struct {
		status   metrics.AssessmentStatus
		from, to float64
	}{
		{metrics.FarBehind, 0, settings.FarBehind}, {metrics.Behind, settings.FarBehind, settings.OnSchedule},
		{metrics.OnSchedule, settings.OnSchedule, settings.Ahead}, {metrics.AheadOfSchedule, settings.Ahead, end},
	}
	var svg strings.Builder
	fmt.Fprintf(&svg, `<svg class="policy-scale" width="100%%" height="72" role="img" aria-label="%s">`,
		html.EscapeString(w.text("policy.scale", "ahead", writeSetting(settings.Ahead), "on_schedule", writeSetting(settings.OnSchedule),
			"far_behind", writeSetting(settings.FarBehind))))
	for _, zone := range zones {
		from, to := share(zone.from), share(zone.to)
		fmt.Fprintf(&svg, `<rect class="zone-%s" x="%s%%" y="22" width="%s%%" height="28"/>`, zone.status, percentage(from), percentage(max(to-from, 0)))
		word := w.text("status." + string(zone.status))
		if class := wordClass(word, to-from); class != "" {
			fmt.Fprintf(&svg, `<text class="%s" x="%s%%" y="41" text-anchor="middle">%s</text>`, class, percentage((from+to)/2), html.EscapeString(word))
		}
	}
	const above, below = 12, 69
	for _, cut := range []struct {
		class, anchor string
		pace          float64
		row           int
		text          string
	}{
		{"cut", "end", settings.FarBehind, below, writeSetting(settings.FarBehind)},
		{"cut", "end", settings.OnSchedule, above, writeSetting(settings.OnSchedule)},
		{"cut", "start", settings.Ahead, above, writeSetting(settings.Ahead)},
		{"path-mark", "start", 1, below, w.text("policy.scale.path")},
	} {
		at := percentage(share(cut.pace))
		fmt.Fprintf(&svg, `<line class="%s" x1="%s%%" x2="%s%%" y1="16" y2="56"/><text class="cut-value" x="%s%%" y="%d" text-anchor="%s">%s</text>`,
			cut.class, at, at, at, cut.row, cut.anchor, html.EscapeString(cut.text))
	}
	svg.WriteString(`</svg>`)
	return template.HTML(svg.String()) //nolint:gosec // numbers, class names of this program and escaped texts
}

func percentage(share float64) string { return strconv.FormatFloat(share, 'f', 2, 64) }
