package dashboard

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// CoveragePage shows which values are there, late or missing, and who brings them when.
type CoveragePage struct {
	Frame
	Question    CoverageQuestion
	Choices     Choices
	Frequencies []metrics.Frequency
	Periods     []metrics.Period
	Rows        []CoverageRow // of the page
	Units       []CoverageUnit
	Total       metrics.CoverageSum
	Legend      []CoverageCount
	Gaps        int // missing or late
	Pager       Pager
	Links       bool // values have pages of their own
	CanAsk      bool // forms can be made of what is missing
	Due         int  // days after the end of a period by which its value is due
	UnitsFolded folded[CoverageUnit]
}

// folded parts a list into what is seen at once and what is opened.
type folded[T any] struct{ First, Rest []T }

// CoverageCount is one state with how many cells have it.
type CoverageCount struct {
	State metrics.CoverageState
	Count int
}

// shownUnits is how many organisations are seen at once.
const shownUnits = 10

func (s *Server) showCoverage(c echo.Context) error {
	page, view, err := s.coveragePage(c)
	if err != nil {
		return err
	}
	if page.Pager, err = newPager(c.QueryParam("page"), len(view.rows)); err != nil {
		return err
	}
	page.Rows = view.rows[max(page.Pager.From-1, 0):page.Pager.To]
	s.offerExport(&page.Frame, coveragePath+"/matrix"+workbookEnding)
	if err := s.nameFeeds(c.Request().Context(), &page, view.catalogue); err != nil {
		return err
	}
	return s.render(c, http.StatusOK, "coverage", page)
}

// coveragePage gathers everything but the rows of one page.
func (s *Server) coveragePage(c echo.Context) (CoveragePage, *coverageView, error) {
	filters, err := s.filtersOf(c)
	if err != nil {
		return CoveragePage{}, nil, err
	}
	question, err := readCoverageQuestion(c, filters)
	if err != nil {
		return CoveragePage{}, nil, err
	}
	for name, value := range map[string]string{"frequency": c.QueryParam("frequency"), "from": c.QueryParam("from"), "to": c.QueryParam("to"), "gaps": c.QueryParam("gaps")} {
		filters = filters.withOwn(coveragePath, name, value)
	}
	view, err := s.loadCoverage(c.Request().Context(), filters, question)
	if err != nil {
		return CoveragePage{}, nil, err
	}
	page := CoveragePage{Frame: s.frame(c, coveragePath, filters), Question: question, Choices: choices(view.catalogue), Frequencies: coverageFrequencies(),
		Periods: view.periods, Units: view.units, Total: view.total, Links: s.dependencies.Revisions != nil, Due: metrics.UsualLag(question.Frequency)}
	page.Title = s.texts.Text(page.Language, "nav.coverage")
	page.CanAsk = s.dependencies.Forms != nil && page.May(string(mayDesign))
	page.UnitsFolded = folded[CoverageUnit]{First: view.units[:min(shownUnits, len(view.units))], Rest: view.units[min(shownUnits, len(view.units)):]}
	for _, state := range metrics.CoverageStates() {
		page.Legend = append(page.Legend, CoverageCount{State: state, Count: view.counts[state]})
	}
	page.Gaps = view.counts[metrics.CoverageMissing] + view.counts[metrics.CoverageLate]
	return page, view, nil
}

// CellLink leads from a cell to where it came from, or to where it can be asked for; empty
// where there is neither.
func (p CoveragePage) CellLink(row CoverageRow, mark CoverageMark) string {
	switch {
	case mark.State.Covers() || mark.State == metrics.CoverageForecast:
		if !p.Links {
			return p.Bare("/indicators/"+row.Indicator.Code, "area", p.Question.Area)
		}
		return p.ValueLink(metrics.ObservationKey{Period: mark.Period, SeriesKey: metrics.SeriesKey{Indicator: row.Indicator.Code,
			Area: p.Question.Area, Dimension: row.Dimension, Scenario: p.Filters.Scenario()}})
	case mark.State == metrics.CoverageMissing || mark.State == metrics.CoverageLate:
		return p.gapLink(row, []metrics.Period{mark.Period})
	}
	return ""
}

// GapsLink leads to a form for everything that a row lacks.
func (p CoveragePage) GapsLink(row CoverageRow) string { return p.gapLink(row, row.Gaps) }

func (p CoveragePage) gapLink(row CoverageRow, periods []metrics.Period) string {
	switch {
	case p.CanAsk:
		texts := make([]string, len(periods))
		for i, period := range periods {
			texts[i] = askedPeriod(period)
		}
		return p.Bare(formsPath+"/new", "indicator", row.Indicator.Code, "area", p.Question.Area, "periods", strings.Join(texts, "、"))
	case row.Feed != nil:
		return p.FeedLink(row)
	case p.May(string(maySubmit)):
		return p.Bare("/imports")
	}
	return ""
}

// askedPeriod writes a period so that reading it gives the same one.
func askedPeriod(period metrics.Period) string {
	if period.Frequency == metrics.YearToDate {
		return strconv.Itoa(period.Last.Year()) + "年1-" + strconv.Itoa(period.Last.Month()) + "月"
	}
	return period.String()
}

// Short is the head of a column: the year of a year, else what tells it from its
// neighbours within the year.
func (p CoveragePage) Short(period metrics.Period) string {
	switch period.Frequency {
	case metrics.Annual:
		return strconv.Itoa(period.Last.Year())
	case metrics.HalfYear:
		return "S" + strconv.Itoa(period.Last.Month()/6)
	case metrics.Quarter:
		return "Q" + strconv.Itoa(period.Last.Month()/3)
	}
	return strconv.Itoa(period.Last.Month())
}

// Years parts the columns into years, for the line above them; none when the columns are
// years.
func (p CoveragePage) Years() []CoverageYear {
	var years []CoverageYear
	if p.Question.Frequency == metrics.Annual {
		return nil
	}
	for _, period := range p.Periods {
		if last := len(years) - 1; last >= 0 && years[last].Year == period.Last.Year() {
			years[last].Columns++
			continue
		}
		years = append(years, CoverageYear{period.Last.Year(), 1})
	}
	return years
}

// CoverageYear is a year with how many columns it has.
type CoverageYear struct{ Year, Columns int }

// PageLink leads to a page of the matrix.
func (p CoveragePage) PageLink(page int) string {
	return p.Here("page", strconv.Itoa(page)) + "#matrix"
}

// FileLink leads to a file with what the page is asked.
func (p CoveragePage) FileLink(name string) string {
	gaps := ""
	if p.Question.Gaps {
		gaps = "1"
	}
	return p.Link(coveragePath+"/"+name, "frequency", string(p.Question.Frequency), "from", strconv.Itoa(p.Question.FromYear),
		"to", strconv.Itoa(p.Question.ToYear), "gaps", gaps)
}
