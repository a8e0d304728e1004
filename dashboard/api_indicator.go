package dashboard

import (
	"github.com/labstack/echo/v4"
	"github.com/shopspring/decimal"

	"zhibiao/metrics"
)

// valueAnswer is one observation with where it comes from.
type valueAnswer struct {
	Scenario  metrics.Scenario          `json:"scenario"`
	Frequency metrics.Frequency         `json:"frequency"`
	Period    string                    `json:"period"`
	Value     decimal.NullDecimal       `json:"value"`
	Status    metrics.ObservationStatus `json:"status"`
	Revision  uint32                    `json:"revision"`
	Source    string                    `json:"source,omitempty"`
	Run       string                    `json:"run,omitempty"`
}

func (s *Server) answerIndicator(c echo.Context) error {
	filters, err := s.filtersOf(c)
	if err != nil {
		return err
	}
	page, err := s.loadIndicator(c.Request().Context(), filters, c.Param("code"))
	if err != nil {
		return err
	}
	head, err := s.answerHead(c.Request().Context(), filters)
	if err != nil {
		return err
	}
	answer := struct {
		answerHead
		indicatorAnswer
		Explanation *metrics.Explanation `json:"explanation"`
		Targets     []*metrics.Target    `json:"targets"`
		Values      []valueAnswer        `json:"values"`
	}{
		answerHead: head, indicatorAnswer: newIndicatorAnswer(page.Item, s.wording(languageOf(c))),
		Targets: []*metrics.Target{}, Values: []valueAnswer{},
	}
	if page.Assessment != nil {
		answer.Explanation = &page.Assessment.Explanation
	}
	for _, row := range page.Targets {
		answer.Targets = append(answer.Targets, row.Target)
	}
	for _, observation := range page.Values {
		answer.Values = append(answer.Values, valueAnswer{
			Scenario: observation.Scenario, Frequency: observation.Period.Frequency, Period: observation.Period.String(),
			Value: observation.Value, Status: observation.Status, Revision: observation.Revision,
			Source: observation.SourceTitle, Run: observation.Lineage.Run,
		})
	}
	return s.answer(c, filters, answer)
}
