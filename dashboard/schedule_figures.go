package dashboard

import (
	"context"
	"fmt"
	"time"

	"zhibiao/metrics"
	"zhibiao/schedules"
)

const (
	// figureSpan and shownOccurrences bound what the figures of a schedule are about.
	figureSpan = 30 * 24 * time.Hour
	// stripMarks is how many outcomes the strip shows.
	stripMarks = 30
)

// ScheduleFigures say how well a schedule has done, over its due times of the last 30
// days, at most the latest 100 records.
type ScheduleFigures struct {
	Since    string // the first due time that counts, when the records do not reach back 30 days
	Due      int    // due times that ought to have run: all but those left out on purpose
	Done     int
	Failed   int
	Missed   int // missed, or skipped because an earlier run had not ended
	LeftOut  int // skipped on purpose: paused, day off, nothing new to work on
	Share    string
	LastDone *OccurrenceLine
	Next     string
	Late     string // how much later than due the last run began
	Usually  string // the median of the same
	Took     string // how long the last run took
	Typical  string // the median of the good runs
	Fastest  string
	Slowest  string
	Strip    []OccurrenceLine // the oldest first
	Trouble  *OccurrenceLine  // the last failed run
	Mended   bool             // a good run came after it
	typical  time.Duration
}

// figures works the figures of a schedule out of its latest records, the newest first.
func (s *Server) figures(ctx context.Context, words wording, line ScheduleLine, occurrences []schedules.Occurrence) (ScheduleFigures, error) {
	var figures ScheduleFigures
	now := s.dependencies.Now()
	figures.count(occurrences, now)
	if len(occurrences) == shownOccurrences {
		if oldest := occurrences[len(occurrences)-1].DueAt; now.Sub(oldest) < figureSpan {
			figures.Since = words.occurrenceLine(line.Schedule, schedules.Occurrence{DueAt: oldest}).Due
		}
	}
	if figures.Due > 0 {
		figures.Share = fmt.Sprintf("%.0f%%", 100*float64(figures.Done)/float64(figures.Due))
		if figures.Share == "100%" && figures.Done < figures.Due {
			figures.Share = "99%" // never all of them when one is missing
		}
	}
	figures.compare(words, occurrences)
	if len(line.Next) > 0 {
		figures.Next = line.Next[0]
	}
	for i := min(stripMarks, len(occurrences)) - 1; i >= 0; i-- {
		figures.Strip = append(figures.Strip, words.occurrenceLine(line.Schedule, occurrences[i]))
	}
	done, err := s.dependencies.Scheduler.LastOf(ctx, line.Schedule.Name, schedules.OutcomeDone)
	if err != nil {
		return figures, err
	}
	failed, err := s.dependencies.Scheduler.LastOf(ctx, line.Schedule.Name, schedules.OutcomeFailed)
	if err != nil {
		return figures, err
	}
	if len(done) > 0 {
		last := words.occurrenceLine(line.Schedule, done[0])
		figures.LastDone = &last
	}
	if len(failed) > 0 {
		last := words.occurrenceLine(line.Schedule, failed[0])
		figures.Trouble = &last
		figures.Mended = len(done) > 0 && done[0].DueAt.After(failed[0].DueAt)
	}
	return figures, nil
}

// count counts the due times of the last days by how they ended. Runs by hand are not
// due, and what has not ended has no outcome yet.
func (f *ScheduleFigures) count(occurrences []schedules.Occurrence, now time.Time) {
	for _, occurrence := range occurrences {
		if occurrence.Manual || !occurrence.Ended() || now.Sub(occurrence.DueAt) > figureSpan {
			continue
		}
		switch count := occurrence.Count(); {
		case isLeftOut(occurrence):
			f.LeftOut += count
			continue
		case occurrence.Outcome == schedules.OutcomeDone:
			f.Done += count
		case occurrence.Outcome == schedules.OutcomeFailed:
			f.Failed += count
		default:
			f.Missed += count
		}
		f.Due += occurrence.Count()
	}
}

// isLeftOut tells whether a due time was skipped because somebody wanted it so. One that
// was skipped because an earlier run had not ended was not.
func isLeftOut(occurrence schedules.Occurrence) bool {
	if occurrence.Outcome != schedules.OutcomeSkipped || occurrence.Reason == nil {
		return false
	}
	switch occurrence.Reason.Key {
	case "schedule.skipped.overlap", "schedule.skipped.abandoned":
		return false
	}
	return true
}

// compare holds the last run that began against the ones before it.
func (f *ScheduleFigures) compare(words wording, occurrences []schedules.Occurrence) {
	var late, took []time.Duration
	for _, occurrence := range occurrences {
		if occurrence.StartedAt.IsZero() || !occurrence.Ended() {
			continue
		}
		if f.Took == "" && occurrence.Duration() > 0 {
			f.Took = words.duration(occurrence.Duration())
		}
		if occurrence.Outcome == schedules.OutcomeDone {
			took = append(took, occurrence.Duration())
		}
		if occurrence.Manual {
			continue
		}
		if f.Late == "" {
			f.Late = words.duration(latenessOf(occurrence))
		}
		late = append(late, latenessOf(occurrence))
	}
	if len(late) > 1 {
		f.Usually = words.duration(medianOf(late))
	}
	if len(took) > 1 {
		f.typical = medianOf(took)
		f.Typical, f.Fastest, f.Slowest = words.duration(f.typical), words.duration(shortest(took)), words.duration(longest(took))
	}
}

// ImportedRun is a run of an import that a schedule made.
type ImportedRun struct {
	ID   string
	File string
}

// mostRunsSought bounds the runs of imports among which those of a schedule are sought.
const mostRunsSought = 500

// importsOf finds the runs of imports that began while each of some occurrences of a
// schedule went on.
func (s *Server) importsOf(ctx context.Context, schedule string, occurrences []schedules.Occurrence) ([][]ImportedRun, error) {
	runs, err := s.dependencies.Store.Runs(ctx, metrics.RunQuery{Limit: mostRunsSought})
	if err != nil {
		return nil, fmt.Errorf("load runs: %w", err)
	}
	imports := make([][]ImportedRun, len(occurrences))
	for _, run := range runs {
		if run.Schedule != schedule {
			continue
		}
		for i, occurrence := range occurrences {
			began := !occurrence.StartedAt.IsZero() && !run.StartedAt.Before(occurrence.StartedAt)
			if began && (!occurrence.Ended() || !run.StartedAt.After(occurrence.FinishedAt)) {
				imports[i] = append(imports[i], ImportedRun{run.ID, run.File})
				break
			}
		}
	}
	return imports, nil
}
