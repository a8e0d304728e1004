package main

import (
	"fmt"
	"time"

	"zhibiao/metrics"
)

// assessFully brings the stored assessments of all areas, or of those named, up to
// date and says how long it took.
func (c assessCommand) assessFully(i *invocation, r *rooms, catalogue *metrics.Catalogue, query metrics.AssessmentQuery) error {
	if len(c.Areas) > 0 {
		for _, area := range c.Areas {
			if catalogue.Area(area) == nil {
				return metrics.NewProblem("cli.area_unknown", "area", area)
			}
		}
		query.Areas = c.Areas
	}
	draw, end := i.terminal.progress("cli.assess.full.progress")
	started := time.Now()
	assessments, err := r.store.AssessAreas(i.ctx, query, draw)
	end()
	if err != nil {
		return err
	}
	i.terminal.say("cli.assess.full.done", "day", query.Vintage.AsOf, "count", assessments, "areas", len(query.Areas),
		"seconds", fmt.Sprintf("%.1f", time.Since(started).Seconds()))
	return nil
}
