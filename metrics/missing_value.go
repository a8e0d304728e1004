package metrics

import "slices"

// MissingValue is a value that the habit of a series would have brought by a day and that
// is not there.
type MissingValue struct {
	Target *Target
	Latest Period // the last one there is
	Period Period // the one that is missing
}

// MissingValues holds each scored target in force of the areas against the habit of its
// own series, in the order of the catalogue. No value is asked for beyond the day on
// which the target falls due. A series that several targets are set for is named once.
func (c *Catalogue) MissingValues(series map[SeriesKey][]Observation, areas []string, scenario Scenario, day Date) []MissingValue {
	var missing []MissingValue
	habits := map[SeriesKey]*ReportingHabit{}
	named := map[SeriesKey]bool{}
	for _, position := range c.targetPositions(areas, nil) {
		target := &c.Targets[position]
		key := target.Series(scenario)
		if !target.Scored || named[key] || !c.InForceOn(target, day) {
			continue
		}
		if _, read := habits[key]; !read {
			habits[key] = nil
			if habit, any := HabitOf(series[key]); any {
				habits[key] = &habit
			}
		}
		if habits[key] == nil {
			continue
		}
		if period, overdue := habits[key].Overdue(day, target.Deadline()); overdue {
			named[key] = true
			missing = append(missing, MissingValue{Target: target, Latest: habits[key].Latest, Period: period})
		}
	}
	return missing
}

// Reporting lists the organisations that report on a target: the one that leads, or
// where none leads all that answer for it. Who only helps is not asked.
func (t *Target) Reporting() []string {
	if t.LeadOrganisation != "" {
		return []string{t.LeadOrganisation}
	}
	return slices.Compact(slices.DeleteFunc(slices.Clone(t.ResponsibleOrganisations), func(code string) bool { return code == "" }))
}
