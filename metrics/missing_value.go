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
// which the target falls due. A series that several targets are set for is named with each.
func (c *Catalogue) MissingValues(series map[SeriesKey][]Observation, areas []string, scenario Scenario, day Date) []MissingValue {
	var missing []MissingValue
	habits := map[SeriesKey]*ReportingHabit{}
	for _, position := range c.targetPositions(areas, nil) {
		target := &c.Targets[position]
		key := target.Series(scenario)
		if !target.Scored || !c.InForceOn(target, day) {
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
			missing = append(missing, MissingValue{Target: target, Latest: habits[key].Latest, Period: period})
		}
	}
	return missing
}

// MissingByOrganisation lists under the code of each organisation what it should have
// reported, each series once: with the first of its targets.
func MissingByOrganisation(missing []MissingValue) map[string][]MissingValue {
	type asked struct {
		organisation string
		series       SeriesKey
	}
	named := map[asked]bool{}
	byOrganisation := map[string][]MissingValue{}
	for _, value := range missing {
		for _, code := range value.Target.Reporting() {
			if to := (asked{code, value.Target.Series(Actual)}); !named[to] {
				named[to] = true
				byOrganisation[code] = append(byOrganisation[code], value)
			}
		}
	}
	return byOrganisation
}

// Reporting lists the organisations that report on a target: the one that leads, or
// where none leads all that answer for it. Who only helps is not asked.
func (t *Target) Reporting() []string {
	if t.LeadOrganisation != "" {
		return []string{t.LeadOrganisation}
	}
	return t.Answering()
}

// Answering lists the organisations that answer for a target, the one that leads first.
func (t *Target) Answering() []string {
	var codes []string
	for _, code := range append([]string{t.LeadOrganisation}, t.ResponsibleOrganisations...) {
		if code != "" && !slices.Contains(codes, code) {
			codes = append(codes, code)
		}
	}
	return codes
}
