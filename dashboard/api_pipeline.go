package dashboard

import (
	"github.com/labstack/echo/v4"
	"github.com/shopspring/decimal"

	"zhibiao/metrics"
)

// pipelineAnswer is one balance with codes in place of the things themselves. Amounts
// are exact decimals in its unit.
type pipelineAnswer struct {
	Indicator string `json:"indicator"`
	NameZh    string `json:"name_zh"`
	NameEn    string `json:"name_en"`
	Target    string `json:"target"`
	Plan      string `json:"plan"`
	Period    string `json:"period"`
	Area      string `json:"area"`
	Dimension string `json:"dimension,omitempty"`
	Sentence  string `json:"sentence"`
	Capacity  string `json:"capacity_indicator"`
	metrics.PipelineBalance
	Supply supplyAnswer `json:"supply"`
}

// supplyAnswer is what the lists bring, with the codes of the projects.
type supplyAnswer struct {
	Link     string                  `json:"link"`
	Plans    []string                `json:"plans"`
	Listed   decimal.Decimal         `json:"listed"`
	Years    []metrics.PipelineYear  `json:"years"`
	Groups   []metrics.PipelineShare `json:"groups"`
	Places   []metrics.PipelineShare `json:"places"`
	Stages   []metrics.PipelineShare `json:"stages"`
	Projects []projectAnswer         `json:"projects"`
}

// projectAnswer is one listed project and what becomes of it.
type projectAnswer struct {
	Code    string              `json:"code"`
	NameZh  string              `json:"name_zh"`
	EndYear string              `json:"end_year,omitempty"`
	Use     metrics.PipelineUse `json:"use"`
	Amount  decimal.NullDecimal `json:"amount"` // null where no usable number is printed
}

// pipelineListAnswer is the balances of projects and targets.
type pipelineListAnswer struct {
	answerHead
	Count    int              `json:"count"`
	Balances []pipelineAnswer `json:"balances"`
}

func (s *Server) answerPipeline(c echo.Context) error {
	page, err := s.loadPipeline(c)
	if err != nil {
		return err
	}
	head, err := s.answerHead(c.Request().Context(), s.wording(languageOf(c)), page.Filters)
	if err != nil {
		return err
	}
	answer := pipelineListAnswer{answerHead: head, Count: len(page.Lines), Balances: []pipelineAnswer{}}
	catalogue, err := s.loadCatalogue(c.Request().Context(), page.Filters)
	if err != nil {
		return err
	}
	for _, line := range page.Lines {
		answer.Balances = append(answer.Balances, newPipelineAnswer(line, func(project *metrics.Project) bool {
			return page.Filters.coversWork(catalogue, answering(project))
		}))
	}
	return s.answer(c, page.Filters, answer)
}

// newPipelineAnswer names the projects that may leave; the sums are those of all, because
// the balance of the target rests on them.
func newPipelineAnswer(line PipelineLine, mayLeave func(*metrics.Project) bool) pipelineAnswer {
	target, supply := line.Target, line.Supply
	answer := pipelineAnswer{
		Indicator: line.Indicator.Code, NameZh: line.Indicator.NameZh,
		NameEn: line.Indicator.NameEn, Target: target.Code, Plan: target.Plan, Period: target.Period,
		Area: target.Area, Dimension: target.Dimension, Sentence: line.Sentence,
		Capacity: line.Capacity.Code, PipelineBalance: line.PipelineBalance,
		Supply: supplyAnswer{Link: supply.Link.Code, Plans: supply.Link.Plans, Listed: supply.Listed, Years: supply.Years,
			Groups: supply.Groups, Places: supply.Places, Stages: supply.Stages},
	}
	for _, row := range supply.Projects {
		if !mayLeave(row.Project) {
			continue
		}
		answer.Supply.Projects = append(answer.Supply.Projects, projectAnswer{Code: row.Project.Code,
			NameZh: row.Project.NameZh, EndYear: row.Project.EndYear, Use: row.Use, Amount: row.Amount})
	}
	return answer
}
