package metrics

import (
	"slices"
	"strconv"
	"unicode/utf8"
)

// ReportedState is how far a unit says that a task has come.
type ReportedState string

// The states that can be reported.
const (
	ReportNotStarted ReportedState = "not_started" // 未启动
	ReportInProgress ReportedState = "in_progress" // 进行中
	ReportDifficult  ReportedState = "difficult"   // 有困难: under way, but the unit needs help
	ReportDone       ReportedState = "done"        // 已完成
)

// ReportedStates lists the states in the order in which forms offer them.
func ReportedStates() []ReportedState {
	return []ReportedState{ReportNotStarted, ReportInProgress, ReportDifficult, ReportDone}
}

// TaskReport is what the unit that leads a task says about it: a state on a day with
// its evidence.
type TaskReport struct {
	ReportHead
	Task     string        `json:"task"`
	State    ReportedState `json:"state,omitempty"` // empty only when TakesBack is set
	Percent  *int          `json:"percent,omitempty"`
	Evidence string        `json:"evidence"` // what was done and where it can be seen; why, when a report is taken back
	// Demonstration marks a report that was generated, or made on pages that show
	// demonstration data. It never stands beside real ones.
	Demonstration bool `json:"demonstration,omitempty"`
}

// Problems says what is wrong with a report on a task of a plan issued on a day, by the
// name of the field: state, date, evidence, percent. No day may lie in the future or
// before the plan, and what is done or difficult needs words that others can check.
func (r TaskReport) Problems(issued, today Date) map[string]*Problem {
	problems := map[string]*Problem{}
	if problem := dateProblem(r.Date, issued, today); problem != nil {
		problems["date"] = problem
	}
	if !slices.Contains(ReportedStates(), r.State) {
		problems["state"] = NewProblem("progress.problem.state")
	}
	switch {
	case utf8.RuneCountInString(r.Evidence) > longestReportText:
		problems["evidence"] = NewProblem("progress.problem.long", "most", strconv.Itoa(longestReportText))
	case r.Evidence == "" && r.State == ReportDone:
		problems["evidence"] = NewProblem("progress.problem.evidence_done")
	case r.Evidence == "" && r.State == ReportDifficult:
		problems["evidence"] = NewProblem("progress.problem.evidence_difficult")
	}
	if r.Percent == nil {
		return problems
	}
	switch percent := *r.Percent; {
	case percent < 0 || percent > 100:
		problems["percent"] = NewProblem("progress.problem.percent")
	case r.State == ReportDone && percent != 100:
		problems["percent"] = NewProblem("progress.problem.percent_done")
	case r.State == ReportNotStarted && percent != 0:
		problems["percent"] = NewProblem("progress.problem.percent_not_started")
	}
	return problems
}

// TaskReportsFor keeps the reports made for demonstration, or the real ones.
func TaskReportsFor(reports []TaskReport, demonstration bool) []TaskReport {
	return slices.DeleteFunc(slices.Clone(reports), func(report TaskReport) bool { return report.Demonstration != demonstration })
}
