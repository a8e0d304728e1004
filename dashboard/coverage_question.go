package dashboard

import (
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// CoverageQuestion is what the page of coverage is asked.
type CoverageQuestion struct {
	Frequency                 metrics.Frequency
	Area, Theme, Organisation string
	FromYear, ToYear          int
	Gaps                      bool // only indicators of which something is missing or late
	From, To                  metrics.Date
}

// coverageFrequencies lists the frequencies that can be asked for.
func coverageFrequencies() []metrics.Frequency {
	return []metrics.Frequency{metrics.Annual, metrics.HalfYear, metrics.Quarter, metrics.Month, metrics.YearToDate}
}

// mostCoverageYears bounds the columns: as many as can be told apart on a wide page.
const mostCoverageYears = 30

// usualCoverageYears is how many years are shown without a wish.
func usualCoverageYears(frequency metrics.Frequency) int {
	return map[metrics.Frequency]int{metrics.Annual: 12, metrics.HalfYear: 8, metrics.Quarter: 5, metrics.Month: 2, metrics.YearToDate: 2}[frequency]
}

// longestCoverageYears is how many years the columns have room for.
func longestCoverageYears(frequency metrics.Frequency) int {
	return map[metrics.Frequency]int{metrics.Annual: mostCoverageYears, metrics.HalfYear: 15, metrics.Quarter: 10, metrics.Month: 4, metrics.YearToDate: 4}[frequency]
}

// readCoverageQuestion reads the address. The problem says what cannot be understood.
func readCoverageQuestion(c echo.Context, filters Filters) (CoverageQuestion, error) {
	question := CoverageQuestion{Frequency: metrics.Frequency(c.QueryParam("frequency")), Area: filters.Area, Theme: filters.Theme,
		Organisation: filters.Organisation, Gaps: c.QueryParam("gaps") == "1", ToYear: filters.AsOf.Year()}
	if question.Frequency == "" {
		question.Frequency = metrics.Annual
	}
	if !slices.Contains(coverageFrequencies(), question.Frequency) {
		return question, badRequest(metrics.NewProblem("coverage.problem.frequency", "value", string(question.Frequency)))
	}
	if question.Area == "" {
		question.Area = metrics.CityArea
	}
	question.FromYear = question.ToYear - usualCoverageYears(question.Frequency) + 1
	if err := readYear(c.QueryParam("to"), &question.ToYear); err != nil {
		return question, err
	}
	if c.QueryParam("to") != "" {
		question.FromYear = question.ToYear - usualCoverageYears(question.Frequency) + 1
	}
	if err := readYear(c.QueryParam("from"), &question.FromYear); err != nil {
		return question, err
	}
	if question.FromYear > question.ToYear {
		question.FromYear, question.ToYear = question.ToYear, question.FromYear
	}
	question.FromYear = max(question.FromYear, question.ToYear-longestCoverageYears(question.Frequency)+1, metrics.FirstYear)
	question.From, question.To = metrics.NewDate(question.FromYear, 1, 1), metrics.NewDate(question.ToYear, 12, 31)
	return question, nil
}

func readYear(text string, into *int) error {
	if text == "" {
		return nil
	}
	year, err := strconv.Atoi(text)
	if err != nil || year < metrics.FirstYear || year > metrics.LastYear {
		return badRequest(metrics.NewProblem("coverage.problem.year", "value", text))
	}
	*into = year
	return nil
}
