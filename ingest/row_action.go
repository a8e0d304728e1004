package ingest

import (
	"context"
	"slices"
	"strings"

	"zhibiao/metrics"
)

// rowAction is what an SDMX-CSV row asks for.
type rowAction struct {
	kind actionKind
	// kept are the parts of an observation that the row leaves as they stand.
	kept []string
}

type actionKind int

const (
	replaceAction actionKind = iota // the row is the whole observation: every other format, and R
	mergeAction                     // only what the row gives changes: A, I, M
	deleteAction                    // D
)

// readAction reads ACTION as SDMX-CSV 2.0 and 2.1 define it: I and A are treated as M
// (merge), R replaces the whole observation, D deletes, see deletion. Without the column
// the action of 2.x is I, which means M to whoever loads it. SDMX-CSV 1.0 has no actions at
// all; its messages are merged too, which is what the OECD's .Stat Suite does with them
// (“Upload data from an SDMX-CSV or SDMX-ML file”, supported types of actions).
func (r *rowReading) readAction() {
	sdmx := r.reader.header.sdmx
	if sdmx == nil {
		return
	}
	text := strings.ToUpper(placeText(r.row, sdmx.action))
	switch text {
	case "", "I", "A", "M":
		r.result.action.kind = mergeAction
	case "R":
	case "D":
		r.result.action.kind = deleteAction
	default:
		r.reject(valueColumn, text, metrics.NewProblem("sdmx.action", "value", text))
	}
	// Every value here has an indicator, an area, a frequency and a period, so that none of
	// them can be switched off; a breakdown can, see dimension.
	for _, component := range []column{indicatorColumn, areaColumn, frequencyColumn, periodColumn} {
		if r.cell(component) == switchedOff {
			r.reject(component, switchedOff, metrics.NewProblem("sdmx.switched_off", "column", r.reader.header.title(component)))
		}
	}
	if r.result.action.kind == mergeAction {
		for _, part := range observationParts() {
			if r.cell(part.at) == "" {
				r.result.action.kept = append(r.result.action.kept, part.name)
			}
		}
	}
}

// switchedOff is what SDMX-CSV 2.1 writes for a dimension that does not apply.
const switchedOff = "~"

// dimension returns the breakdown of the row. One that is switched off is none: the value
// is that of the whole.
func (r *rowReading) dimension() string {
	text := r.cell(dimensionColumn)
	if text == switchedOff && r.reader.header.sdmx != nil {
		return ""
	}
	return text
}

// observationPart is a part of an observation that SDMX calls a measure or an attribute.
type observationPart struct {
	name string
	at   column
}

func observationParts() [7]observationPart {
	return [...]observationPart{{"value", valueColumn}, {"status", statusColumn}, {"year_on_year", yearOnYearColumn},
		{"released", releasedColumn}, {"source_title", sourceTitleColumn}, {"source_url", sourceURLColumn}, {"note", noteColumn}}
}

// keeps tells whether the row leaves a part of the observation as it stands.
func (a rowAction) keeps(part string) bool { return slices.Contains(a.kept, part) }

// settleActions completes the rows of a batch that say only a part of their observation
// with what stands. It returns how many rows change nothing, because they give no value and
// none stands.
func settleActions(ctx context.Context, ledger Ledger, batch []metrics.Observation, actions map[metrics.ObservationKey]rowAction) (
	settled []metrics.Observation, unchanged int, err error) {
	if len(actions) == 0 {
		return batch, 0, nil
	}
	current := map[metrics.ObservationKey]metrics.Observation{}
	for _, part := range partsOf(batch) {
		found, err := currentValues(ctx, ledger, part)
		if err != nil {
			return nil, 0, err
		}
		for i := range part {
			if before, known := found[part[i].ObservationKey]; known {
				current[before.ObservationKey] = *before
			}
		}
	}
	for i := range batch {
		row := batch[i]
		action := actions[row.ObservationKey]
		before, known := current[row.ObservationKey]
		switch {
		case action.kind == mergeAction && action.keeps("value") && !known:
			unchanged++ // nothing is given and nothing stands
			continue
		case action.kind == mergeAction && known:
			keepParts(&row, &before, action)
		}
		settled = append(settled, row)
	}
	return settled, unchanged, nil
}

// keepParts takes over what the row does not give.
func keepParts(row, before *metrics.Observation, action rowAction) {
	if action.keeps("value") {
		row.Value = before.Value
	}
	if action.keeps("status") && (action.keeps("value") || before.Value.Valid == row.Value.Valid) {
		row.Status = before.Status
	}
	if action.keeps("year_on_year") {
		row.YearOnYear = before.YearOnYear
	}
	if action.keeps("released") {
		row.Released = before.Released
	}
	if action.keeps("source_title") {
		row.SourceTitle = before.SourceTitle
	}
	if action.keeps("source_url") {
		row.SourceURL = before.SourceURL
	}
	if action.keeps("note") {
		row.Note = before.Note
	}
}
