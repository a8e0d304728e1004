package dashboard

import (
	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// ReportForm is what the forms of reports on tasks and on projects share, as filled in,
// right or wrong.
type ReportForm struct {
	Date     string
	Base     string // version of the last report saved when the form was opened
	Reason   string // why a report is taken back
	Problems FieldProblems
}

// reportForm begins with a day and what was saved last, nil for nothing.
func reportForm(day metrics.Date, last *metrics.ReportHead) ReportForm {
	form := ReportForm{Date: day.String(), Problems: FieldProblems{}}
	if last != nil {
		form.Base = last.Version
	}
	return form
}

// refuseOutdated notes when somebody else reported after the form was opened.
func (f ReportForm) refuseOutdated(c echo.Context, last *metrics.ReportHead) {
	if last != nil && formText(c, "base") != last.Version {
		f.Problems.refuse("form", metrics.NewProblem("progress.problem.meanwhile", "actor", last.SavedBy))
	}
}

// readDate reads the day that is reported on.
func (f *ReportForm) readDate(c echo.Context) metrics.Date {
	f.Date = formText(c, "date")
	date, err := metrics.ParseDate(f.Date)
	if err != nil {
		f.Problems.refuse("date", metrics.NewProblem("progress.problem.date").Because(err))
	}
	return date
}

// readTakingBack reads why the report of a version is taken back. The error says that
// there is no such report, or that it is taken back already.
func (f *ReportForm) readTakingBack(c echo.Context, mayTakeBack func(version string) bool) (version string, err error) {
	version, f.Reason = formText(c, "version"), formText(c, "reason")
	if !mayTakeBack(version) {
		return "", badRequest(metrics.NewProblem("progress.problem.not_to_take_back"))
	}
	f.Problems.refuse("reason", reasonProblem(f.Reason))
	return version, nil
}
