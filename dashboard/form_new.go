package dashboard

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// NewFormPage is where a planner chooses what to ask, of whom, and by when.
type NewFormPage struct {
	Frame
	Choices Choices
	Input   FormInput
	Groups  []FormGroup // what could be asked, by organisation
	Areas   []*metrics.Area
	Chosen  bool // a plan, an organisation, a theme or indicators are chosen
	Count   int  // values that the form would ask for
}

// FormGroup is what could be asked of one organisation.
type FormGroup struct {
	Organisation *metrics.Organisation
	Code         string
	Checked      bool
	Lines        []FormSeriesLine
}

// FormSeriesLine is one series that could be asked for.
type FormSeriesLine struct {
	metrics.FormSeries
	Of      *metrics.Indicator
	Place   *metrics.Area
	Checked bool
}

// FormInput is the form as it was sent.
type FormInput struct {
	Title, Plan, Theme, Organisation string
	Indicators, Areas                []string
	PeriodsText, DueText             string
	Periods                          []metrics.Period
	Due                              metrics.Date
	Series, Organisations            []string
	Sent                             bool // series and organisations were chosen by hand
	Problems                         map[string]*metrics.Problem
}

// mostFormRows bounds what one form asks for, mostFormPeriods its periods.
const (
	mostFormRows    = 10_000
	mostFormPeriods = 60
	longestTitle    = 100
	usualFormDays   = 14
)

func (s *Server) showNewForm(c echo.Context) error {
	input := readFormInput(c)
	if input.DueText == "" {
		input.Due = s.today().AddDays(usualFormDays)
		input.DueText = input.Due.String()
	}
	if input.PeriodsText == "" {
		input.PeriodsText = strconv.Itoa(s.today().Year() - 1)
	}
	input.Problems = map[string]*metrics.Problem{}
	return s.renderNewForm(c, http.StatusOK, input)
}

// readFormInput reads the fields; what is wrong with them is found by check.
func readFormInput(c echo.Context) FormInput {
	values, err := c.FormParams()
	if err != nil {
		values = c.QueryParams()
	}
	several := func(name string) []string {
		return slices.DeleteFunc(slices.Clone(values[name]), func(text string) bool { return text == "" })
	}
	input := FormInput{Title: formText(c, "title"), Plan: formText(c, "plan"), Theme: formText(c, "theme"), Organisation: formText(c, "organisation"),
		Indicators: several("indicator"), Areas: several("area"), PeriodsText: formText(c, "periods"), DueText: formText(c, "due"),
		Series: several("series"), Organisations: several("recipient"), Sent: formText(c, "sent") != "", Problems: map[string]*metrics.Problem{}}
	return input
}

// check reads what must be read and says what is wrong.
func (i *FormInput) check(today metrics.Date) {
	i.readPeriods()
	due, err := metrics.ParseDate(i.DueText)
	switch {
	case err != nil || due.IsZero():
		i.Problems["due"] = metrics.NewProblem("forms.problem.due")
	case due < today:
		i.Problems["due"] = metrics.NewProblem("forms.problem.due_past")
	}
	i.Due = due
	if count := utf8.RuneCountInString(i.Title); count == 0 || count > longestTitle {
		i.Problems["title"] = metrics.NewProblem("forms.problem.title", "count", strconv.Itoa(longestTitle))
	}
	if len(i.Series) == 0 || len(i.Organisations) == 0 {
		i.Problems["series"] = metrics.NewProblem("forms.problem.series")
	}
}

// readPeriods reads periods parted by commas, spaces or lines.
func (i *FormInput) readPeriods() {
	i.Periods = nil
	for _, text := range strings.FieldsFunc(i.PeriodsText, func(r rune) bool { return strings.ContainsRune("、,，;； \n\r\t", r) }) {
		period, err := metrics.ReadPeriod("", text)
		if err != nil {
			i.Problems["periods"] = metrics.NewProblem("forms.problem.period", "value", text)
			return
		}
		if !slices.Contains(i.Periods, period) {
			i.Periods = append(i.Periods, period)
		}
	}
	if len(i.Periods) == 0 || len(i.Periods) > mostFormPeriods {
		i.Problems["periods"] = metrics.NewProblem("forms.problem.periods", "count", strconv.Itoa(mostFormPeriods))
	}
}

func (i *FormInput) chosen() bool {
	return i.Plan != "" || i.Theme != "" || i.Organisation != "" || len(i.Indicators) > 0
}

func (i *FormInput) choice(day metrics.Date) metrics.FormChoice {
	return metrics.FormChoice{Plan: i.Plan, Theme: i.Theme, Organisation: i.Organisation, Indicators: i.Indicators, Areas: i.Areas, Periods: i.Periods, Day: day}
}

func (s *Server) renderNewForm(c echo.Context, status int, input FormInput) error {
	filters, err := s.filtersOf(c)
	if err != nil {
		return err
	}
	filters = organisationFilters(filters) // what is chosen here is no filter of the page
	filters.Plan, filters.Theme = "", ""
	catalogue, err := s.loadCatalogue(c.Request().Context(), filters)
	if err != nil {
		return err
	}
	page := NewFormPage{Frame: s.workFrame(c, formsPath, filters, metrics.Actual), Choices: choices(catalogue), Input: input, Chosen: input.chosen()}
	page.Title = s.texts.Text(page.Language, "forms.new")
	page.Areas = page.Choices.Areas
	if !page.Chosen {
		return s.render(c, status, "form_new", page)
	}
	words := s.wording(page.Language)
	if input.Title == "" && !input.Sent {
		page.Input.Title = words.formTitle(catalogue, input)
	}
	for _, series := range catalogue.FormSeries(input.choice(s.today())) {
		at := slices.IndexFunc(page.Groups, func(group FormGroup) bool { return group.Code == series.Organisation })
		if at < 0 {
			at = len(page.Groups)
			page.Groups = append(page.Groups, FormGroup{Code: series.Organisation, Organisation: catalogue.Organisation(series.Organisation),
				Checked: !input.Sent || slices.Contains(input.Organisations, series.Organisation)})
		}
		line := FormSeriesLine{FormSeries: series, Of: catalogue.Indicator(series.Indicator), Place: catalogue.Area(series.Area),
			Checked: !input.Sent || slices.Contains(input.Series, series.Code())}
		page.Groups[at].Lines = append(page.Groups[at].Lines, line)
		page.Count++
	}
	return s.render(c, status, "form_new", page)
}

// formTitle names a form after what it was made for.
func (w wording) formTitle(catalogue *metrics.Catalogue, input FormInput) string {
	name := ""
	switch {
	case input.Plan != "":
		name = w.name(catalogue.Plan(input.Plan))
	case input.Organisation != "":
		name = w.name(catalogue.Organisation(input.Organisation))
	case input.Theme != "":
		name = w.name(catalogue.Theme(input.Theme))
	}
	title := []rune(w.text("forms.title", "name", name, "periods", input.PeriodsText))
	return strings.TrimSpace(string(title[:min(len(title), longestTitle)]))
}
