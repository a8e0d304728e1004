package dashboard

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"zhibiao/dashboard/reports"
	"zhibiao/metrics"
)

// longestRunList is how many of the newest runs a report asks for at once.
const longestRunList = 1000

// reportMaterial is what the rows of a report are made of. Values are read for some rows
// at a time, so that a long report does not hold them all.
type reportMaterial struct {
	words     wording
	filters   Filters
	catalogue *metrics.Catalogue
	policy    metrics.Policy
	items     []Item
	known     time.Time // moment of the vintage
	read      func(ctx context.Context, items []Item, vintage metrics.Vintage) (seriesValues, error)

	series  seriesValues    // of the rows at hand
	runs    map[string]bool // that the values came with
	titles  map[string]bool // of the publications that they were taken from
	held    int             // values that rows hold
	thinned bool            // rows hold only values of whole years, see valuesHeld
}

// seriesValues are values of any frequency, whole years first.
type seriesValues map[seriesOf][]metrics.Observation

const (
	// rowsAtOnce is for how many rows values are read at once.
	rowsAtOnce = 100
	// valuesHeld is how many values the rows of a report hold. Further rows hold those of
	// whole years, which charts need, and the others are read again when they are written.
	valuesHeld = 20_000
)

// loadReportMaterial loads what all rows share.
func (s *Server) loadReportMaterial(ctx context.Context, words wording, filters Filters, items []Item) (*reportMaterial, error) {
	material := &reportMaterial{words: words, filters: filters, items: items, known: filters.KnownAt, runs: map[string]bool{}, titles: map[string]bool{}}
	if material.known.IsZero() {
		material.known = s.dependencies.Now()
	}
	var err error
	if material.catalogue, err = s.loadCatalogue(ctx, filters); err != nil {
		return material, err
	}
	if material.policy, err = s.dependencies.Store.Policy(ctx, filters.KnownAt); err != nil {
		return material, fmt.Errorf("load policy of the report: %w", err)
	}
	material.read = func(ctx context.Context, items []Item, vintage metrics.Vintage) (seriesValues, error) {
		return s.readSeries(ctx, items, metrics.ObservationQuery{Scenario: filters.Scenario(), To: filters.AsOf, Vintage: vintage})
	}
	return material, nil
}

// readSeries reads the values of items up to the day of the report, of every frequency.
func (s *Server) readSeries(ctx context.Context, items []Item, query metrics.ObservationQuery) (seriesValues, error) {
	indicators, areas := map[string]bool{}, map[string]bool{}
	values := seriesValues{}
	for _, item := range items {
		values[seriesOf{item.Indicator.Code, item.areaCode(), item.Dimension}] = nil
		indicators[item.Indicator.Code], areas[item.areaCode()] = true, true
	}
	query.Indicators, query.Areas = sortedKeys(indicators), sortedKeys(areas)
	observations, err := s.dependencies.Store.Observations(ctx, query)
	if err != nil {
		return nil, fmt.Errorf("load values of the report: %w", err)
	}
	for _, observation := range observations {
		key := seriesOf{observation.Indicator, observation.Area, observation.Dimension}
		if _, wanted := values[key]; wanted {
			values[key] = append(values[key], observation)
		}
	}
	for key := range values {
		slices.SortStableFunc(values[key], compareObservations)
	}
	return values, nil
}

// each makes the rows: it calls make for every item in order, with the values of the item
// at hand, then fills what follows from all of them.
func (m *reportMaterial) each(ctx context.Context, s *Server, report *reports.Report, make func(place int, item Item)) error {
	place := 0
	for items := range slices.Chunk(m.items, rowsAtOnce) {
		var err error
		if m.series, err = m.read(ctx, items, m.filters.Vintage()); err != nil {
			return err
		}
		for _, series := range m.series {
			for _, observation := range series {
				if observation.SourceTitle != "" {
					m.titles[observation.SourceTitle] = true
				}
				if observation.Lineage.Run != "" {
					m.runs[observation.Lineage.Run] = true
				}
			}
		}
		for _, item := range items {
			make(place, item)
			place++
		}
	}
	m.series = nil
	runs, err := s.loadRunsOf(ctx, m.runs)
	if err != nil {
		return err
	}
	for _, run := range runs {
		report.Notes.Runs = append(report.Notes.Runs, reports.RunNote{ID: run.ID, Feed: m.feedName(run.Feed), File: run.File,
			Started: run.StartedAt}) // not when it came into its present state: that changes, the report must not
	}
	report.Notes.Sources = m.sources()
	if m.thinned {
		report.Values = m.values
	}
	return nil
}

// values reads the values of some rows again.
func (m *reportMaterial) values(ctx context.Context, from, to int) ([][]reports.Point, error) {
	series, err := m.read(ctx, m.items[from:to], metrics.Vintage{AsOf: m.filters.AsOf, KnownAt: m.known})
	if err != nil {
		return nil, err
	}
	points := make([][]reports.Point, 0, to-from)
	for _, item := range m.items[from:to] {
		points = append(points, pointsOfSeries(series[seriesOf{item.Indicator.Code, item.areaCode(), item.Dimension}]))
	}
	return points, nil
}

// loadRunsOf returns the runs, the newest first. Identifiers of runs sort by time.
func (s *Server) loadRunsOf(ctx context.Context, used map[string]bool) ([]metrics.Run, error) {
	if len(used) == 0 {
		return nil, nil
	}
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
func (m *reportMaterial) report(s *Server, filters Filters) reports.Report {
	words := m.words
	area := cmp.Or(filters.Area, metrics.CityArea)
	report := reports.Report{
		AreaName: words.name(m.catalogue.Area(area)), AsOf: filters.AsOf, KnownAt: m.known, Zone: s.dependencies.Zone,
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
	return report
}

func (m *reportMaterial) feedName(code string) string {
	if name := m.words.name(m.catalogue.Feed(code)); name != "" {
		return name
	}
	return code
}

// cutOffs are those that the assessments were made with.
func (m *reportMaterial) cutOffs() []reports.CutOff {
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
func (m *reportMaterial) statuses() []reports.StatusMeaning {
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
func (m *reportMaterial) sources() []string {
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
	return append(plans, sortedKeys(m.titles)...)
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
