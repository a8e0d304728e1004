package dashboard

import (
	"fmt"
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
	Decisions  []metrics.ConflictDecision // that people have made, newest first
	MayDecide  bool
	Input      ConflictInput
}

// ConflictSideRow is one statement with the plan it stands in.
type ConflictSideRow struct {
	Side      metrics.ConflictSide
	Plan      *metrics.Plan
	Statement *metrics.Statement
	Target    *metrics.Target
}

func (s *Server) showConflict(c echo.Context) error {
	page, err := s.loadConflictPage(c)
	if err != nil {
		return err
	}
	page.Notice = noticeOf(c, "conflict.notice.", "decided")
	return s.render(c, http.StatusOK, "conflict", page)
}

func (s *Server) loadConflictPage(c echo.Context) (ConflictPage, error) {
	filters, err := s.filtersOf(c)
	if err != nil {
		return ConflictPage{}, err
	}
	ctx := c.Request().Context()
	catalogue, err := s.loadCatalogue(ctx, filters)
	if err != nil {
		return ConflictPage{}, err
	}
	conflicts, err := s.conflictsOf(ctx, catalogue, filters)
	if err != nil {
		return ConflictPage{}, err
	}
	at := slices.IndexFunc(conflicts, func(conflict metrics.Conflict) bool { return conflict.Code == c.Param("code") })
	if at < 0 {
		return ConflictPage{}, notFound("conflict", c.Param("code"))
	}
	conflict := &conflicts[at]
	page := ConflictPage{Frame: s.frame(c, conflictsPath, filters), Conflict: conflict, Input: ConflictInput{Word: metrics.ConflictConfirmed}}
	page.Demonstration = false
	page.Title = s.wording(page.Language).name(conflict)
	page.fillSides(catalogue)
	page.MayDecide = s.dependencies.Decisions != nil && page.May(string(mayDecide)) && len(personOf(c).account.Areas) == 0
	if s.dependencies.Decisions != nil {
		if page.Decisions, err = s.dependencies.Decisions.ConflictDecisionVersions(ctx, conflict.Code); err != nil {
			return ConflictPage{}, fmt.Errorf("load decisions on a conflict: %w", err)
		}
	}
	return page, nil
}

// fillSides sets the statements with the plans and indicators that they belong to.
func (p *ConflictPage) fillSides(catalogue *metrics.Catalogue) {
	for _, side := range p.Conflict.Sides {
		row := ConflictSideRow{Side: side, Plan: catalogue.Plan(side.Plan), Statement: catalogue.Statement(side.Statement),
			Target: catalogue.Target(side.Target)}
		p.Sides = append(p.Sides, row)
		if row.Target == nil {
			continue
		}
		indicator := catalogue.Indicator(row.Target.Indicator)
		if indicator != nil && !slices.Contains(p.Indicators, indicator) {
			p.Indicators = append(p.Indicators, indicator)
		}
	}
}
