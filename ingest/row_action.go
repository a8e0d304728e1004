package ingest

import (
	"context"
	"strings"

	"github.com/shopspring/decimal"

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
// (merge), R replaces the whole observation, D deletes it. Without the column the action
// of 2.x is M as well, and 1.0 knows no other.
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
	for _, dimension := range []column{indicatorColumn, areaColumn, dimensionColumn, periodColumn} {
		text := r.cell(dimension)
		present := r.reader.header.places[dimension] >= 0
		if text == "~" || r.result.action.kind == deleteAction && present && text == "" {
			r.reject(dimension, text, metrics.NewProblem("sdmx.wildcard", "column", r.reader.header.title(dimension)))
		}
	}
	if r.result.action.kind == mergeAction {
		for name, at := range map[string]column{"value": valueColumn, "status": statusColumn, "year_on_year": yearOnYearColumn,
			"released": releasedColumn, "source_title": sourceTitleColumn, "source_url": sourceURLColumn, "note": noteColumn} {
			if r.cell(at) == "" {
				r.result.action.kept = append(r.result.action.kept, name)
			}
		}
	}
}

// keeps tells whether the row leaves a part of the observation as it stands.
func (a rowAction) keeps(part string) bool {
	for _, kept := range a.kept {
		if kept == part {
			return true
		}
	}
	return false
}

// settleActions completes the rows of a batch that say only a part of their observation
// with what stands, and leaves out deletions of what does not exist, which SDMX takes
// for no error. It returns how many rows change nothing for that reason.
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
		case action.kind == deleteAction && (!known || !before.Value.Valid):
			unchanged++
			continue
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

// deleted turns a row into the deletion of its observation: the value is missing from
// then on, and what it was stays in its history.
func (r *rowReading) deleted() {
	observation := &r.result.observation
	observation.Value, observation.YearOnYear = decimal.NullDecimal{}, decimal.NullDecimal{}
	observation.Status = metrics.StatusNotReported
	observation.Note = "ACTION = D"
}
