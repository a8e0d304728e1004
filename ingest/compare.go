package ingest

import (
	"context"
	"maps"
	"slices"

	"github.com/shopspring/decimal"

	"zhibiao/ingest/checks"
	"zhibiao/metrics"
)

// comparison says which rows of a batch bring something new.
type comparison struct {
	write   []metrics.Observation // with their revision
	changes []Change              // of the first entries of write, as many as there was room for
	room    int
	counts  metrics.RunCounts
}

// comparer holds the rows of one feed against what readers see now.
type comparer struct {
	ledger   Ledger
	standing checks.Values
	feed     string
	feeds    map[string]string // run → feed
}

// compare finds what is new in a batch, and lists at most room changes. What it returns
// to be written lies in the place of the batch. A key without a value becomes revision 1,
// a different value the revision after the one that stands, an equal one nothing.
func (c *comparer) compare(ctx context.Context, batch []metrics.Observation, room int) (comparison, error) {
	result := comparison{room: room}
	parts := partsOf(batch)
	if len(parts) == 1 {
		result.write = batch[:0] // never more than was read, and that is the batch itself
	}
	for _, part := range parts {
		current, err := currentValues(ctx, c.standing, part)
		if err != nil {
			return result, err
		}
		for i := range part {
			var before *metrics.Observation
			if len(current) > 0 {
				before = current[part[i].ObservationKey]
			}
			if before == nil {
				result.add(&part[i], nil, nil)
				continue
			}
			differences, err := c.differences(ctx, before, &part[i])
			if err != nil {
				return result, err
			}
			result.add(&part[i], before, differences)
		}
	}
	return result, nil
}

// add takes a row in with what stands under its key, if anything does, and with what
// differs.
func (c *comparison) add(observation, before *metrics.Observation, differences []metrics.FieldDifference) {
	revision, old := uint32(1), ""
	switch {
	case before == nil:
		c.counts.New++
	case len(differences) == 0:
		c.counts.Unchanged++
		return
	default:
		c.counts.Changed++
		revision, old = before.Revision+1, shownValue(before.Value)
	}
	if at := len(c.write); at < cap(c.write) && &c.write[:at+1][at] == observation {
		c.write = c.write[:at+1] // it stands in its place already
	} else {
		c.write = append(c.write, *observation)
	}
	c.write[len(c.write)-1].Revision = revision
	if len(c.changes) < c.room {
		c.changes = append(c.changes, Change{
			Key: observation.ObservationKey, Row: observation.Lineage.Row, Sheet: observation.Lineage.Sheet, Column: observation.Lineage.Column,
			Old: old, New: shownValue(observation.Value), Revision: revision, Differences: differences,
		})
	}
}

// shownValue is a value as a change lists it; a dash says that there is none.
func shownValue(value decimal.NullDecimal) string {
	if !value.Valid {
		return "—"
	}
	return value.Decimal.String()
}

// differences names what a revision would change. Source, day of release and note are no
// differences when the value that stands came with another feed: a second source that
// prints the same value confirms it, and must not take turns with the first.
func (c *comparer) differences(ctx context.Context, before, after *metrics.Observation) ([]metrics.FieldDifference, error) {
	found := metrics.FieldDifferences(before, after)
	if len(found) == 0 || found[0].Essential() {
		return found, nil
	}
	feed, err := c.feedOf(ctx, before.Lineage.Run)
	if err != nil || feed != c.feed {
		return nil, err
	}
	return found, nil
}

// feedOf returns the feed of a run, asking for each run once.
func (c *comparer) feedOf(ctx context.Context, run string) (string, error) {
	if feed, known := c.feeds[run]; known {
		return feed, nil
	}
	found, err := c.ledger.Run(ctx, run)
	if err != nil {
		return "", &storeFailure{"read the run of a value", err}
	}
	if found != nil {
		c.feeds[run] = found.Feed
	}
	return c.feeds[run], nil
}

// currentValues asks for what stands under the keys of some rows of one scenario.
func currentValues(ctx context.Context, standing checks.Values, rows []metrics.Observation) (map[metrics.ObservationKey]*metrics.Observation, error) {
	query := metrics.ObservationQuery{Scenario: rows[0].Scenario, From: rows[0].Period.End(), To: rows[0].Period.End()}
	indicators, areas, frequencies := map[string]bool{}, map[string]bool{}, map[metrics.Frequency]bool{}
	for i := range rows {
		row := &rows[i]
		if i == 0 || row.SeriesKey != rows[i-1].SeriesKey || row.Period.Frequency != rows[i-1].Period.Frequency {
			indicators[row.Indicator], areas[row.Area], frequencies[row.Period.Frequency] = true, true, true
		}
		query.From, query.To = min(query.From, row.Period.End()), max(query.To, row.Period.End())
	}
	query.Indicators = slices.Sorted(maps.Keys(indicators))
	query.Areas = slices.Sorted(maps.Keys(areas))
	query.Frequencies = slices.Sorted(maps.Keys(frequencies))
	found, err := standing.Observations(ctx, query)
	if err != nil {
		return nil, &storeFailure{"read current values", err}
	}
	current := make(map[metrics.ObservationKey]*metrics.Observation, len(found))
	for i := range found {
		current[found[i].ObservationKey] = &found[i]
	}
	return current, nil
}
