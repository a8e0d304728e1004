package dashboard

import (
	"cmp"
	"context"
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// ConflictListPage is the register of contradicting statements.
type ConflictListPage struct {
	Frame
	Groups []ConflictGroup
	Count  int
}

// ConflictGroup is the conflicts of one kind.
type ConflictGroup struct {
	Kind      string
	Conflicts []metrics.Conflict
}

func (s *Server) showConflictList(c echo.Context) error {
	filters, err := s.filtersOf(c)
	if err != nil {
		return err
	}
	page, err := s.loadConflictList(c.Request().Context(), filters)
	if err != nil {
		return err
	}
	page.Frame = s.frame(c, "/conflicts", filters)
	page.Demonstration = false
	page.Title = s.texts.Text(page.Language, "nav.conflicts")
	return s.render(c, http.StatusOK, "conflict_list", page)
}

func (s *Server) loadConflictList(ctx context.Context, filters Filters) (ConflictListPage, error) {
	catalogue, err := s.loadCatalogue(ctx, filters)
	if err != nil {
		return ConflictListPage{}, err
	}
	page := ConflictListPage{Count: len(catalogue.Conflicts)}
	position := map[string]int{}
	for _, conflict := range catalogue.Conflicts {
		at, found := position[conflict.Kind]
		if !found {
			at = len(page.Groups)
			position[conflict.Kind] = at
			page.Groups = append(page.Groups, ConflictGroup{Kind: conflict.Kind})
		}
		page.Groups[at].Conflicts = append(page.Groups[at].Conflicts, conflict)
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
