package metrics

import (
	"slices"
	"time"
)

// longestReportText is how many characters the evidence or the note of a report may have.
const longestReportText = 2000

// ReportHead is what every report on a task or a project carries. Reports are only ever
// added; a wrong one is taken back by a further one.
type ReportHead struct {
	Version string `json:"version"`
	Date    Date   `json:"date"` // the day on which what is reported held
	// TakesBack is the version of an earlier report that this one takes back. Such a
	// report says nothing else but why.
	TakesBack string    `json:"takes_back,omitempty"`
	SavedBy   string    `json:"saved_by"`
	SavedAt   time.Time `json:"saved_at"`
}

func (h ReportHead) head() ReportHead { return h }

// KnownReports keeps the reports that were saved by a moment; the zero time keeps all.
func KnownReports[R interface{ head() ReportHead }](reports []R, knownAt time.Time) []R {
	if knownAt.IsZero() {
		return reports
	}
	var known []R
	for _, report := range reports {
		if !report.head().SavedAt.After(knownAt) {
			known = append(known, report)
		}
	}
	return known
}

// TakenBack tells whether one of the reports takes a version back.
func TakenBack[R interface{ head() ReportHead }](reports []R, version string) bool {
	return version != "" && slices.ContainsFunc(reports, func(report R) bool { return report.head().TakesBack == version })
}

// latestReport returns the report that holds on a day: of those about a day up to it
// that are not taken back, the one about the latest day, and of several about that day
// the one saved last. A report that was taken back counts on no day, however early the
// day: it was wrong from the beginning. Nil means that there is none.
func latestReport[R interface{ head() ReportHead }](reports []R, day Date) *R {
	var latest *R
	for i := range reports {
		head := reports[i].head()
		if head.TakesBack != "" || head.Date > day || TakenBack(reports, head.Version) {
			continue
		}
		if latest == nil || !laterReport((*latest).head(), head) {
			latest = &reports[i]
		}
	}
	return latest
}

// laterReport tells whether a holds rather than b.
func laterReport(a, b ReportHead) bool {
	switch {
	case a.Date != b.Date:
		return a.Date > b.Date
	case !a.SavedAt.Equal(b.SavedAt):
		return a.SavedAt.After(b.SavedAt)
	}
	return a.Version > b.Version
}

// dateProblem says what is wrong with the day of a report, or nil: it must lie between
// the day of the plan and today.
func dateProblem(day, issued, today Date) *Problem {
	switch {
	case day.IsZero():
		return NewProblem("progress.problem.date")
	case day > today:
		return NewProblem("progress.problem.date_future", "date", day.String(), "today", today.String())
	case !issued.IsZero() && day < issued:
		return NewProblem("progress.problem.date_early", "date", day.String(), "issued", issued.String())
	}
	return nil
}
