package dashboard

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/shopspring/decimal"

	"zhibiao/metrics"
)

// DifferencePage shows how the values that readers see differ between two moments.
type DifferencePage struct {
	Frame
	Question   DifferenceQuestion
	Indicators []*metrics.Indicator
	Plans      []*metrics.Plan
	Feeds      []*metrics.Feed
	Runs       []metrics.Run // published ones that can be chosen as moments
	Tabs       []RunTab
	Orders     []string
	Pager      Pager
	Lines      []DifferenceLine
	Limited    bool // there are more than the file has
	Sentence   string

	query     metrics.DifferenceQuery
	catalogue *metrics.Catalogue
}

// DifferenceQuestion is what is compared.
type DifferenceQuestion struct {
	Feed      *metrics.Feed
	Indicator *metrics.Indicator
	Plan      *metrics.Plan
	Run       *metrics.Run // what one run changed
	Before    time.Time
	After     time.Time // zero: now
	FromRun   string
	ToRun     string
	Kind      metrics.DifferenceKind // of the tab
	Order     string
	Scenario  metrics.Scenario
}

// DifferenceLine is one difference with what it is about.
type DifferenceLine struct {
	metrics.Difference
	Indicator *metrics.Indicator
	Area      *metrics.Area
}

// Code is the code of the indicator.
func (l DifferenceLine) Code() string { return l.Difference.Indicator }

// Change is the amount with its sign; empty where there is none.
func (l DifferenceLine) Change() string { return signedDecimal(l.Amount()) }

// Share is the amount in per cent of the value before; empty where there is none.
func (l DifferenceLine) Share() string { return percentDecimal(l.Percent()) }

func signedDecimal(value decimal.NullDecimal) string {
	if !value.Valid {
		return ""
	}
	return signedText(value.Decimal)
}

func percentDecimal(value decimal.NullDecimal) string {
	if !value.Valid {
		return ""
	}
	return signedText(value.Decimal) + "%"
}

// mostDifferences bounds how many differences a file lists.
const mostDifferences = 100_000

func (s *Server) showDifferences(c echo.Context) error {
	page, err := s.loadDifferences(c)
	if err != nil {
		return err
	}
	if err := s.loadDifferencePart(c, &page); err != nil {
		return err
	}
	page.Title, page.Sentence = s.texts.Text(page.Language, "nav.differences"), s.wording(page.Language).differenceSentence(page.Question)
	if s.offerExport(&page.Frame, differencesPath+workbookEnding); page.Export.Path != "" {
		page.Export.Link = page.Download(workbookEnding)
	}
	return s.render(c, http.StatusOK, "differences", page)
}

// loadDifferences gathers everything of the page but the part of the list that is shown.
func (s *Server) loadDifferences(c echo.Context) (DifferencePage, error) {
	filters, err := s.filtersOf(c)
	if err != nil {
		return DifferencePage{}, err
	}
	ctx := c.Request().Context()
	catalogue, err := s.loadCatalogue(ctx, filters)
	if err != nil {
		return DifferencePage{}, err
	}
	question, err := s.readDifferenceQuestion(c, catalogue, filters)
	if err != nil {
		return DifferencePage{}, err
	}
	page := DifferencePage{Frame: s.workFrame(c, differencesPath, filters, question.Scenario), Question: question,
		Orders: []string{metrics.OrderByAmount, metrics.OrderByPercent, metrics.OrderByIndicator}}
	page.offer(catalogue)
	if page.May(string(mayInspect)) {
		query := metrics.RunQuery{States: []metrics.RunState{metrics.RunPublished, metrics.RunWithdrawn}, Limit: 40}
		if question.Feed != nil {
			query.Feed = question.Feed.Code
		}
		if page.Runs, err = s.dependencies.Store.Runs(ctx, query); err != nil {
			return page, fmt.Errorf("load runs: %w", err)
		}
		page.Runs = slices.DeleteFunc(page.Runs, func(run metrics.Run) bool { return catalogue.Feed(run.Feed) == nil || run.Undoes() != "" })
	}
	page.query = differenceQueryOf(catalogue, question)
	page.query.Indicators = filters.onlyCovered(catalogue, page.query.Indicators)
	page.catalogue = catalogue
	return page, s.tallyDifferences(ctx, &page)
}

// offer lists what can be compared.
func (p *DifferencePage) offer(catalogue *metrics.Catalogue) {
	for i := range catalogue.Feeds {
		p.Feeds = append(p.Feeds, &catalogue.Feeds[i])
	}
	for i := range catalogue.Plans {
		p.Plans = append(p.Plans, &catalogue.Plans[i])
	}
	for i := range catalogue.Indicators {
		p.Indicators = append(p.Indicators, &catalogue.Indicators[i])
	}
}

// differenceQueryOf is the question as the store is asked it.
func differenceQueryOf(catalogue *metrics.Catalogue, question DifferenceQuestion) metrics.DifferenceQuery {
	query := metrics.DifferenceQuery{Scenario: question.Scenario, Before: question.Before, After: question.After, Order: question.Order}
	switch {
	case question.Indicator != nil:
		query.Indicators = []string{question.Indicator.Code}
	case question.Plan != nil:
		query.Indicators = indicatorsOfPlan(catalogue, question.Plan.Code)
		if len(query.Indicators) == 0 {
			query.Indicators = []string{""} // none, and not all
		}
	}
	if question.Feed != nil {
		query.Feed = question.Feed.Code
	}
	return query
}

// tallyDifferences counts the differences and chooses the tab: what was revised, which a
// reader must see first, or the first kind that there is.
func (s *Server) tallyDifferences(ctx context.Context, page *DifferencePage) error {
	tally, err := s.dependencies.Revisions.DifferenceTally(ctx, page.query)
	if err != nil {
		return fmt.Errorf("count differences: %w", err)
	}
	kinds := append([]metrics.DifferenceKind{metrics.DifferenceRevised}, metrics.DifferenceKinds()...)
	for _, kind := range kinds {
		if tally[kind] > 0 && page.Question.Kind == "" {
			page.Question.Kind = kind
		}
	}
	if page.Question.Kind == "" {
		page.Question.Kind = metrics.DifferenceRevised
	}
	total := 0
	for _, kind := range metrics.DifferenceKinds() {
		total += tally[kind]
		page.Tabs = append(page.Tabs, RunTab{Name: string(kind), Count: tally[kind], Current: kind == page.Question.Kind})
	}
	page.Limited = total > mostDifferences
	return nil
}

// loadDifferencePart loads the page of the chosen tab.
func (s *Server) loadDifferencePart(c echo.Context, page *DifferencePage) error {
	count := 0
	for _, tab := range page.Tabs {
		if tab.Current {
			count = tab.Count
		}
	}
	var err error
	if page.Pager, err = newPager(c.QueryParam("page"), count); err != nil {
		return err
	}
	if count == 0 {
		return nil
	}
	page.query.Kind, page.query.Offset, page.query.Limit = page.Question.Kind, page.Pager.From-1, page.Pager.To-page.Pager.From+1
	page.Lines, err = s.differenceLines(c.Request().Context(), page)
	return err
}

// differenceLines asks for the differences of the page's query.
func (s *Server) differenceLines(ctx context.Context, page *DifferencePage) ([]DifferenceLine, error) {
	differences, err := s.dependencies.Revisions.Differences(ctx, page.query)
	if err != nil {
		return nil, fmt.Errorf("load differences: %w", err)
	}
	lines := make([]DifferenceLine, 0, len(differences))
	for _, difference := range differences {
		lines = append(lines, DifferenceLine{Difference: difference, Indicator: page.catalogue.Indicator(difference.Indicator), Area: page.catalogue.Area(difference.Area)})
	}
	return lines, nil
}

func indicatorsOfPlan(catalogue *metrics.Catalogue, plan string) []string {
	codes := map[string]bool{}
	for i := range catalogue.Targets {
		if catalogue.Targets[i].Plan == plan {
			codes[catalogue.Targets[i].Indicator] = true
		}
	}
	return sortedKeys(codes)
}

// Ask leads to this question with changes: name and value pairs.
func (p DifferencePage) Ask(changes ...string) string {
	return p.Link(differencesPath, append(p.Question.pairs(), changes...)...)
}

// Download leads to the whole answer as a file with an ending.
func (p DifferencePage) Download(ending string) string {
	return p.Link(differencesPath+ending, append(p.Question.pairs(), "lang", string(p.Language))...)
}

// TabLink leads to a page of a tab.
func (p DifferencePage) TabLink(tab string, page int) string {
	number := ""
	if page > 1 {
		number = strconv.Itoa(page)
	}
	return p.Ask("kind", tab, "page", number) + "#values"
}
