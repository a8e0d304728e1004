package metrics

import "strconv"

// ProjectProgress is how a project stands on a day, and by what report.
type ProjectProgress struct {
	Stage    ProjectStage   `json:"stage"`    // as reported, else as printed
	Reported bool           `json:"reported"` // whether Stage comes from a report
	Report   *ProjectReport `json:"report"`   // the report that holds on the day, or nil
	// EndYear is the year in which the project is to be finished as known on the day:
	// reported, else printed; empty when neither is known.
	EndYear string `json:"end_year,omitempty"`
	// Slip is EndYear less the printed end year, negative when earlier; nil without a
	// printed year or without a report about the year.
	Slip *int `json:"slip"`
	// Overdue tells whether the year that EndYear names is over and the project is not
	// known to be completed. It is a question to the unit, not a judgement: most lists print
	// no stage.
	Overdue bool `json:"overdue"`
}

// Slipped tells whether the project is expected later than printed.
func (p ProjectProgress) Slipped() bool { return p.Slip != nil && *p.Slip > 0 }

// ProjectStageOn tells how a project stands on a day from the reports on it, of which
// others are passed over. A report of completion that names no year means the year of
// its day.
func ProjectStageOn(project *Project, reports []ProjectReport, day Date) ProjectProgress {
	var own []ProjectReport
	for _, report := range reports {
		if report.Project == project.Code {
			own = append(own, report)
		}
	}
	progress := ProjectProgress{Stage: ProjectStage(project.Stage), EndYear: project.EndYear, Report: latestReport(own, day)}
	if report := progress.Report; report != nil {
		progress.Stage, progress.Reported = report.Stage, true
		expected := expectedEnd(own, day)
		if report.Stage == StageCompleted && report.EndYear == "" {
			expected = strconv.Itoa(report.Date.Year())
		}
		if expected != "" {
			progress.EndYear = expected
			progress.Slip = slipBetween(project.EndYear, expected)
		}
	}
	if year, err := strconv.Atoi(progress.EndYear); err == nil {
		progress.Overdue = progress.Stage != StageCompleted && year < day.Year()
	}
	return progress
}

// expectedEnd is the end year of the last report that names one: a report that says
// nothing about the year leaves what was said before.
func expectedEnd(reports []ProjectReport, day Date) string {
	var naming []ProjectReport
	for _, report := range reports {
		if report.EndYear != "" || report.TakesBack != "" {
			naming = append(naming, report)
		}
	}
	if last := latestReport(naming, day); last != nil {
		return last.EndYear
	}
	return ""
}

func slipBetween(from, to string) *int {
	first, err := strconv.Atoi(from)
	if err != nil {
		return nil
	}
	last, err := strconv.Atoi(to)
	if err != nil {
		return nil
	}
	years := last - first
	return &years
}
