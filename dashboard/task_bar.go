package dashboard

import "zhibiao/metrics"

// TaskBarPart is one part of the bar of a heading, in hundredths of its width.
type TaskBarPart struct {
	Class       string
	From, Width float64
}

// taskBar divides a bar into what is done, overdue, past due without a report, due soon,
// and the rest.
func taskBar(tally metrics.TaskTally) []TaskBarPart {
	var parts []TaskBarPart
	from := 0.0
	for _, part := range []struct {
		class string
		count int
	}{{"strip-good", tally.Done()}, {"strip-bad", tally.Of(metrics.TaskOverdue)},
		{"strip-poor", tally.Of(metrics.TaskUnreported)}, {"strip-fair", tally.DueSoon()},
		{"strip-none", tally.Total - tally.Done() - tally.Late() - tally.DueSoon()}} {
		if part.count == 0 {
			continue
		}
		width := 100 * float64(part.count) / float64(tally.Total)
		parts = append(parts, TaskBarPart{part.class, from, width})
		from += width
	}
	return parts
}

// Bar is the bar of the heading.
func (b TaskBranch) Bar() []TaskBarPart { return taskBar(b.Tally) }

// Bar is the bar of a unit or a leader.
func (l TaskLoad) Bar() []TaskBarPart { return taskBar(l.Tally) }
