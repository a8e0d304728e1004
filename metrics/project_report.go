package metrics

import (
	"slices"
	"strconv"
	"unicode/utf8"
)

// ProjectStage is how far a project has come.
type ProjectStage string

// The stages of projects. StageUnstated stands for lists that print none; a stage is
// never inferred from years.
const (
	StageReserve           ProjectStage = "reserve"            // 储备
	StageAdvancing         ProjectStage = "advancing"          // 推进: preparation, approvals
	StageUnderConstruction ProjectStage = "under_construction" // 开工
	StageCompleted         ProjectStage = "completed"          // 投产
	StageUnstated          ProjectStage = ""                   // 未注明
)

// ProjectStages lists the stages in the order of their course, without StageUnstated.
func ProjectStages() []ProjectStage {
	return []ProjectStage{StageReserve, StageAdvancing, StageUnderConstruction, StageCompleted}
}

// ProjectReport is what the unit that answers for a project says about it.
type ProjectReport struct {
	ReportHead
	Project string       `json:"project"`
	Stage   ProjectStage `json:"stage,omitempty"` // empty only when TakesBack is set
	// EndYear is the year in which the project is now expected to be finished, or was;
	// empty when nothing is said about it.
	EndYear string `json:"end_year,omitempty"`
	Note    string `json:"note"`
}

// Problems says what is wrong with a report on a project of a plan issued on a day, by
// the name of the field: stage, date, end_year, note. A project that is completed was
// not completed later than the day of the report, and one that is not will not be
// finished in a year before it.
func (r ProjectReport) Problems(issued, today Date) map[string]*Problem {
	problems := map[string]*Problem{}
	if problem := dateProblem(r.Date, issued, today); problem != nil {
		problems["date"] = problem
	}
	if !slices.Contains(ProjectStages(), r.Stage) {
		problems["stage"] = NewProblem("progress.problem.stage")
	}
	if problem := r.endYearProblem(); problem != nil {
		problems["end_year"] = problem
	}
	switch {
	case utf8.RuneCountInString(r.Note) > longestReportText:
		problems["note"] = NewProblem("progress.problem.long", "most", strconv.Itoa(longestReportText))
	case r.Note == "" && r.Stage == StageCompleted:
		problems["note"] = NewProblem("progress.problem.note_completed")
	}
	return problems
}

func (r ProjectReport) endYearProblem() *Problem {
	if r.EndYear == "" {
		return nil
	}
	year, err := strconv.Atoi(r.EndYear)
	switch {
	case err != nil || len(r.EndYear) != 4 || year < FirstYear || year > LastYear:
		return NewProblem("progress.problem.year", "value", r.EndYear)
	case r.Date.IsZero():
		return nil
	case r.Stage == StageCompleted && year > r.Date.Year():
		return NewProblem("progress.problem.year_completed", "year", r.EndYear, "date", r.Date.String())
	case r.Stage != StageCompleted && year < r.Date.Year():
		return NewProblem("progress.problem.year_past", "year", r.EndYear, "date", r.Date.String())
	}
	return nil
}
