package dashboard

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// The number of assessments in one answer.
const (
	usualAssessments = 100
	mostAssessments  = 1000
)

// assessmentAnswer is how one target stands, with all that explains it. Values are in
// the unit of the indicator, rates are fractions.
type assessmentAnswer struct {
	*metrics.Assessment
	NameZh    string            `json:"name_zh"`
	NameEn    string            `json:"name_en"`
	Unit      string            `json:"unit"`
	Theme     string            `json:"theme"`
	Attribute metrics.Attribute `json:"attribute,omitempty"`
	Lead      string            `json:"lead_organisation,omitempty"`
	Sentence  string            `json:"sentence"` // why, in the language of the request
}

// assessmentListAnswer is a page of assessments.
type assessmentListAnswer struct {
	answerHead
	Total       int                `json:"total"`
	Assessments []assessmentAnswer `json:"assessments"`
	Next        string             `json:"next"`
}

// answerAssessments answers with the assessments of the targets in force and scored
// that the filters keep, in the order of their codes, a part at a time: next holds the
// cursor of the part that follows and is empty on the last.
func (s *Server) answerAssessments(c echo.Context) error {
	place, err := s.pinList(c)
	if err != nil {
		return err
	}
	filters, err := s.filtersOf(c)
	if err != nil {
		return err
	}
	limit, err := partOf(c)
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
	items := view.assessedItems()
	answer := assessmentListAnswer{answerHead: head, Total: len(items), Assessments: []assessmentAnswer{}}
	words := s.wording(languageOf(c))
	for _, item := range items {
		if item.Target.Code <= place.Code {
			continue
		}
		if len(answer.Assessments) == limit {
			answer.Next = place.after(answer.Assessments[limit-1].Target)
			break
		}
		row := assessmentAnswer{Assessment: item.Assessment, NameZh: item.Indicator.NameZh, NameEn: item.Indicator.NameEn,
			Unit: item.Indicator.Unit, Theme: item.Indicator.Theme, Attribute: item.Target.Attribute,
			Sentence: words.reason(item.Assessment)}
		if item.Lead != nil {
			row.Lead = item.Lead.Code
		}
		answer.Assessments = append(answer.Assessments, row)
	}
	return s.answerTagged(c, filters, answer)
}

// assessedItems lists every target that was in force on the day and is scored, in scope
// and kept by the filters, that has an assessment, in the order of the codes of targets.
func (v snapshot) assessedItems() []Item {
	var items []Item
	for i := range v.catalogue.Targets {
		target := &v.catalogue.Targets[i]
		if !v.asked(target) || !v.inForce(target) {
			continue
		}
		if item, found := v.item(target); found && item.Assessment != nil && v.keeps(item) {
			items = append(items, item)
		}
	}
	slices.SortFunc(items, func(a, b Item) int { return cmp.Compare(a.Target.Code, b.Target.Code) })
	return items
}

// partOf reads how many rows of a long list are asked for.
func partOf(c echo.Context) (int, error) {
	text := c.QueryParam("limit")
	if text == "" {
		return usualAssessments, nil
	}
	limit, err := strconv.Atoi(text)
	if err != nil || limit < 1 || limit > mostAssessments {
		return 0, badRequest(metrics.NewProblem("filter.limit", "value", text, "most", strconv.Itoa(mostAssessments)))
	}
	return limit, nil
}
