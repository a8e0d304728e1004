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

// policyScale draws the pace from nothing to half again what is required, cut where the
// status changes. Positions are shares of the width, so that the texts keep their size
// on a phone; words that do not fit a narrow zone stand in the table below it only.
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
	const narrowest = 16 // per cent of the width that a word of four characters needs on a phone
	var svg strings.Builder
	fmt.Fprintf(&svg, `<svg class="policy-scale" width="100%%" height="72" role="img" aria-label="%s">`,
		html.EscapeString(w.text("policy.scale", "ahead", writeSetting(settings.Ahead), "on_schedule", writeSetting(settings.OnSchedule),
			"far_behind", writeSetting(settings.FarBehind))))
	for _, zone := range zones {
		from, to := share(zone.from), share(zone.to)
		fmt.Fprintf(&svg, `<rect class="zone-%s" x="%s%%" y="22" width="%s%%" height="28"/>`, zone.status, percentage(from), percentage(max(to-from, 0)))
		if to-from >= narrowest {
			fmt.Fprintf(&svg, `<text class="zone-word" x="%s%%" y="41" text-anchor="middle">%s</text>`, percentage((from+to)/2),
				html.EscapeString(w.text("status."+string(zone.status))))
		}
	}
	for _, cut := range []struct {
		pace   float64
		anchor string
	}{{settings.FarBehind, "middle"}, {settings.OnSchedule, "end"}, {settings.Ahead, "start"}} {
		at := percentage(share(cut.pace))
		fmt.Fprintf(&svg, `<line class="cut" x1="%s%%" x2="%s%%" y1="16" y2="56"/><text class="cut-value" x="%s%%" y="12" text-anchor="%s">%s</text>`,
			at, at, at, cut.anchor, html.EscapeString(writeSetting(cut.pace)))
	}
	at := percentage(share(1))
	fmt.Fprintf(&svg, `<line class="path-mark" x1="%s%%" x2="%s%%" y1="22" y2="56"/><text class="cut-value" x="%s%%" y="69" text-anchor="middle">%s</text>`,
		at, at, at, html.EscapeString(w.text("policy.scale.path")))
	svg.WriteString(`</svg>`)
	return template.HTML(svg.String()) //nolint:gosec // numbers, class names of this program and escaped texts
}

func percentage(share float64) string { return strconv.FormatFloat(share, 'f', 2, 64) }
