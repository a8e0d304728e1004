package dashboard

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"time"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// BeginningLine says on a page about a day before the first plan that nothing, or no target,
// was known, and since when something is.
type BeginningLine struct {
	Sentence *metrics.Problem
	First    metrics.Date // day on which something was known first; zero: not known
	// Instead tells that the page has nothing to show but this.
	Instead bool
}

// beginningOn tells what was not yet known on a day at a moment; nil for a day from the
// first plan on, and for today.
func (s *Server) beginningOn(ctx context.Context, words wording, vintage metrics.Vintage, scenario metrics.Scenario) (*BeginningLine, error) {
	if vintage.AsOf == s.today() && vintage.KnownAt.IsZero() {
		return nil, nil //nolint:nilnil // there is nothing to say
	}
	catalogue, err := s.dependencies.Store.CatalogueAt(ctx, vintage.KnownAt)
	if err != nil {
		return nil, fmt.Errorf("load catalogue: %w", err)
	}
	if len(catalogue.Plans) == 0 && !vintage.KnownAt.IsZero() {
		return s.beforeTheSystem(ctx, words, vintage)
	}
	beginning := metrics.BeginningOf(catalogue, 0)
	if !beginning.BeforePlans(vintage.AsOf) {
		return nil, nil //nolint:nilnil // there is nothing to say
	}
	if beginning.Value, err = s.dependencies.Store.FirstRelease(ctx, scenario, vintage.KnownAt); err != nil {
		return nil, fmt.Errorf("first release: %w", err)
	}
	return &BeginningLine{Sentence: beginning.Sentence(vintage.AsOf, words.date), First: beginning.First(), Instead: beginning.BeforeAll(vintage.AsOf)}, nil
}

// beforeTheSystem tells of a moment before the system itself received anything; nil while
// it still has nothing.
func (s *Server) beforeTheSystem(ctx context.Context, words wording, vintage metrics.Vintage) (*BeginningLine, error) {
	now, err := s.dependencies.Store.CatalogueAt(ctx, time.Time{})
	if err != nil || len(now.Plans) == 0 {
		return nil, err
	}
	founding, err := s.dependencies.Store.VintageOn(ctx, metrics.NewDate(metrics.FirstYear, 1, 1))
	if err != nil {
		return nil, fmt.Errorf("founding: %w", err)
	}
	return &BeginningLine{Sentence: metrics.NewProblem("beginning.before_system", "moment", words.moment(vintage.KnownAt), "founded", words.moment(founding.KnownAt)), Instead: true}, nil
}

// beginningFor is beginningOn for a page; without an answer the page does without.
func (s *Server) beginningFor(c echo.Context, active string, filters Filters) *BeginningLine {
	ctx := c.Request().Context()
	line, err := s.beginningOn(ctx, s.wording(languageOf(c)), filters.Vintage(), filters.Scenario())
	if err != nil {
		s.logger.ErrorContext(ctx, "what was known first is not known", "request", requestID(c), "error", err)
		return nil
	}
	if line != nil {
		line.Instead = line.Instead || needsPlans(active)
	}
	return line
}

// thenAndToday says of a page about the past that could not be shown why that may be, and
// leads to the same page as of today. Both are empty for a page about today.
func (s *Server) thenAndToday(c echo.Context) (asToday string, then *metrics.Problem) {
	query := c.QueryParams()
	if c.Request().Method != http.MethodGet || !query.Has("as_of") && !query.Has("known_at") {
		return "", nil
	}
	asToday = hereWithout(c, "as_of", "known_at")
	filters, err := s.filtersOf(c)
	if err != nil || !filters.Past(s.today()) {
		return asToday, nil
	}
	if line := s.beginningFor(c, "", filters); line != nil {
		return asToday, line.Sentence
	}
	return asToday, metrics.NewProblem("beginning.unknown_then", "day", s.wording(languageOf(c)).date(filters.AsOf))
}

// hereWithout returns the address of this page without some parameters.
func hereWithout(c echo.Context, names ...string) string {
	query := c.Request().URL.Query()
	for _, name := range names {
		query.Del(name)
	}
	link := url.URL{Path: c.Request().URL.Path, RawQuery: query.Encode()}
	return link.RequestURI()
}

// needsPlans tells whether the pages under an entry of the menu show nothing but what plans
// say: targets, tasks and projects.
func needsPlans(active string) bool {
	return slices.Contains([]string{"/", "/plans", rollUpPath, pipelinePath, tasksPath, projectsPath, conflictsPath, wallPath}, active)
}

// NothingYet tells whether the page lies before everything that it could show.
func (f Frame) NothingYet() bool {
	return f.Vintage != nil && f.Vintage.Beginning != nil && f.Vintage.Beginning.Instead
}
