package dashboard

import (
	"github.com/labstack/echo/v4"

	"zhibiao/dashboard/locale"
	"zhibiao/metrics"
)

// rollUpAnswer is one row. Rows can overlap and must not be added.
type rollUpAnswer struct {
	metrics.RollUpRow
	NameZh string `json:"name_zh,omitempty"`
	NameEn string `json:"name_en,omitempty"`
}

// rollUpListAnswer is a roll-up.
type rollUpListAnswer struct {
	answerHead
	By          metrics.RollUpBy `json:"by"`
	Overlapping bool             `json:"overlapping"`
	Rows        []rollUpAnswer   `json:"rows"`
}

func (s *Server) answerRollUp(c echo.Context) error {
	page, err := s.loadRollUp(c)
	if err != nil {
		return err
	}
	head, err := s.answerHead(c.Request().Context(), s.wording(languageOf(c)), page.Filters)
	if err != nil {
		return err
	}
	answer := rollUpListAnswer{answerHead: head, By: page.By, Overlapping: page.Overlapping, Rows: []rollUpAnswer{}}
	zh, en := s.wording(locale.Chinese), s.wording(locale.English)
	for _, line := range page.Lines {
		answer.Rows = append(answer.Rows, rollUpAnswer{RollUpRow: line.RollUpRow, NameZh: zh.name(line.Thing), NameEn: en.name(line.Thing)})
	}
	return s.answer(c, page.Filters, answer)
}
