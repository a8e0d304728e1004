package dashboard

import (
	"context"
	"fmt"
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// TargetPage leads what a target asks for back to the document that states it: the row of
// the plan, the printed statements, and every version of the entry.
type TargetPage struct {
	Frame
	Item
	Back     *WayBack
	Sources  []SourceRow
	Group    *metrics.TargetGroup
	Others   []Item // what the same plan asks of the series for other dates
	Versions []metrics.TargetVersion
}

func (s *Server) showTarget(c echo.Context) error {
	filters, err := s.filtersOf(c)
	if err != nil {
		return err
	}
	page, err := s.loadTarget(c.Request().Context(), filters, c.Param("code"))
	if err != nil {
		return err
	}
	page.Frame, page.Back = s.frame(c, "/plans", filters), s.wayBack(c)
	page.Demonstration, page.OffersDemonstration = false, false // a target is no value
	words := s.wording(page.Language)
	page.Title = words.text("targets.title", "indicator", words.name(page.Indicator))
	page.tellIssue(page.Plan)
	return s.render(c, http.StatusOK, "target", page)
}

func (s *Server) loadTarget(ctx context.Context, filters Filters, code string) (TargetPage, error) {
	filters.Plan, filters.Area = "", "" // of the target, no filters of the page
	catalogue, err := s.loadCatalogue(ctx, filters)
	if err != nil {
		return TargetPage{}, err
	}
	view := snapshot{catalogue: catalogue, filters: filters}
	target := catalogue.Target(code)
	if target == nil {
		return TargetPage{}, notFound("target", code)
	}
	item, found := view.item(target)
	if !found {
		return TargetPage{}, notFound("target", code)
	}
	page := TargetPage{Item: item, Sources: view.statementsOf(item), Group: catalogue.TargetGroup(target.AlternativeGroup)}
	for _, other := range catalogue.TargetsOf(target.Indicator) {
		if resolved, found := view.item(other); found && other != target && other.Plan == target.Plan && other.Series("") == target.Series("") {
			page.Others = append(page.Others, resolved)
		}
	}
	if s.dependencies.Revisions == nil {
		return page, nil
	}
	if page.Versions, err = s.dependencies.Revisions.TargetVersions(ctx, code, filters.KnownAt); err != nil {
		return page, fmt.Errorf("load versions of target %s: %w", code, err)
	}
	slices.Reverse(page.Versions)
	return page, nil
}

// statementsOf lists the printed statements behind the target of an item.
func (v snapshot) statementsOf(item Item) []SourceRow {
	var rows []SourceRow
	for _, id := range item.Target.Statements {
		if statement := v.catalogue.Statement(id); statement != nil {
			rows = append(rows, SourceRow{Statement: statement, Plan: item.Plan})
		}
	}
	return rows
}
