package dashboard

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// FormInput is what a form is begun with, as it was sent.
type FormInput struct {
	Title, Plan, Theme, Organisation string
	Recipient                        string // who is asked for everything; empty: whoever reports on each target
	Find                             string // words that are looked for among the indicators
	From                             string // the form that is asked again
	Blank                            bool   // begun without a row
	Indicators, Areas                []string
	PeriodsText, DueText             string
	Periods                          []metrics.Period
	Due                              metrics.Date
	Series, Organisations            []string
	Sent                             bool // series and organisations were chosen by hand
	Problems                         FieldProblems
}

// mostFormRows bounds what one form asks for, mostFormPeriods its periods.
const (
	mostFormRows    = 10_000
	mostFormPeriods = 60
	longestTitle    = 100
	usualFormDays   = 14
)

// readFormInput reads the fields; what is wrong with them is found by check.
func readFormInput(c echo.Context) FormInput {
	values, err := c.FormParams()
	if err != nil {
		values = c.QueryParams()
	}
	several := func(name string) []string {
		return slices.DeleteFunc(slices.Clone(values[name]), func(text string) bool { return text == "" })
	}
	return FormInput{Title: formText(c, "title"), Plan: formText(c, "plan"), Theme: formText(c, "theme"), Organisation: formText(c, "organisation"),
		Recipient: formText(c, "ask"), Find: formText(c, "find"), From: formText(c, "from"), Blank: formText(c, "blank") != "",
		Indicators: several("indicator"), Areas: several("area"), PeriodsText: formText(c, "periods"), DueText: formText(c, "due"),
		Series: several("series"), Organisations: several("recipient"), Sent: formText(c, "sent") != "", Problems: FieldProblems{}}
}

// check reads what must be read and says what is wrong.
func (i *FormInput) check(today metrics.Date) {
	if !i.Blank {
		periods, problem := readFormPeriods(i.PeriodsText)
		if i.Periods = periods; problem != nil {
			i.Problems["periods"] = problem
		}
	}
	i.Due = readFormDue(i.DueText, today, i.Problems)
	checkFormTitle(i.Title, i.Problems)
	if !i.Blank && i.From == "" && (len(i.Series) == 0 || len(i.Organisations) == 0) {
		i.Problems["series"] = metrics.NewProblem("forms.problem.series")
	}
}

// readFormDue reads the last day for answers, which must not have passed.
func readFormDue(text string, today metrics.Date, problems FieldProblems) metrics.Date {
	due, err := metrics.ParseDate(text)
	switch {
	case err != nil || due.IsZero():
		problems["due"] = metrics.NewProblem("forms.problem.due")
	case due < today:
		problems["due"] = metrics.NewProblem("forms.problem.due_past")
	}
	return due
}

func checkFormTitle(title string, problems FieldProblems) {
	if count := utf8.RuneCountInString(title); count == 0 || count > longestTitle {
		problems["title"] = metrics.NewProblem("forms.problem.title", "count", strconv.Itoa(longestTitle))
	}
}

// readFormPeriods reads periods parted by commas, spaces or lines.
func readFormPeriods(text string) ([]metrics.Period, *metrics.Problem) {
	var periods []metrics.Period
	for _, text := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("、,，;； \n\r\t", r) }) {
		period, err := metrics.ReadPeriod("", text)
		if err != nil {
			return nil, metrics.NewProblem("forms.problem.period", "value", text)
		}
		if !slices.Contains(periods, period) {
			periods = append(periods, period)
		}
	}
	if len(periods) == 0 || len(periods) > mostFormPeriods {
		return nil, metrics.NewProblem("forms.problem.periods", "count", strconv.Itoa(mostFormPeriods))
	}
	return periods, nil
}

// writeFormPeriods writes periods so that reading them gives the same ones.
func writeFormPeriods(periods []metrics.Period) string {
	texts := make([]string, len(periods))
	for i, period := range periods {
		texts[i] = askedPeriod(period)
	}
	return strings.Join(texts, "、")
}

// chosen tells whether the values to ask for follow from what was chosen.
func (i *FormInput) chosen() bool {
	return i.Plan != "" || i.Theme != "" || i.Organisation != "" || len(i.Indicators) > 0 || len(i.Areas) > 0
}

func (i *FormInput) choice(day metrics.Date) metrics.FormChoice {
	return metrics.FormChoice{Plan: i.Plan, Theme: i.Theme, Organisation: i.Organisation, Recipient: i.Recipient,
		Indicators: i.Indicators, Areas: i.Areas, Periods: i.Periods, Day: day}
}
