package dashboard

import (
	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// statusAnswer counts the items of one status.
type statusAnswer struct {
	Status  metrics.AssessmentStatus `json:"status"`
	Count   int                      `json:"count"`
	Binding int                      `json:"binding"`
}

// overviewAnswer is the first page in numbers.
type overviewAnswer struct {
	answerHead
	Total            int               `json:"total"`
	Attention        int               `json:"attention"`
	AttentionBinding int               `json:"attention_binding"`
	Statuses         []statusAnswer    `json:"statuses"`
	MostBehind       []indicatorAnswer `json:"most_behind"`
	Conflicts        int               `json:"conflicts"`
}

func (s *Server) answerOverview(c echo.Context) error {
	filters, err := s.filtersOf(c)
	if err != nil {
		return err
	}
	overview, err := s.loadOverview(c.Request().Context(), filters, changesShown)
	if err != nil {
		return err
	}
	head, err := s.answerHead(c.Request().Context(), s.wording(languageOf(c)), filters)
	if err != nil {
		return err
	}
	answer := overviewAnswer{
		answerHead: head, Total: overview.Shown.Total, Attention: overview.Shown.Attention,
		AttentionBinding: overview.Shown.AttentionBinding, Statuses: []statusAnswer{},
		MostBehind: []indicatorAnswer{}, Conflicts: overview.ConflictCount,
	}
	for _, count := range overview.Shown.Statuses {
		answer.Statuses = append(answer.Statuses, statusAnswer(count))
	}
	words := s.wording(languageOf(c))
	for _, item := range overview.Behind.Items {
		answer.MostBehind = append(answer.MostBehind, newIndicatorAnswer(item, words))
	}
	return s.answer(c, filters, answer)
}
