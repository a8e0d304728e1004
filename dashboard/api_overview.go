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

func (s *Server) answerOverview(c echo.Context) error {
	filters, err := s.filtersOf(c)
	if err != nil {
		return err
	}
	overview, err := s.loadOverview(c.Request().Context(), filters)
	if err != nil {
		return err
	}
	head, err := s.answerHead(c.Request().Context(), filters)
	if err != nil {
		return err
	}
	answer := struct {
		answerHead
		Total            int               `json:"total"`
		Attention        int               `json:"attention"`
		AttentionBinding int               `json:"attention_binding"`
		Statuses         []statusAnswer    `json:"statuses"`
		MostBehind       []indicatorAnswer `json:"most_behind"`
		Conflicts        int               `json:"conflicts"`
	}{
		answerHead: head, Total: overview.Tally.Total, Attention: overview.Tally.Attention,
		AttentionBinding: overview.Tally.AttentionBinding, Statuses: []statusAnswer{},
		MostBehind: []indicatorAnswer{}, Conflicts: overview.ConflictCount,
	}
	for _, count := range overview.Tally.Statuses {
		answer.Statuses = append(answer.Statuses, statusAnswer(count))
	}
	words := s.wording(languageOf(c))
	for _, item := range overview.MostBehind {
		answer.MostBehind = append(answer.MostBehind, newIndicatorAnswer(item, words))
	}
	return s.answer(c, filters, answer)
}
