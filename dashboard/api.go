package dashboard

import (
	"context"
	"fmt"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/shopspring/decimal"

	"zhibiao/metrics"
)

// answerHead is what every answer for programs begins with.
type answerHead struct {
	AsOf          metrics.Date     `json:"as_of"`
	KnownAt       *time.Time       `json:"known_at"` // the moment up to which what was received counts; null: all that is known now
	Policy        string           `json:"policy"`   // version of the policy that the statuses follow
	Scenario      metrics.Scenario `json:"scenario"`
	Demonstration bool             `json:"demonstration"`   // true: the values are generated
	Label         string           `json:"label,omitempty"` // says so in words, for whoever shows the answer
	// NotYet says of a day before the first plan that nothing was known, and since when
	// something is.
	NotYet string `json:"not_yet,omitempty"`
}

// demonstrationLabel must stand wherever generated values are shown.
const demonstrationLabel = "演示数据 (demonstration data)"

// answerHead begins an answer with the given filters.
func (s *Server) answerHead(ctx context.Context, words wording, filters Filters) (answerHead, error) {
	policy, err := s.dependencies.Store.Policy(ctx, filters.KnownAt)
	if err != nil {
		return answerHead{}, fmt.Errorf("load policy: %w", err)
	}
	head := answerHead{AsOf: filters.AsOf, Policy: policy.Version, Scenario: filters.Scenario(), Demonstration: filters.Demonstration}
	if !filters.KnownAt.IsZero() && !filters.latest {
		head.KnownAt = &filters.KnownAt
	}
	if filters.Demonstration {
		head.Label = demonstrationLabel
	}
	if filters.AsOf == s.today() {
		return head, nil
	}
	line, err := s.beginningOn(ctx, words, filters.Vintage(), filters.Scenario())
	if line != nil {
		head.NotYet = s.texts.Problem(words.language, line.Sentence)
	}
	return head, err
}

// indicatorAnswer is one item. Values are in the unit of the indicator; rates are
// fractions.
type indicatorAnswer struct {
	Code             string                   `json:"code"`
	NameZh           string                   `json:"name_zh"`
	NameEn           string                   `json:"name_en"`
	Unit             string                   `json:"unit"`
	Theme            string                   `json:"theme"`
	Area             string                   `json:"area"`
	Dimension        string                   `json:"dimension,omitempty"`
	Plan             string                   `json:"plan,omitempty"`
	Target           string                   `json:"target,omitempty"`
	TargetPeriod     string                   `json:"target_period,omitempty"`
	Comparator       metrics.Comparator       `json:"comparator,omitempty"`
	TargetValue      decimal.NullDecimal      `json:"target_value"`
	Attribute        metrics.Attribute        `json:"attribute,omitempty"`
	LeadOrganisation string                   `json:"lead_organisation,omitempty"`
	Latest           decimal.NullDecimal      `json:"latest"`
	LatestPeriod     string                   `json:"latest_period,omitempty"`
	LatestFrequency  metrics.Frequency        `json:"latest_frequency,omitempty"` // tells a year to date from a month
	Status           metrics.AssessmentStatus `json:"status,omitempty"`
	TargetRate       *float64                 `json:"target_rate"`
	IncrementRate    *float64                 `json:"increment_rate"`
	TimeRate         *float64                 `json:"time_rate"`
	Gap              *float64                 `json:"gap"`
	RequiredPerYear  *float64                 `json:"required_per_year"`
	Reason           string                   `json:"reason,omitempty"`
}

func newIndicatorAnswer(item Item, words wording) indicatorAnswer {
	answer := indicatorAnswer{
		Code: item.Indicator.Code, NameZh: item.Indicator.NameZh, NameEn: item.Indicator.NameEn,
		Unit: item.Indicator.Unit, Theme: item.Indicator.Theme, Area: item.areaCode(), Dimension: item.Dimension,
	}
	if target := item.Target; target != nil {
		answer.Plan, answer.Target, answer.TargetPeriod = target.Plan, target.Code, target.Period
		answer.Comparator, answer.TargetValue, answer.Attribute = target.Comparator, target.Value, target.Attribute
		answer.Status = item.Status()
	}
	if item.Lead != nil {
		answer.LeadOrganisation = item.Lead.Code
	}
	if assessment := item.Assessment; assessment != nil {
		answer.Latest, answer.LatestPeriod, answer.LatestFrequency = assessment.Latest, assessment.LatestPeriod, assessment.LatestFrequency
		answer.TargetRate, answer.IncrementRate, answer.TimeRate = assessment.TargetRate, assessment.IncrementRate, assessment.TimeRate
		answer.Gap, answer.RequiredPerYear = assessment.Gap, assessment.RequiredPerYear
		answer.Reason = words.reason(assessment)
	}
	return answer
}

// indicatorListAnswer is a page of items.
type indicatorListAnswer struct {
	answerHead
	Count      int               `json:"count"`
	Indicators []indicatorAnswer `json:"indicators"`
	Next       string            `json:"next"` // cursor of the next page, empty on the last
}

// indicatorCursor names one item of a list: an indicator may stand in it once for each of
// its series.
func indicatorCursor(item Item) string {
	code := item.Indicator.Code + "|" + item.areaCode() + "|" + item.Dimension
	if item.Target != nil {
		code += "|" + item.Target.Code
	}
	return code
}

func (s *Server) answerIndicatorList(c echo.Context) error {
	place, err := s.pinList(c)
	if err != nil {
		return err
	}
	filters, err := s.filtersOf(c)
	if err != nil {
		return err
	}
	view, err := s.loadSnapshot(c.Request().Context(), filters)
	if err != nil {
		return err
	}
	head, err := s.answerHead(c.Request().Context(), s.wording(languageOf(c)), filters)
	if err != nil {
		return err
	}
	answer := indicatorListAnswer{answerHead: head, Indicators: []indicatorAnswer{}}
	words := s.wording(languageOf(c))
	items := view.items()
	page, next, err := pageOf(c, place, items, indicatorCursor)
	if err != nil {
		return err
	}
	for _, item := range page {
		answer.Indicators = append(answer.Indicators, newIndicatorAnswer(item, words))
	}
	answer.Count, answer.Next = len(items), next
	return s.answer(c, filters, answer)
}

// answer writes an answer, marked when it holds generated values.
func (s *Server) answer(c echo.Context, filters Filters, content any) error {
	return s.answerTagged(c, filters, content)
}
