package ledgertest

import (
	"context"
	"slices"
	"time"

	"zhibiao/metrics"
)

// RunObservations returns the rows that a run wrote, published or not, at most limit.
func (l *Ledger) RunObservations(_ context.Context, run string, limit int) ([]metrics.Observation, error) {
	l.lock.Lock()
	defer l.lock.Unlock()
	var found []metrics.Observation
	for _, row := range l.rows {
		if row.Lineage.Run == run && len(found) < limit {
			found = append(found, row)
		}
	}
	return found, nil
}

// RunValues returns a page of the new or of the revised values of a run.
func (l *Ledger) RunValues(_ context.Context, query metrics.RunValueQuery) ([]metrics.Observation, error) {
	l.lock.Lock()
	defer l.lock.Unlock()
	var found []metrics.Observation
	for _, row := range l.rows {
		if row.Lineage.Run == query.Run && (row.Revision > 1) == query.Revised {
			found = append(found, row)
		}
	}
	found = found[min(query.Offset, len(found)):]
	return found[:min(query.Limit, len(found))], nil
}

// RunStanding says what would become of the values of a run if it were taken back.
func (l *Ledger) RunStanding(_ context.Context, run string, limit int) (metrics.RunStanding, error) {
	l.lock.Lock()
	defer l.lock.Unlock()
	states := l.states(time.Time{})
	own, current, others := map[metrics.ObservationKey]metrics.Observation{}, map[metrics.ObservationKey]metrics.Observation{}, map[metrics.ObservationKey]bool{}
	for _, row := range l.rows {
		if states[row.Lineage.Run].State != metrics.RunPublished {
			continue
		}
		if row.Lineage.Run == run {
			own[row.ObservationKey] = row
		} else {
			others[row.ObservationKey] = true
		}
		if before, known := current[row.ObservationKey]; !known || !newer(before, row) {
			current[row.ObservationKey] = row
		}
	}
	standing := metrics.RunStanding{Values: len(own)}
	for key, row := range own {
		switch {
		case current[key].Lineage.Run != run:
			standing.Left++
			standing.Kept = append(standing.Kept, metrics.LeftValue{Own: row, Current: current[key]})
		case others[key]:
			standing.Restored++
		default:
			standing.Removed++
		}
	}
	slices.SortFunc(standing.Kept, func(a, b metrics.LeftValue) int { return a.Own.Lineage.Row - b.Own.Lineage.Row })
	standing.Kept = standing.Kept[:min(limit, len(standing.Kept))]
	return standing, nil
}

// CommentRun keeps a comment on a run.
func (l *Ledger) CommentRun(_ context.Context, comment metrics.RunComment) error {
	l.lock.Lock()
	defer l.lock.Unlock()
	l.comments = append(l.comments, comment)
	return nil
}

// RunComments returns the comments on a run, oldest first.
func (l *Ledger) RunComments(_ context.Context, run string) ([]metrics.RunComment, error) {
	l.lock.Lock()
	defer l.lock.Unlock()
	var found []metrics.RunComment
	for _, comment := range l.comments {
		if comment.Run == run {
			found = append(found, comment)
		}
	}
	return found, nil
}

// KeepRunReading keeps in words how the tables of a run were read.
func (l *Ledger) KeepRunReading(_ context.Context, run string, said []*metrics.Problem) error {
	l.lock.Lock()
	defer l.lock.Unlock()
	if l.readings == nil {
		l.readings = map[string][]*metrics.Problem{}
	}
	l.readings[run] = said
	return nil
}

// RunReading returns how the tables of a run were read.
func (l *Ledger) RunReading(_ context.Context, run string) ([]*metrics.Problem, error) {
	l.lock.Lock()
	defer l.lock.Unlock()
	return l.readings[run], nil
}
