package ingest

import (
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"zhibiao/metrics"
)

// deletion is what a row of SDMX-CSV with ACTION = D asks for. As the field guide of
// SDMX-CSV and SDMX 3.1 (section 3A, part IV, 4.1) have it, a dimension whose cell is
// empty, or which has no column, stands for all of its values; and only the measures and
// attributes whose cells are not empty are deleted, or all of them when none is given.
//
// The values it reaches are those of the feed alone. SDMX deletes from the artefact that
// the row names (a dataflow or a provision agreement), and what another feed provides
// belongs to another one.
type deletion struct {
	deletionScope
	row   int // of the file, as a person counts
	sheet string
	at    string // the title of the column that says D
	parts []string
	whole bool // the whole observation: no part is named

	group  *deletionGroup
	taken  int    // values that are deleted on behalf of this row
	own    int    // values of the feed that it reaches, deleted or not
	others int    // values of other feeds that it reaches, and leaves
	other  string // one of those feeds
}

// deletionScope says which values a deletion reaches: components that are not given are
// empty and stand for all. The scenario is always given, for a run never mixes real
// values with demonstration.
type deletionScope struct {
	given deletionComponents
	key   metrics.ObservationKey
}

// deletionComponents tells which components of a key are given.
type deletionComponents uint8

const (
	givenIndicator deletionComponents = 1 << iota
	givenArea
	givenDimension
	givenFrequency // without a period; a period has its own
	givenPeriod
)

// of returns the scope of these components that a value lies in.
func (c deletionComponents) of(key *metrics.ObservationKey) deletionScope {
	scope := deletionScope{given: c}
	scope.key.Scenario = key.Scenario
	if c&givenIndicator != 0 {
		scope.key.Indicator = key.Indicator
	}
	if c&givenArea != 0 {
		scope.key.Area = key.Area
	}
	if c&givenDimension != 0 {
		scope.key.Dimension = key.Dimension
	}
	if c&givenFrequency != 0 {
		scope.key.Period.Frequency = key.Period.Frequency
	}
	if c&givenPeriod != 0 {
		scope.key.Period = key.Period
	}
	return scope
}

// deletes tells whether a part of the observations is deleted.
func (d *deletion) deletes(part string) bool { return d.whole || slices.Contains(d.parts, part) }

// applyTo takes out of an observation what the row deletes. What remains without a value is
// a missing value; the status of a value that is gone cannot be “normal”, and so is that of
// a value not reported.
func (d *deletion) applyTo(observation *metrics.Observation) {
	if d.whole {
		*observation = metrics.Observation{ObservationKey: observation.ObservationKey,
			Status: metrics.StatusNotReported, Note: "ACTION = D"}
		return
	}
	for _, part := range d.parts {
		switch part {
		case "value":
			observation.Value = decimal.NullDecimal{}
		case "year_on_year":
			observation.YearOnYear = decimal.NullDecimal{}
		case "released":
			observation.Released = 0
		case "source_title":
			observation.SourceTitle = ""
		case "source_url":
			observation.SourceURL = ""
		case "note":
			observation.Note = ""
		}
	}
	switch {
	case !observation.Value.Valid && !saysMissing(observation.Status):
		observation.Status = metrics.StatusNotReported
	case observation.Value.Valid && d.deletes("status"):
		observation.Status = metrics.StatusNormal
	}
}

// deletes says what a row takes away, in one word; empty when it is no deletion that is
// carried out.
func (r *rowResult) deletes() string {
	switch {
	case r.rejected || r.action.kind != deleteAction:
		return ""
	case r.deletion == nil:
		return "nothing"
	case r.deletion.whole:
		return "whole"
	case r.deletion.deletes("value"):
		return "value"
	}
	return "attributes"
}

// readDeletion reads a row with ACTION = D. The deletion is part of the result unless the
// row is rejected, or names only what is not kept here.
func (r *rowReading) readDeletion() {
	asked := &deletion{row: r.row.Number, sheet: r.row.Sheet, at: r.reader.header.header[r.reader.header.sdmx.action]}
	r.readDeletionScope(asked)
	if r.result.rejected {
		return
	}
	r.result.observation.ObservationKey = asked.key
	for _, part := range observationParts() {
		if r.cell(part.at) != "" {
			asked.parts = append(asked.parts, part.name)
		}
	}
	if foreign := r.reader.header.foreignComponents(r.row); len(asked.parts) == 0 && len(foreign) > 0 {
		r.flag(valueColumn, "D", metrics.NewProblem("sdmx.delete_attributes", "columns", strings.Join(foreign, "、")))
		return
	}
	asked.whole = len(asked.parts) == 0
	r.result.deletion = asked
}

// readDeletionScope reads the components that the row names. Two rows are refused that SDMX
// would carry out: one that names neither indicator, area nor period, which would empty the
// feed and cannot be told from one that was left blank by mistake; and one without an area
// from somebody who answers for some areas only, because “all” would then not mean all.
func (r *rowReading) readDeletionScope(asked *deletion) {
	key := &asked.key
	r.readScenario()
	key.Scenario = r.result.observation.Scenario
	if r.cell(indicatorColumn) != "" || r.cell(scopeColumn) != "" {
		if indicator := r.readIndicator(); indicator != nil {
			key.Indicator = indicator.Code
		}
		asked.given |= givenIndicator
	}
	if r.cell(areaColumn) != "" {
		r.readArea()
		r.checkArea()
		key.Area = r.result.observation.Area
		asked.given |= givenArea
	} else if len(r.reader.areas) > 0 {
		zh, en := r.reader.ownAreas()
		r.reject(areaColumn, "", metrics.NewProblem("sdmx.delete_areas", "own", zh, "own_en", en))
	}
	if r.cell(dimensionColumn) != "" {
		key.Dimension = r.dimension()
		asked.given |= givenDimension
	}
	switch {
	case r.cell(periodColumn) != "":
		r.readPeriod()
		key.Period = r.result.observation.Period
		asked.given |= givenPeriod
	case r.cell(frequencyColumn) != "":
		key.Period.Frequency = r.readFrequency()
		asked.given |= givenFrequency
	}
	if asked.given&(givenIndicator|givenArea|givenPeriod) == 0 && !r.result.rejected {
		r.reject(indicatorColumn, "", metrics.NewProblem("sdmx.delete_all"))
	}
}

// meetDeletions settles what a row that gives a value has to do with the deletions of its
// file. Rows count in the order in which they stand, so that a deletion and new values in
// one file replace what was there (SDMX 3.1 names this way of a full replacement); they
// become visible together. Where the new value is rejected, the one that stands is not
// deleted before it: half a replacement would be a loss.
func (r *rowReading) meetDeletions() {
	if r.reader.deletions == nil {
		return
	}
	if key := &r.result.observation.ObservationKey; r.result.rejected {
		if key.Indicator != "" && key.Area != "" && key.Period.Frequency != "" {
			r.reader.refused.enter(key, r.row.Number)
		}
		return
	}
	for _, asked := range r.reader.deletions.of(&r.result.observation.ObservationKey) {
		later := asked.row > r.row.Number
		if asked.deletes("value") && (later || r.result.action.keeps("value")) {
			r.reject(valueColumn, r.cell(valueColumn), metrics.NewProblem("sdmx.deleted", "row", strconv.Itoa(asked.row)))
			return
		}
		r.result.action.kept = slices.DeleteFunc(r.result.action.kept, asked.deletes)
		if later {
			asked.applyTo(&r.result.observation)
		}
	}
}
