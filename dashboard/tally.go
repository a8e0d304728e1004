package dashboard

import (
	"html/template"

	"zhibiao/dashboard/charts"
	"zhibiao/metrics"
)

// StatusCount counts the items of one status, and the binding ones among them.
type StatusCount struct {
	Status  metrics.AssessmentStatus
	Count   int
	Binding int
}

// Tally counts items by status. Binding ones are counted apart and never vanish in
// an average.
type Tally struct {
	Statuses         []StatusCount // those that occur, from best to worst
	Total            int
	Binding          int
	Attention        int // behind, far behind, not held or missed
	AttentionBinding int
	Assessed         int // with a judgement
	NotAssessable    int
}

// newTally counts the items that have a target.
func newTally(items []Item) Tally {
	var tally Tally
	counts := map[metrics.AssessmentStatus]*StatusCount{}
	for _, item := range items {
		if !item.HasTarget() {
			continue
		}
		status := item.Status()
		if counts[status] == nil {
			counts[status] = &StatusCount{Status: status}
		}
		binding := 0
		if item.Binding() {
			binding = 1
		}
		counts[status].Count++
		counts[status].Binding += binding
		tally.Total++
		tally.Binding += binding
		if status.IsBehind() {
			tally.Attention++
			tally.AttentionBinding += binding
		}
		switch status {
		case metrics.NotAssessable:
			tally.NotAssessable++
		case metrics.Pending:
		default:
			tally.Assessed++
		}
	}
	for _, status := range metrics.AssessmentStatuses() {
		if counts[status] != nil {
			tally.Statuses = append(tally.Statuses, *counts[status])
		}
	}
	return tally
}

// Strip draws the tally as one bar, each status as wide as its share.
func (t Tally) Strip(label string) template.HTML {
	strip := charts.Strip{Label: label}
	for _, count := range t.Statuses {
		strip.Segments = append(strip.Segments, charts.Segment{
			Class: "strip-" + tone(count.Status) + " strip-" + string(count.Status), Count: count.Count})
	}
	return strip.SVG()
}
