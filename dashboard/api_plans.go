package dashboard

import (
	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// planAnswer is one plan with how its indicators stand.
type planAnswer struct {
	metrics.Plan
	Targets    int            `json:"targets"`
	Tasks      int            `json:"tasks"`
	Projects   int            `json:"projects"`
	Indicators int            `json:"indicators"` // with a target of the plan
	Behind     int            `json:"behind"`
	Statuses   []statusAnswer `json:"statuses"`
}

// planListAnswer is all plans.
type planListAnswer struct {
	answerHead
	Total int          `json:"total"`
	Plans []planAnswer `json:"plans"`
	Next  string       `json:"next"`
}

// planFileAnswer is one plan with its targets in the order of the document.
type planFileAnswer struct {
	answerHead
	planAnswer
	List []targetAnswer `json:"target_list"`
}

func (s *Server) answerPlanList(c echo.Context) error {
	place, err := s.pinList(c)
	if err != nil {
		return err
	}
	filters, err := s.filtersOf(c)
	if err != nil {
		return err
	}
	page, err := s.loadPlanList(c.Request().Context(), filters)
	if err != nil {
		return err
	}
	head, err := s.answerHead(c.Request().Context(), s.wording(languageOf(c)), filters)
	if err != nil {
		return err
	}
	answer := planListAnswer{answerHead: head, Total: len(page.Plans), Plans: []planAnswer{}}
	plans, next, err := pageOf(c, place, page.Plans, func(summary PlanSummary) string { return summary.Plan.Code })
	if err != nil {
		return err
	}
	for _, summary := range plans {
		answer.Plans = append(answer.Plans, newPlanAnswer(summary))
	}
	answer.Next = next
	return s.answer(c, filters, answer)
}

func newPlanAnswer(summary PlanSummary) planAnswer {
	answer := planAnswer{Plan: *summary.Plan, Targets: summary.Targets, Tasks: summary.Tasks, Projects: summary.Projects,
		Indicators: summary.Tally.Total, Behind: summary.Tally.Attention, Statuses: []statusAnswer{}}
	for _, count := range summary.Tally.Statuses {
		answer.Statuses = append(answer.Statuses, statusAnswer(count))
	}
	return answer
}

func (s *Server) answerPlan(c echo.Context) error {
	filters, err := s.filtersOf(c)
	if err != nil {
		return err
	}
	ctx, code := c.Request().Context(), c.Param("code")
	page, err := s.loadPlanList(ctx, filters)
	if err != nil {
		return err
	}
	for _, summary := range page.Plans {
		if summary.Plan.Code != code {
			continue
		}
		head, err := s.answerHead(ctx, s.wording(languageOf(c)), filters)
		if err != nil {
			return err
		}
		catalogue, err := s.loadCatalogue(ctx, filters)
		if err != nil {
			return err
		}
		answer := planFileAnswer{answerHead: head, planAnswer: newPlanAnswer(summary), List: []targetAnswer{}}
		for _, target := range targetsInOrder(catalogue, filters, func(target *metrics.Target) bool { return target.Plan == code }) {
			answer.List = append(answer.List, newTargetAnswer(catalogue, target))
		}
		return s.answer(c, filters, answer)
	}
	return notFound("plan", code)
}
