package dashboard

import (
	"html/template"
	"maps"
	"slices"
	"strings"

	"zhibiao/dashboard/charts"
	"zhibiao/metrics"
)

// paceOf returns the number that the cut-offs were applied to, or nil. A pace of the
// year to date stands in many explanations, but gives the light only by its own methods.
func paceOf(assessment *metrics.Assessment) *float64 {
	if assessment == nil {
		return nil
	}
	if assessment.Pace != nil {
		return assessment.Pace
	}
	name, _, _ := strings.Cut(assessment.Method, "/")
	steps := assessment.Explanation.Steps
	found := slices.IndexFunc(steps, func(step metrics.ExplanationStep) bool { return step.Name == "year_to_date_pace" })
	if found >= 0 && (name == "year-to-date" || name == "seasonal") {
		return &steps[found].Result
	}
	return nil
}

// scale draws where the pace lies between the cut-offs, which go from far behind to
// ahead. Nothing is drawn when the status was not read from these cut-offs.
func (w wording) scale(assessment *metrics.Assessment) template.HTML {
	if !onScale(assessment) {
		return ""
	}
	pace := paceOf(assessment)
	cutOffs := assessment.Explanation.CutOffs
	picture := charts.Scale{Value: *pace, Text: w.text("explanation.pace", "pace", w.number(pace, 2))}
	for _, zone := range []struct {
		status metrics.AssessmentStatus
		cutOff string
	}{{metrics.FarBehind, ""}, {metrics.Behind, "far_behind"}, {metrics.OnSchedule, "on_schedule"}, {metrics.AheadOfSchedule, "ahead"}} {
		from := cutOffs[zone.cutOff] // far behind begins at nothing
		picture.Zones = append(picture.Zones, charts.Zone{From: from, Edge: w.number(&from, 2), Class: tone(zone.status),
			Icon: string(zone.status), Name: w.text("status.short." + string(zone.status))})
		picture.End = 2 * from
	}
	picture.Label = w.text("explanation.scale", "pace", w.number(pace, 2), "far_behind", picture.Zones[1].Edge,
		"on_schedule", picture.Zones[2].Edge, "ahead", picture.Zones[3].Edge)
	return picture.SVG()
}

// onScale tells whether the scale can show the cut-offs: those of a method that was
// chosen for the target are others.
func onScale(assessment *metrics.Assessment) bool {
	given := func(name string) bool { _, found := assessment.Explanation.CutOffs[name]; return found }
	return paceOf(assessment) != nil && given("ahead") && given("on_schedule") && given("far_behind")
}

// otherCutOffs lists the cut-offs that the scale does not show: those of the pace from
// the best down, then the others by name.
func otherCutOffs(assessment *metrics.Assessment) []CutOff {
	ofPace := []string{"ahead", "on_schedule", "far_behind"}
	others := slices.DeleteFunc(slices.Sorted(maps.Keys(assessment.Explanation.CutOffs)), func(name string) bool { return slices.Contains(ofPace, name) })
	names := others
	if !onScale(assessment) {
		names = slices.Concat(ofPace, others)
	}
	var list []CutOff
	for _, name := range names {
		if value, given := assessment.Explanation.CutOffs[name]; given {
			list = append(list, CutOff{Name: name, Value: value})
		}
	}
	return list
}
