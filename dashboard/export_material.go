package dashboard

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"

	"zhibiao/dashboard/reports"
	"zhibiao/metrics"
)

// longestRunList is how many of the newest runs a report asks for at once.
const longestRunList = 1000

// reportMaterial is what the rows of a report are made of: every value of their
// series, and the runs the values came with.
type reportMaterial struct {
	words     wording
	filters   Filters
	catalogue *metrics.Catalogue
	policy    metrics.Policy
	items     []Item
	series    map[seriesOf][]metrics.Observation
	runs      []metrics.Run
}

// loadReportMaterial loads the values of all items up to the day of the report, of
// every frequency.
func (s *Server) loadReportMaterial(ctx context.Context, words wording, filters Filters, items []Item) (reportMaterial, error) {
	material := reportMaterial{words: words, filters: filters, items: items, series: map[seriesOf][]metrics.Observation{}}
	var err error
	if material.catalogue, err = s.loadCatalogue(ctx, filters); err != nil {
		return material, err
	}
	if material.policy, err = s.dependencies.Store.Policy(ctx, filters.KnownAt); err != nil {
		return material, fmt.Errorf("load policy of the report: %w", err)
	}
	if len(items) == 0 {
		return material, nil
	}
	indicators, areas := map[string]bool{}, map[string]bool{}
	wanted := map[seriesOf]bool{}
	for _, item := range items {
		wanted[seriesOf{item.Indicator.Code, item.areaCode(), item.Dimension}] = true
		indicators[item.Indicator.Code], areas[item.areaCode()] = true, true
	}
	observations, err := s.dependencies.Store.Observations(ctx, metrics.ObservationQuery{
		Indicators: sortedKeys(indicators), Areas: sortedKeys(areas), Scenario: filters.Scenario(),
		To: filters.AsOf, Vintage: filters.Vintage(),
	})
	if err != nil {
		return material, fmt.Errorf("load values of the report: %w", err)
	}
	used := map[string]bool{}
	for _, observation := range observations {
		key := seriesOf{observation.Indicator, observation.Area, observation.Dimension}
		if wanted[key] {
			material.series[key] = append(material.series[key], observation)
			if observation.Lineage.Run != "" {
				used[observation.Lineage.Run] = true
			}
		}
	}
	for key := range material.series {
		slices.SortStableFunc(material.series[key], compareObservations)
	}
	if len(used) == 0 {
		return material, nil
	}
	material.runs, err = s.loadRunsOf(ctx, used)
	return material, err
}

// loadRunsOf returns the runs, the newest first. Identifiers of runs sort by time.
func (s *Server) loadRunsOf(ctx context.Context, used map[string]bool) ([]metrics.Run, error) {
	recent, err := s.dependencies.Store.Runs(ctx, metrics.RunQuery{Limit: longestRunList})
	if err != nil {
		return nil, fmt.Errorf("load runs of the report: %w", err)
	}
	found := map[string]metrics.Run{}
	for _, run := range recent {
		found[run.ID] = run
	}
	var runs []metrics.Run
	for _, id := range slices.Backward(sortedKeys(used)) {
		run, known := found[id]
		if !known { // older than the recent ones
			older, err := s.dependencies.Store.Run(ctx, id)
			if err != nil {
				return nil, fmt.Errorf("load run %s of the report: %w", id, err)
			}
			if older == nil {
				continue
			}
			run = *older
		}
		runs = append(runs, run)
	}
	return runs, nil
}

// compareObservations puts whole years first, then the other frequencies, each in
// order of time.
func compareObservations(a, b metrics.Observation) int {
	return cmp.Or(
		compareBool(a.Period.Frequency == metrics.Annual, b.Period.Frequency == metrics.Annual),
		cmp.Compare(a.Period.Frequency, b.Period.Frequency),
		cmp.Compare(a.Period.Last, b.Period.Last),
	)
}

// report fills everything of a report that does not depend on its rows.
func (m reportMaterial) report(s *Server, filters Filters) reports.Report {
	words := m.words
	known := filters.KnownAt
	if known.IsZero() {
		known = s.dependencies.Now()
	}
	area := cmp.Or(filters.Area, metrics.CityArea)
	report := reports.Report{
		AreaName: words.name(m.catalogue.Area(area)), AsOf: filters.AsOf, KnownAt: known, Zone: s.dependencies.Zone,
		Demonstration: filters.Demonstration, Language: words.language, Texts: words.texts,
		StatusWords: words.statusWords(),
	}
	for _, key := range []string{"export.method.path", "export.method.rates", "export.method.pace", "export.method.binding"} {
		report.Notes.Method = append(report.Notes.Method, words.text(key))
	}
	report.Notes.Remarks = words.scopeNote(m.catalogue, filters.Scope)
	report.Notes.Policy = m.policyNote()
	report.Notes.CutOffs = m.cutOffs()
	report.Notes.Statuses = m.statuses()
	report.Notes.Sources = m.sources()
	for _, run := range m.runs {
		report.Notes.Runs = append(report.Notes.Runs, reports.RunNote{ID: run.ID, Feed: m.feedName(run.Feed), File: run.File,
			Started: run.StartedAt}) // not when it came into its present state: that changes, the report must not
	}
	return report
}

func (m reportMaterial) feedName(code string) string {
	if name := m.words.name(m.catalogue.Feed(code)); name != "" {
		return name
	}
	return code
}

// cutOffs are those that the assessments were made with.
func (m reportMaterial) cutOffs() []reports.CutOff {
	values := map[string]float64{}
	for _, item := range m.items {
		if item.Assessment != nil {
			maps.Copy(values, item.Assessment.Explanation.CutOffs)
		}
	}
	var list []reports.CutOff
	for _, name := range slices.Sorted(maps.Keys(values)) {
		list = append(list, reports.CutOff{Name: m.words.text("assess.cut_off." + name), Value: values[name]})
	}
	return list
}

// statuses explains the words that occur.
func (m reportMaterial) statuses() []reports.StatusMeaning {
	occurs := map[metrics.AssessmentStatus]bool{}
	for _, item := range m.items {
		if item.HasTarget() {
			occurs[item.Status()] = true
		}
	}
	var list []reports.StatusMeaning
	for _, status := range metrics.AssessmentStatuses() {
		if occurs[status] {
			list = append(list, reports.StatusMeaning{Status: status, Word: m.words.text("status." + string(status)),
				Meaning: m.words.text("about.status." + string(status))})
		}
	}
	return list
}

// sources lists the plans whose targets stand in the rows and the titles of the
// publications that the values were taken from.
func (m reportMaterial) sources() []string {
	var plans []string
	for _, item := range m.items {
		if item.Plan == nil {
			continue
		}
		text := item.Plan.Number + "　" + m.words.name(item.Plan)
		if !slices.Contains(plans, text) {
			plans = append(plans, text)
		}
	}
	titles := map[string]bool{}
	for _, series := range m.series {
		for _, observation := range series {
			if observation.SourceTitle != "" {
				titles[observation.SourceTitle] = true
			}
		}
	}
	return append(plans, sortedKeys(titles)...)
}

// conflictNotes tells each conflict in one sentence: what, which value is in force,
// and why.
func (w wording) conflictNotes(conflicts []*metrics.Conflict) []string {
	notes := make([]string, 0, len(conflicts))
	for _, conflict := range conflicts {
		notes = append(notes, w.text("export.conflict", "title", w.name(conflict),
			"in_force", w.field(conflict, "InForce"), "reason", w.field(conflict, "Reason")))
	}
	return notes
}
