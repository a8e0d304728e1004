package dashboard

import "github.com/labstack/echo/v4"

// areaAnswer is how one area stands. Obligations of one area are counted as its page
// counts them; areas can lie in each other and must not be added.
type areaAnswer struct {
	Code          string            `json:"code"`
	NameZh        string            `json:"name_zh"`
	NameEn        string            `json:"name_en"`
	Level         string            `json:"level"`
	Parent        string            `json:"parent,omitempty"`
	Total         int               `json:"total"`
	Behind        int               `json:"behind"`
	BehindBinding int               `json:"behind_binding"`
	Statuses      []statusAnswer    `json:"statuses"`
	Themes        []areaThemeAnswer `json:"themes"`
	Values        int               `json:"values"` // series that have a value; banners and parks only
}

// areaThemeAnswer is how an area stands in one theme that asks something of it or that it
// has values in.
type areaThemeAnswer struct {
	Theme  string `json:"theme"`
	Total  int    `json:"total"`
	Behind int    `json:"behind"`
	Worst  string `json:"worst,omitempty"`
	Values int    `json:"values"`
}

// areaListAnswer is how all areas stand.
type areaListAnswer struct {
	answerHead
	Areas []areaAnswer `json:"areas"`
}

func (s *Server) answerAreaList(c echo.Context) error {
	filters, err := s.filtersOf(c)
	if err != nil {
		return err
	}
	filters = areaFilters(filters)
	page, err := s.loadAreaList(c.Request().Context(), filters)
	if err != nil {
		return err
	}
	head, err := s.answerHead(c.Request().Context(), s.wording(languageOf(c)), filters)
	if err != nil {
		return err
	}
	answer := areaListAnswer{answerHead: head, Areas: []areaAnswer{}}
	for _, group := range page.Groups {
		for _, row := range group.Rows {
			answer.Areas = append(answer.Areas, newAreaAnswer(row))
		}
	}
	return s.answerTagged(c, filters, answer)
}

func newAreaAnswer(row AreaRow) areaAnswer {
	answer := areaAnswer{Code: row.Area.Code, NameZh: row.Area.NameZh, NameEn: row.Area.NameEn, Level: row.Area.Level, Parent: row.Area.Parent,
		Total: row.Tally.Total, Behind: row.Tally.Attention, BehindBinding: row.Tally.AttentionBinding, Values: row.Values,
		Statuses: []statusAnswer{}, Themes: []areaThemeAnswer{}}
	for _, count := range row.Tally.Statuses {
		answer.Statuses = append(answer.Statuses, statusAnswer(count))
	}
	for _, cell := range row.Cells {
		if cell.Tally.Total+cell.Values > 0 {
			answer.Themes = append(answer.Themes, areaThemeAnswer{Theme: cell.Theme.Code, Total: cell.Tally.Total,
				Behind: cell.Tally.Attention, Worst: string(cell.Worst), Values: cell.Values})
		}
	}
	return answer
}
