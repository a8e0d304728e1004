package dashboard

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// FormAddInput is what more a draft is to ask for.
type FormAddInput struct {
	Find              string
	Indicators, Areas []string
	Recipient         string // who is asked; empty: whoever reports on the indicator
	PeriodsText       string
}

func readFormAdd(c echo.Context, form *metrics.Form) FormAddInput {
	input := readFormInput(c)
	adding := FormAddInput{Find: input.Find, Indicators: input.Indicators, Areas: input.Areas, Recipient: input.Recipient, PeriodsText: input.PeriodsText}
	if adding.PeriodsText == "" {
		adding.PeriodsText = writeFormPeriods(form.Periods())
	}
	return adding
}

// addToForm asks for more indicators, of one organisation or of whoever reports on them.
func (s *Server) addToForm(c echo.Context) error {
	form, err := s.loadDraft(c)
	if err != nil {
		return err
	}
	catalogue, err := s.dependencies.Store.CatalogueAt(c.Request().Context(), time.Time{})
	if err != nil {
		return fmt.Errorf("load catalogue: %w", err)
	}
	adding := readFormAdd(c, form)
	periods, problem := readFormPeriods(adding.PeriodsText)
	var series []metrics.FormSeries
	switch {
	case problem != nil:
	case len(adding.Indicators) == 0:
		problem = metrics.NewProblem("forms.problem.indicators")
	case adding.Recipient != "" && catalogue.Organisation(adding.Recipient) == nil:
		problem = metrics.NewProblem("error.unknown.organisation", "value", adding.Recipient)
	default:
		series = catalogue.FormSeries(metrics.FormChoice{Indicators: adding.Indicators, Areas: knownAreas(catalogue, adding.Areas), Recipient: adding.Recipient, Day: s.today()})
		if len(series) == 0 {
			problem = metrics.NewProblem("forms.problem.nobody")
		}
	}
	changed := *form
	added := 0
	if problem == nil {
		added = changed.Add(askedFor(series, periods))
		problem = tooManyRows(&changed)
	}
	if problem == nil {
		if problem, err = s.outsideFormScope(c, &changed); err != nil {
			return err
		}
	}
	if problem != nil {
		input := formEditInputOf(form)
		input.Problems["add"] = problem
		return s.showFormEditAgain(c, form, input, http.StatusUnprocessableEntity)
	}
	if added == 0 {
		return c.Redirect(http.StatusSeeOther, s.editAddress(c, form, "nothing_new"))
	}
	if err := s.keepDraft(c, form, &changed); err != nil {
		return err
	}
	query := url.Values{"added": {strconv.Itoa(added)}}
	if adding.Recipient != "" {
		query.Set("organisation", adding.Recipient)
	}
	return c.Redirect(http.StatusSeeOther, formsPath+"/"+form.Code+"/edit?"+query.Encode())
}

func askedFor(series []metrics.FormSeries, periods []metrics.Period) []metrics.FormQuestion {
	questions := make([]metrics.FormQuestion, 0, len(series))
	for _, one := range series {
		questions = append(questions, metrics.FormQuestion{Organisation: one.Organisation, SeriesKey: one.SeriesKey, Periods: periods})
	}
	return questions
}

func knownAreas(catalogue *metrics.Catalogue, codes []string) []string {
	return slices.DeleteFunc(slices.Clone(codes), func(code string) bool { return catalogue.Area(code) == nil })
}
