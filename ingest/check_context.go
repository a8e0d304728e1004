package ingest

import (
	"context"
	"slices"

	"zhibiao/ingest/checks"
	"zhibiao/metrics"
)

// examine holds what the batch would add or change against other values. Rows that a
// hard rule refuses are taken out of the comparison; nothing of them is written.
func (t *taking) examine(ctx context.Context, compared *comparison) error {
	var values checks.Values = t.standing
	if t.deletions != nil {
		values = &remaining{standing: t.standing, deletions: t.deletions, comparer: &t.comparer}
	}
	findings, err := t.checks.Examine(ctx, values, compared.write)
	if err != nil {
		return &storeFailure{"check against other values", err}
	}
	if len(findings) == 0 {
		return nil
	}
	refused := map[metrics.ObservationKey]bool{}
	kept := compared.write[:0]
	for i := range compared.write {
		row := &compared.write[i]
		if len(findings[i]) == 0 {
			kept = append(kept, *row)
			continue
		}
		for _, finding := range findings[i] {
			hard := finding.Rule.Severity == metrics.CheckHard
			t.remark(metrics.Reject{File: t.report.Run.File, Sheet: row.Lineage.Sheet, Row: row.Lineage.Row, Column: row.Lineage.Column,
				Value: shownValue(row.Value), Problem: finding.Problem, Warning: !hard})
			if hard {
				refused[row.ObservationKey] = true
			}
		}
		if refused[row.ObservationKey] {
			t.refuse(compared, row)
			continue
		}
		t.flag(row.ObservationKey)
		kept = append(kept, *row)
	}
	compared.write = kept
	compared.changes = slices.DeleteFunc(compared.changes, func(change Change) bool { return refused[change.Key] })
	return nil
}

// refuse counts a row that came as far as the comparison as rejected after all.
func (t *taking) refuse(compared *comparison, row *metrics.Observation) {
	counts := &t.report.Run.Counts
	counts.Rejected++
	if t.flagged[row.ObservationKey] {
		counts.Flagged--
	}
	if row.Revision > 1 {
		compared.counts.Changed--
	} else {
		compared.counts.New--
	}
}

// flag counts a row that is loaded with a remark, once however many it has.
func (t *taking) flag(key metrics.ObservationKey) {
	if !t.flagged[key] {
		t.flagged[key] = true
		t.report.Run.Counts.Flagged++
	}
}
