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
	Derived   bool                      `json:"derived,omitempty"` // computed from other indicators, not printed
	Lineage   string                    `json:"lineage,omitempty"` // address of the page that leads the value back to its cell
}

// landingAnswer is a forecast that says that it is one.
type landingAnswer struct {
	Scenario metrics.Scenario `json:"scenario"` // always FC
	*metrics.Landing
}

// turnAnswer is one turn of the status with the sentence that says why.
type turnAnswer struct {
	metrics.StatusTurn
	Sentence string `json:"sentence"`
}

func turnAnswers(history *HistoryView, words wording) []turnAnswer {
	answers := []turnAnswer{}
	if history != nil {
		for _, turn := range history.All {
			answers = append(answers, turnAnswer{StatusTurn: turn, Sentence: words.told(&turn.Reason)})
		}
	}
	return answers
}

// indicatorFileAnswer is everything about one indicator.
type indicatorFileAnswer struct {
	answerHead
	indicatorAnswer
	RequiredPerMonth *float64             `json:"required_per_month"`
	Explanation      *metrics.Explanation `json:"explanation"`
	Landing          *landingAnswer       `json:"landing"`
	Group            *metrics.GroupResult `json:"group"`
	Methods          []methodAnswer       `json:"methods"`
	History          []turnAnswer         `json:"history"`
	Derivation       *metrics.Derivation  `json:"derivation"`
	Targets          []*metrics.Target    `json:"targets"`
	Values           []valueAnswer        `json:"values"`
}

// firstCovered returns the first target of the page that may leave, of the area and the
// dimension that the address asks for; nil when none may.
func (p IndicatorPage) firstCovered(filters Filters) *metrics.Target {
	for _, row := range p.Targets {
		if filters.covers(row.Item) && (filters.Area == "" || row.Target.Area == filters.Area) &&
			(filters.Given("dimension") == "" || row.Dimension == filters.Dimension) {
			return row.Target
		}
	}
	return nil
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
	if !filters.covers(page.Item) && filters.Target == "" {
		if target := page.firstCovered(filters); target != nil { // the series that the page opens with is another's
			filters.Target = target.Code
			if page, err = s.loadIndicator(c.Request().Context(), filters, c.Param("code")); err != nil {
				return err
			}
		}
	}
	if err := filters.checkIndicator(page.Item); err != nil {
		return err
	}
	head, err := s.answerHead(c.Request().Context(), s.wording(languageOf(c)), filters)
	if err != nil {
		return err
	}
	words := s.wording(languageOf(c))
	answer := indicatorFileAnswer{
		answerHead: head, indicatorAnswer: newIndicatorAnswer(page.Item, words),
		Targets: []*metrics.Target{}, Values: []valueAnswer{},
		Methods: methodAnswers(page.Methods, words), History: turnAnswers(page.History, words),
	}
	if assessment := page.Assessment; assessment != nil {
		answer.Explanation, answer.Group = &assessment.Explanation, assessment.Group
		if assessment.Landing != nil {
			answer.Landing = &landingAnswer{Scenario: metrics.Forecast, Landing: assessment.Landing}
		}
		answer.RequiredPerMonth = assessment.RequiredPerMonth
	}
	if page.Derivation != nil {
		answer.Derivation = page.Derivation.Derivation
	}
	for _, row := range page.Targets {
		if filters.covers(row.Item) {
			answer.Targets = append(answer.Targets, row.Target)
		}
	}
	for _, observation := range page.Values {
		answer.Values = append(answer.Values, valueAnswer{
			Scenario: observation.Scenario, Frequency: observation.Period.Frequency, Period: observation.Period.String(),
			Value: observation.Value, Status: observation.Status, Revision: observation.Revision,
			Source: observation.SourceTitle, Run: observation.Lineage.Run,
			Derived: page.IsDerived(observation), Lineage: s.lineageOf(filters, observation.ObservationKey),
		})
	}
	return s.answer(c, filters, answer)
}
