package dashboard

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/shopspring/decimal"

	"zhibiao/ingest"
	"zhibiao/metrics"
)

// ValuePage leads one value back to where it was read: every version that readers have
// seen, who let it in, when and why, and the cell of the file.
type ValuePage struct {
	Frame
	Key       metrics.ObservationKey
	Indicator *metrics.Indicator
	Area      *metrics.Area
	Back      *WayBack
	Versions  []ValueVersion // newest first
	Current   *ValueVersion  // what readers see; nil when there is none
	Feed      *metrics.Feed  // that Current came by; nil when the catalogue has it no more
	Excerpt   *ingest.Excerpt
	Reading   *CellReading     // how the cell was read; nil when it is not shown
	Unread    *metrics.Problem // why the excerpt cannot be shown
	Computed  *ComputedValue   // nil for a value that a source prints
}

// Known tells whether readers ever saw a value under the key, printed or computed.
func (p ValuePage) Known() bool { return len(p.Versions) > 0 || p.Computed != nil }

// ValueVersion is one version of a value with the way it came.
type ValueVersion struct {
	metrics.Observation
	Run         *metrics.Run // nil when the ledger does not tell
	Submitted   metrics.RunStep
	Published   metrics.RunStep
	Approved    *metrics.RunStep // nil where nobody had to
	Withdrawn   *metrics.RunStep // nil while it stands
	Reason      string
	Before      decimal.NullDecimal
	Seen        bool // readers see this version
	HasOriginal bool
}

// Change is the value less the one before it, with its sign; empty where either is
// missing.
func (v ValueVersion) Change() string { return signedDecimal(metrics.ChangeOf(v.Before, v.Value)) }

// Percent is the change in per cent of the value before; empty where there is none.
func (v ValueVersion) Percent() string {
	return percentDecimal(metrics.PercentChangeOf(v.Before, v.Value))
}

func (s *Server) showValue(c echo.Context) error {
	filters, err := s.filtersOf(c)
	if err != nil {
		return err
	}
	key, err := valueKeyOf(c)
	if err != nil {
		return err
	}
	filters.Area = "" // of the value, no filter of the page
	ctx := c.Request().Context()
	catalogue, err := s.loadCatalogue(ctx, filters)
	if err != nil {
		return err
	}
	page := ValuePage{Frame: s.frame(c, "/indicators", filters), Key: key, Indicator: catalogue.Indicator(key.Indicator), Area: catalogue.Area(key.Area),
		Back: s.wayBack(c)}
	page.Filters.Area = ""
	if page.Indicator == nil {
		return notFound("indicator", key.Indicator)
	}
	page.Demonstration = key.Scenario == metrics.Demonstration
	page.OffersDemonstration = false
	page.realValues = page.Bare("/indicators/"+page.Indicator.Code, "demo", "0")
	if err := s.loadVersions(ctx, filters, &page); err != nil {
		return err
	}
	if err := s.loadComputed(ctx, catalogue, filters, &page); err != nil {
		return err
	}
	if page.Current != nil && page.Current.Run != nil {
		page.Feed = catalogue.Feed(page.Current.Run.Feed)
	}
	if page.May(string(mayInspect)) {
		s.loadExcerpt(ctx, &page)
	}
	words := s.wording(page.Language)
	page.Title = words.text("values.title", "indicator", words.name(page.Indicator), "period", words.period(key.Period))
	status := http.StatusOK
	if !page.Known() {
		status = http.StatusNotFound
	}
	return s.render(c, status, "value", page)
}

// valueKeyOf reads which value is asked for. Without a frequency the form of the period
// says it; a month is then a month by itself.
func valueKeyOf(c echo.Context) (metrics.ObservationKey, error) {
	key := metrics.ObservationKey{SeriesKey: metrics.SeriesKey{Indicator: c.QueryParam("indicator"), Area: c.QueryParam("area"),
		Dimension: c.QueryParam("dimension"), Scenario: metrics.Scenario(c.QueryParam("scenario"))}}
	if key.Area == "" {
		key.Area = metrics.CityArea
	}
	switch key.Scenario {
	case "":
		key.Scenario = metrics.Actual
	case metrics.Actual, metrics.Benchmark, metrics.Forecast, metrics.Demonstration:
	default:
		return key, badRequest(metrics.NewProblem("scenario.unknown", "value", string(key.Scenario)))
	}
	frequency := metrics.Frequency(c.QueryParam("frequency"))
	var problem error
	for _, tried := range []metrics.Frequency{frequency, metrics.Annual, metrics.HalfYear, metrics.Quarter, metrics.Month, metrics.Day} {
		period, err := metrics.ParsePeriod(tried, c.QueryParam("period"))
		if err == nil {
			key.Period = period
			return key, nil
		}
		if problem == nil || tried == frequency {
			problem = err
		}
		if frequency != "" {
			break
		}
	}
	if told := metrics.AsProblem(problem); told != nil {
		return key, badRequest(told)
	}
	return key, problem
}

// loadVersions gathers the versions that a reader of the vintage may know.
func (s *Server) loadVersions(ctx context.Context, filters Filters, page *ValuePage) error {
	versions, err := s.dependencies.Revisions.ValueVersions(ctx, filters.KnownAt, page.Key.SeriesKey, page.Key.Period)
	if err != nil {
		return fmt.Errorf("load versions of a value: %w", err)
	}
	versions = slices.DeleteFunc(versions, func(version metrics.Observation) bool { return version.Released > filters.AsOf })
	dimension := page.Key.Dimension
	seen, err := s.dependencies.Store.Observations(ctx, metrics.ObservationQuery{Indicators: []string{page.Key.Indicator}, Areas: []string{page.Key.Area},
		Dimension: &dimension, Scenario: page.Key.Scenario, Frequencies: []metrics.Frequency{page.Key.Period.Frequency},
		From: page.Key.Period.End(), To: page.Key.Period.End(), Vintage: filters.Vintage()})
	if err != nil {
		return fmt.Errorf("load the value that readers see: %w", err)
	}
	runs := map[string]bool{}
	for _, version := range versions {
		if version.Lineage.Run != "" {
			runs[version.Lineage.Run] = true
		}
	}
	steps, err := s.stepsOf(ctx, sortedKeys(runs), filters.KnownAt)
	if err != nil {
		return err
	}
	var before decimal.NullDecimal
	for _, observation := range versions {
		version := ValueVersion{Observation: observation, Before: before}
		version.tell(steps[observation.Lineage.Run])
		if version.Run, err = s.dependencies.Store.Run(ctx, observation.Lineage.Run); err != nil {
			return fmt.Errorf("load run %s: %w", observation.Lineage.Run, err)
		}
		version.HasOriginal = version.Run != nil && s.original(*version.Run) != ""
		for _, current := range seen {
			version.Seen = version.Seen || current.Revision == observation.Revision && current.Lineage.Run == observation.Lineage.Run
		}
		if version.Withdrawn == nil {
			before = observation.Value
		}
		page.Versions = append([]ValueVersion{version}, page.Versions...)
	}
	for i := range page.Versions {
		if page.Versions[i].Seen && page.Current == nil {
			page.Current = &page.Versions[i]
		}
	}
	return nil
}

// stepsOf returns the steps of some runs up to a moment; the zero time means now.
func (s *Server) stepsOf(ctx context.Context, runs []string, knownAt time.Time) (map[string][]metrics.RunStep, error) {
	steps, err := s.dependencies.Revisions.RunSteps(ctx, runs...)
	if err != nil {
		return nil, fmt.Errorf("load steps of runs: %w", err)
	}
	byRun := map[string][]metrics.RunStep{}
	for _, step := range steps {
		if knownAt.IsZero() || !step.RecordedAt.After(knownAt) {
			byRun[step.Run] = append(byRun[step.Run], step)
		}
	}
	return byRun, nil
}

// tell sums the steps of the version's run up.
func (v *ValueVersion) tell(steps []metrics.RunStep) {
	v.Reason = metrics.ReasonOf(steps)
	for i := range steps {
		step := &steps[i]
		switch {
		case i == 0:
			v.Submitted = *step
		case step.State == metrics.RunPublished && v.Published.RecordedAt.IsZero():
			v.Published = *step
			if v.Approved == nil && i > 0 && steps[i-1].State == metrics.RunReview {
				v.Approved = step
			}
		case step.State == metrics.RunScheduled:
			v.Approved = step
		case step.State == metrics.RunWithdrawn:
			v.Withdrawn = step
		}
	}
	if v.Approved != nil && v.Approved.Actor == v.Submitted.Actor && v.Approved.State == metrics.RunScheduled {
		v.Approved = nil // it waited for its moment, nobody had to approve it
	}
}

// loadExcerpt reads the neighbourhood of the cell of the version that readers see.
func (s *Server) loadExcerpt(ctx context.Context, page *ValuePage) {
	if page.Current == nil || page.Current.Run == nil || !page.Current.HasOriginal {
		return
	}
	excerpt, err := ingest.ReadExcerpt(s.original(*page.Current.Run), page.Current.Lineage)
	if err == nil {
		page.Excerpt, page.Reading = &excerpt, readingOf(excerpt, page.Current.Value)
		return
	}
	if page.Unread = metrics.AsProblem(err); page.Unread == nil {
		page.Unread = metrics.NewProblem("excerpt.unreadable")
		s.logger.WarnContext(ctx, "original cannot be read for an excerpt", "file", page.Current.Lineage.File, "error", err)
	}
}
