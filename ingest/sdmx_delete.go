package ingest

import (
	"context"
	"errors"
	"slices"
	"strconv"

	"zhibiao/metrics"
)

// gatherDeletions gives the reader of a file its rows with ACTION = D. The file is read a
// first time for them, if it has actions at all.
func (t *taking) gatherDeletions(ctx context.Context, opened *source, names *resolver, reader *rowReader) error {
	if opened.header.sdmx == nil || opened.header.sdmx.action < 0 {
		return nil
	}
	first, err := t.openOther(names)
	if err != nil {
		return err
	}
	found, err := gatherDeletions(ctx, t.rowReader(first, names, reader.today), first.rows)
	if err := errors.Join(err, first.close()); err != nil {
		return err
	}
	reader.deletions, t.deletions = found, found
	return nil
}

// delete carries the deletions of the file out, after all of its rows were read: each value
// that a row reaches becomes a revision without a value, or without the attributes that the
// row names, as if it had been deleted in a row of its own.
func (t *taking) delete(ctx context.Context, reader *rowReader) error {
	if reader.deletions == nil {
		return nil
	}
	work := &deleting{taking: t, deletions: reader.deletions, given: &reader.seen, refused: &reader.refused}
	for _, group := range reader.deletions.groups() {
		if err := work.group(ctx, group); err != nil {
			return err
		}
	}
	if err := work.write(ctx); err != nil {
		return err
	}
	t.countDeletions(reader.deletions)
	return nil
}

// deleting is the work of carrying deletions out.
type deleting struct {
	taking    *taking
	deletions *deletions
	given     *seenKeys // values that the file itself gives after it has deleted them
	refused   *seenKeys // values that it was to give
	reached   int
	compared  comparison // deletions to be written, with what stands
}

// group looks at all values that the deletions of a group reach.
func (d *deleting) group(ctx context.Context, group *deletionGroup) error {
	query := group.query
	query.Limit = d.taking.importer.options.BatchRows
	for {
		found, err := d.taking.importer.ledger.ObservationPage(ctx, query)
		if err != nil {
			return &storeFailure{"read the values that are to be deleted", err}
		}
		for i := range found {
			if err := d.take(ctx, group, &found[i]); err != nil {
				return err
			}
		}
		if len(found) < query.Limit {
			return nil
		}
		query.After = &metrics.ObservationPlace{ObservationKey: found[len(found)-1].ObservationKey}
	}
}

// take deletes a value, if a deletion of the group is the first that reaches it: the first
// of those that take the whole observation away, where there is one.
func (d *deleting) take(ctx context.Context, group *deletionGroup, before *metrics.Observation) error {
	asked := d.deletions.of(&before.ObservationKey)
	if len(asked) == 0 {
		return nil // beside what the group asks for
	}
	leads := asked[0]
	if at := slices.IndexFunc(asked, func(one *deletion) bool { return one.whole }); at >= 0 {
		leads = asked[at]
	}
	if leads.group != group {
		return nil
	}
	limit := d.taking.importer.options.MostReached
	if d.reached++; d.reached > limit {
		return metrics.NewProblem("sdmx.delete_values", "file", d.taking.report.Run.File, "limit", strconv.Itoa(limit))
	}
	feed, err := d.taking.comparer.feedOf(ctx, before.Lineage.Run)
	if err != nil {
		return err
	}
	own := feed == d.taking.feed.Code
	for _, one := range asked {
		if own {
			one.own++
		} else {
			one.others, one.other = one.others+1, feed
		}
	}
	if !own || d.replaced(before, asked) || leads.whole && !before.Value.Valid {
		return nil
	}
	return d.delete(ctx, before, leads, asked)
}

// replaced tells whether the file gives the value anew, or was to, after it has deleted it.
func (d *deleting) replaced(before *metrics.Observation, asked []*deletion) bool {
	if d.given.rowOf(&before.ObservationKey) > 0 {
		return true
	}
	row := d.refused.rowOf(&before.ObservationKey)
	return row > 0 && !slices.ContainsFunc(asked, func(one *deletion) bool { return one.row > row })
}

func (d *deleting) delete(ctx context.Context, before *metrics.Observation, leads *deletion, asked []*deletion) error {
	after := *before
	for _, one := range asked {
		if one.whole == leads.whole {
			one.applyTo(&after)
		}
	}
	differences := metrics.FieldDifferences(before, &after)
	if len(differences) == 0 {
		return nil
	}
	run := &d.taking.report.Run
	after.Lineage = metrics.Lineage{Run: run.ID, File: run.File, FileHash: run.FileHash, Sheet: leads.sheet, Row: leads.row, Column: leads.at}
	after.RecordedAt = run.StartedAt
	leads.taken++
	d.compared.room = MaxListedChanges - len(d.taking.report.Changes)
	d.compared.add(&after, before, differences)
	if len(d.compared.write) < d.taking.importer.options.BatchRows {
		return nil
	}
	return d.write(ctx)
}

// write holds the deletions so far against the locks, and writes the others. No rule looks
// at them: rules judge values, and here is none, or one that stays.
func (d *deleting) write(ctx context.Context) error {
	d.taking.flagged = map[metrics.ObservationKey]bool{}
	d.taking.keepLocked(&d.compared)
	if err := d.taking.accept(ctx, &d.compared); err != nil {
		return err
	}
	d.compared = comparison{}
	d.taking.tell()
	return d.taking.writeRejects(ctx)
}

// countDeletions counts what the rows did, and says it of those that took more than one
// value away or none. A row counts as many rows as it deletes values, as a row of a cross
// table does.
func (t *taking) countDeletions(found *deletions) {
	counts := &t.report.Run.Counts
	for _, asked := range found.rows {
		problem := (*metrics.Problem)(nil)
		switch {
		case asked.taken > 0:
			counts.Rows += asked.taken - 1
			if asked.taken > 1 {
				problem = metrics.NewProblem("sdmx.deletes", "count", strconv.Itoa(asked.taken))
			}
		case asked.own > 0: // deleted before, or given anew
			counts.Unchanged++
		case asked.others > 0:
			counts.Unchanged++
			problem = metrics.NewProblem("sdmx.delete_others", "count", strconv.Itoa(asked.others), "feed", asked.other)
			if feed := t.catalogue.Feed(asked.other); feed != nil {
				problem.Arguments["name"], problem.Arguments["name_en"] = feed.NameZh, feed.NameEn
			}
		default:
			counts.Unchanged++
			problem = metrics.NewProblem("sdmx.delete_nothing")
		}
		if problem == nil {
			continue
		}
		asked.describe(problem, t.catalogue)
		counts.Flagged++
		t.remark(metrics.Reject{File: t.report.Run.File, Sheet: asked.sheet, Row: asked.row, Column: asked.at, Value: "D", Warning: true, Problem: problem})
	}
}

// describe adds to a problem what the row reaches: an indicator, an area, a breakdown and a
// period, or that it is all of them.
func (d *deletion) describe(problem *metrics.Problem, catalogue *metrics.Catalogue) {
	say := func(name string, given bool, zh, en string) {
		if !given {
			zh, en = "全部", "all"
		}
		problem.Arguments[name], problem.Arguments[name+"_en"] = zh, en
	}
	zh, en := indicatorNames(catalogue, d.key.Indicator)
	say("indicator", d.given&givenIndicator != 0, zh, en)
	zh, en = areaNames(catalogue, d.key.Area)
	say("area", d.given&givenArea != 0, zh, en)
	zh, en = d.key.Dimension, d.key.Dimension
	if zh == "" {
		zh, en = "合计", "total"
	}
	say("dimension", d.given&givenDimension != 0, zh, en)
	words := frequencyTitles()[d.key.Period.Frequency]
	zh, en = words[0], words[1]
	if d.given&givenPeriod != 0 {
		zh, en = d.key.Period.String()+"（"+zh+"）", d.key.Period.String()+" ("+en+")"
	}
	say("period", d.given&(givenFrequency|givenPeriod) != 0, zh, en)
}

// frequencyTitles names the frequencies in Chinese and in English.
func frequencyTitles() map[metrics.Frequency][2]string {
	return map[metrics.Frequency][2]string{metrics.Annual: {"年度", "annual"}, metrics.HalfYear: {"半年", "half-year"},
		metrics.Quarter: {"季度", "quarter"}, metrics.Month: {"月度", "month"}, metrics.YearToDate: {"本年累计", "year to date"}, metrics.Day: {"时点", "day"}}
}
