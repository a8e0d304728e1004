package dashboard

import (
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// ConflictPage shows both sides of one conflict, what is in force and why.
type ConflictPage struct {
	Frame
	Conflict   *metrics.Conflict
	Sides      []ConflictSideRow
	Indicators []*metrics.Indicator
}

// ConflictSideRow is one statement with the plan it stands in.
type ConflictSideRow struct {
	Side      metrics.ConflictSide
	Plan      *metrics.Plan
	Statement *metrics.Statement
	Target    *metrics.Target
}

func (s *Server) showConflict(c echo.Context) error {
	filters, err := s.filtersOf(c)
	if err != nil {
		return err
	}
	catalogue, err := s.loadCatalogue(c.Request().Context(), filters)
	if err != nil {
		return err
	}
	conflict := catalogue.Conflict(c.Param("code"))
	if conflict == nil {
		return notFound("conflict", c.Param("code"))
	}
	page := ConflictPage{Frame: s.frame(c, conflictsPath, filters), Conflict: conflict}
	page.Demonstration = false
	page.Title = s.wording(page.Language).name(conflict)
	for _, side := range conflict.Sides {
		row := ConflictSideRow{Side: side, Plan: catalogue.Plan(side.Plan), Statement: catalogue.Statement(side.Statement),
			Target: catalogue.Target(side.Target)}
		page.Sides = append(page.Sides, row)
		if row.Target == nil {
			continue
		}
		indicator := catalogue.Indicator(row.Target.Indicator)
		if indicator != nil && !slices.Contains(page.Indicators, indicator) {
			page.Indicators = append(page.Indicators, indicator)
		}
	}
	return s.render(c, http.StatusOK, "conflict", page)
}
