package dashboard

import (
	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// organisationAnswer is one organisation with what it answers for.
type organisationAnswer struct {
	Code      string            `json:"code"`
	NameZh    string            `json:"name_zh"`
	NameEn    string            `json:"name_en"`
	Kind      string            `json:"kind"`
	Area      string            `json:"area,omitempty"`
	Valid     bool              `json:"valid"` // under this name on the day
	Successor string            `json:"successor,omitempty"`
	Leads     int               `json:"leads"` // indicators with a target
	Behind    int               `json:"behind"`
	Statuses  []statusAnswer    `json:"statuses"`
	Shares    int               `json:"shares"` // indicators that it helps with
	Tasks     metrics.TaskTally `json:"tasks"`  // that it leads
	TasksLate int               `json:"tasks_late"`
	Projects  int               `json:"projects"`
	Missing   int               `json:"missing"` // values that it should have reported
}

// organisationListAnswer is what all organisations answer for.
type organisationListAnswer struct {
	answerHead
	Organisations []organisationAnswer `json:"organisations"`
}

func (s *Server) answerOrganisationList(c echo.Context) error {
	filters, err := s.filtersOf(c)
	if err != nil {
		return err
	}
	filters = organisationFilters(filters)
	page, err := s.loadOrganisationList(c.Request().Context(), filters)
	if err != nil {
		return err
	}
	head, err := s.answerHead(c.Request().Context(), s.wording(languageOf(c)), filters)
	if err != nil {
		return err
	}
	answer := organisationListAnswer{answerHead: head, Organisations: []organisationAnswer{}}
	for _, row := range page.Rows {
		if !filters.coversOrganisation(row.Organisation.Code) {
			continue
		}
		one := organisationAnswer{Code: row.Organisation.Code, NameZh: row.Organisation.NameZh, NameEn: row.Organisation.NameEn,
			Kind: row.Organisation.Kind, Area: row.Organisation.Area, Valid: row.Valid, Successor: row.Organisation.Successor,
			Leads: row.Led.Total, Behind: row.Led.Attention, Statuses: []statusAnswer{}, Shares: row.Shared, Tasks: row.Tasks,
			TasksLate: row.Tasks.Late(), Projects: row.Projects, Missing: row.Missing}
		for _, count := range row.Led.Statuses {
			one.Statuses = append(one.Statuses, statusAnswer(count))
		}
		answer.Organisations = append(answer.Organisations, one)
	}
	return s.answerTagged(c, filters, answer)
}
