package main

import (
	"fmt"
	"slices"
	"time"

	"zhibiao/metrics"
)

// assessFully brings the stored assessments of all areas, or of those named, up to
// date and says how long it took. It never holds the whole catalogue.
func (c assessCommand) assessFully(i *invocation, r *rooms, vintage metrics.Vintage) error {
	areas, err := r.store.AreasWithTargets(i.ctx, vintage.KnownAt)
	if err == nil && len(areas) == 0 {
		if err = r.needCatalogue(i.ctx); err == nil {
			areas, err = r.store.AreasWithTargets(i.ctx, vintage.KnownAt)
		}
	}
	if err != nil {
		return err
	}
	for _, area := range c.Areas {
		if !slices.Contains(areas, area) {
			return metrics.NewProblem("cli.assess.full.area", "area", area)
		}
	}
	if len(c.Areas) > 0 {
		areas = c.Areas
	}
	query := metrics.AssessmentQuery{Areas: areas, Scenario: metrics.Actual, Vintage: vintage}
	if c.Demo {
		query.Scenario = metrics.Demonstration
	}
	draw, end := i.terminal.progress("cli.assess.full.progress")
	started := time.Now()
	assessments, err := r.store.AssessAreas(i.ctx, query, draw)
	end()
	if err != nil {
		return err
	}
	i.terminal.say("cli.assess.full.done", "day", vintage.AsOf, "count", assessments, "areas", len(areas),
		"seconds", fmt.Sprintf("%.1f", time.Since(started).Seconds()))
	return nil
}
