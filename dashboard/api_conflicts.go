package dashboard

import (
	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// conflictListAnswer is the register of contradicting statements.
type conflictListAnswer struct {
	answerHead
	Total     int                `json:"total"`
	Conflicts []metrics.Conflict `json:"conflicts"`
	Next      string             `json:"next"`
}

func (s *Server) answerConflicts(c echo.Context) error {
	place, err := s.pinList(c)
	if err != nil {
		return err
	}
	filters, err := s.filtersOf(c)
	if err != nil {
		return err
	}
	catalogue, err := s.loadCatalogue(c.Request().Context(), filters)
	if err != nil {
		return err
	}
	filters.Demonstration = false // statements are no values
	head, err := s.answerHead(c.Request().Context(), s.wording(languageOf(c)), filters)
	if err != nil {
		return err
	}
	conflicts, err := s.conflictsOf(c.Request().Context(), catalogue, filters)
	if err != nil {
		return err
	}
	conflicts = filters.coveredConflicts(catalogue, conflicts)
	page, next, err := pageOf(c, place, conflicts, func(conflict metrics.Conflict) string { return conflict.Code })
	if err != nil {
		return err
	}
	return s.answer(c, filters, conflictListAnswer{answerHead: head, Total: len(conflicts), Conflicts: append([]metrics.Conflict{}, page...), Next: next})
}
