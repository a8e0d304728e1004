package dashboard

import (
	"cmp"
	"context"
	"net/http"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// ConflictListPage is the register of contradicting statements.
type ConflictListPage struct {
	Frame
	Chips   []Chip
	Groups  []ConflictGroup
	Count   int    // of the register, as narrowed by plan and search
	Open    int    // of them without a final word
	Settled int    // of them with one
	State   string // open or settled when the page shows only those

	catalogue *metrics.Catalogue
}

// ConflictGroup is the conflicts of one kind.
type ConflictGroup struct {
	Kind      string
	Conflicts []ConflictRow
}

// ConflictRow is one conflict with the plans that its sides stand in.
type ConflictRow struct {
	metrics.Conflict
	Plans map[string]*metrics.Plan // by code
}

func (s *Server) showConflictList(c echo.Context) error {
	filters, err := s.filtersOf(c)
	if err != nil {
		return err
	}
	filters = filters.withOwn(conflictsPath, "state", c.QueryParam("state"))
	page, err := s.loadConflictList(c.Request().Context(), filters)
	if err != nil {
		return err
	}
	page.Frame = s.frame(c, conflictsPath, filters)
	page.Demonstration = false
	page.Title = s.texts.Text(page.Language, "nav.conflicts")
	s.offerExport(&page.Frame, conflictsPath+workbookEnding)
	return s.render(c, http.StatusOK, "conflict_list", page)
}

func (s *Server) loadConflictList(ctx context.Context, filters Filters) (ConflictListPage, error) {
	catalogue, err := s.loadCatalogue(ctx, filters)
	if err != nil {
		return ConflictListPage{}, err
	}
	page := ConflictListPage{catalogue: catalogue, State: filters.Given("state"), Chips: conflictChips(catalogue, filters)}
	if page.State != "" && page.State != metrics.ConflictOpen && page.State != metrics.ConflictSettled {
		return page, badRequest(metrics.NewProblem("filter.conflict_state", "value", page.State))
	}
	conflicts, err := s.conflictsOf(ctx, catalogue, filters)
	if err != nil {
		return page, err
	}
	position := map[string]int{}
	for _, conflict := range conflicts {
		if !concernsPlan(conflict, filters.Plan) || !conflictMatches(conflict, filters.Search) || !filters.coversConflict(catalogue, conflict) {
			continue
		}
		page.Count++
		if conflict.Status == metrics.ConflictOpen {
			page.Open++
		} else {
			page.Settled++
		}
		if page.State != "" && (conflict.Status == metrics.ConflictOpen) != (page.State == metrics.ConflictOpen) {
			continue
		}
		at, found := position[conflict.Kind]
		if !found {
			at = len(page.Groups)
			position[conflict.Kind] = at
			page.Groups = append(page.Groups, ConflictGroup{Kind: conflict.Kind})
		}
		row := ConflictRow{Conflict: conflict, Plans: map[string]*metrics.Plan{}}
		for _, side := range conflict.Sides {
			row.Plans[side.Plan] = catalogue.Plan(side.Plan)
		}
		page.Groups[at].Conflicts = append(page.Groups[at].Conflicts, row)
	}
	slices.SortStableFunc(page.Groups, func(a, b ConflictGroup) int {
		return cmp.Compare(weightOfKind(a.Kind), weightOfKind(b.Kind))
	})
	return page, nil
}

// weightOfKind puts contradictions about values before those about wording.
func weightOfKind(kind string) int {
	order := []string{"value", "base", "sum", "date", "scope", "definition", "unit", "name", "text"}
	if at := slices.Index(order, kind); at >= 0 {
		return at
	}
	return len(order)
}

// conflictChips are the filters that narrow the register: the plan and the search.
func conflictChips(catalogue *metrics.Catalogue, filters Filters) []Chip {
	return slices.DeleteFunc(chips(catalogue, filters, conflictsPath), func(chip Chip) bool {
		return chip.Key != "filter.name.plan" && chip.Key != "filter.name.q"
	})
}

// concernsPlan tells whether a side of the conflict stands in a plan; no plan means any.
func concernsPlan(conflict metrics.Conflict, plan string) bool {
	return plan == "" || slices.ContainsFunc(conflict.Sides, func(side metrics.ConflictSide) bool { return side.Plan == plan })
}

// conflictMatches looks for every word of a search in what the register says.
func conflictMatches(conflict metrics.Conflict, search string) bool {
	texts := []string{conflict.Code, conflict.TitleZh, conflict.TitleEn, conflict.InForceZh, conflict.InForceEn, conflict.ReasonZh, conflict.ReasonEn}
	for _, side := range conflict.Sides {
		texts = append(texts, side.ValueZh, side.ValueEn)
	}
	all := strings.ToLower(strings.Join(texts, "\n"))
	for _, word := range strings.Fields(strings.ToLower(search)) {
		if !strings.Contains(all, word) {
			return false
		}
	}
	return true
}
