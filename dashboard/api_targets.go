package dashboard

import (
	"cmp"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// targetAnswer is one target as its plan states it, with the names of what it is about.
type targetAnswer struct {
	*metrics.Target
	IndicatorZh string `json:"indicator_zh"`
	IndicatorEn string `json:"indicator_en"`
	Theme       string `json:"theme"`
}

// targetListAnswer is a page of targets.
type targetListAnswer struct {
	answerHead
	Total   int            `json:"total"`
	Targets []targetAnswer `json:"targets"`
	Next    string         `json:"next"`
}

func newTargetAnswer(catalogue *metrics.Catalogue, target *metrics.Target) targetAnswer {
	answer := targetAnswer{Target: target}
	if indicator := catalogue.Indicator(target.Indicator); indicator != nil {
		answer.IndicatorZh, answer.IndicatorEn, answer.Theme = indicator.NameZh, indicator.NameEn, indicator.Theme
	}
	return answer
}

// targetsInOrder lists the targets of the scope of the filters that pass a test, plan by
// plan in the order of the documents.
func targetsInOrder(catalogue *metrics.Catalogue, filters Filters, passes func(*metrics.Target) bool) []*metrics.Target {
	var targets []*metrics.Target
	for i := range catalogue.Targets {
		if target := &catalogue.Targets[i]; passes(target) && filters.coversTarget(target) {
			targets = append(targets, target)
		}
	}
	slices.SortStableFunc(targets, func(a, b *metrics.Target) int {
		return cmp.Or(cmp.Compare(a.Plan, b.Plan), cmp.Compare(a.Position, b.Position), cmp.Compare(a.Code, b.Code))
	})
	return targets
}

// answerTargets answers with every target that the filters keep, in force or not: as the
// plans state them, without how they stand.
func (s *Server) answerTargets(c echo.Context) error {
	place, err := s.pinList(c)
	if err != nil {
		return err
	}
	filters, err := s.filtersOf(c)
	if err != nil {
		return err
	}
	catalogue, err := s.loadCatalogue(c.Request().Context(), filters)
	if err != nil {
		return err
	}
	indicator := c.QueryParam("indicator")
	if indicator != "" && catalogue.Indicator(indicator) == nil {
		return badRequest(metrics.NewProblem("filter.indicator", "value", indicator))
	}
	head, err := s.answerHead(c.Request().Context(), s.wording(languageOf(c)), filters)
	if err != nil {
		return err
	}
	search := strings.ToLower(filters.Search)
	targets := targetsInOrder(catalogue, filters, func(target *metrics.Target) bool {
		about := catalogue.Indicator(target.Indicator)
		return (indicator == "" || target.Indicator == indicator) &&
			(filters.Plan == "" || target.Plan == filters.Plan) && (filters.Area == "" || target.Area == filters.Area) &&
			(filters.Attribute == "" || target.Attribute == filters.Attribute) &&
			(filters.Organisation == "" || inScopeOf(target, filters.Organisation)) &&
			(filters.Theme == "" || about != nil && about.Theme == filters.Theme) &&
			(search == "" || about != nil && strings.Contains(strings.ToLower(about.NameZh+"\n"+about.NameEn+"\n"+about.Code), search))
	})
	answer := targetListAnswer{answerHead: head, Total: len(targets), Targets: []targetAnswer{}}
	page, next, err := pageOf(c, place, targets, func(target *metrics.Target) string { return target.Code })
	if err != nil {
		return err
	}
	for _, target := range page {
		answer.Targets = append(answer.Targets, newTargetAnswer(catalogue, target))
	}
	answer.Next = next
	return s.answer(c, filters, answer)
}
