package dashboard

import (
	"net/http"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// How many things the page of results shows of each kind, and of one kind alone.
const (
	foundOfEachKind = 8
	foundOfOneKind  = 200
)

// SearchPage lists what was found, kind by kind; the kind of the best hit first.
type SearchPage struct {
	Frame
	Query  string
	Kind   string // the only kind shown, or empty
	Count  int
	Groups []FoundGroup
}

// FoundGroup is what was found of one kind.
type FoundGroup struct {
	Kind  string
	Count int
	Found []Found // the best of them
}

func (s *Server) showSearch(c echo.Context) error {
	filters, query, err := s.searchOf(c)
	if err != nil {
		return err
	}
	page := SearchPage{Frame: s.frame(c, searchPath, filters), Query: query, Kind: strings.TrimSpace(c.QueryParam("kind"))}
	if page.Kind != "" && !slices.Contains(foundKinds(), page.Kind) {
		return badRequest(metrics.NewProblem("filter.kind", "value", page.Kind))
	}
	page.Filters.Search = query
	page.Title = s.texts.Text(page.Language, "search.title")
	found, err := s.find(c.Request().Context(), filters, page.person, s.wording(page.Language), query)
	if err != nil {
		return err
	}
	page.Count, page.Groups = len(found), groupFound(found, page.Kind)
	if err := s.addStandings(c.Request().Context(), filters, page.Groups); err != nil {
		return err
	}
	return s.render(c, http.StatusOK, "search", page)
}

// searchOf reads the filters of a search and what is looked for. The query stays on this
// page: links to others do not carry it.
func (s *Server) searchOf(c echo.Context) (filters Filters, query string, err error) {
	if filters, err = s.filtersOf(c); err != nil {
		return filters, "", err
	}
	query = filters.Search
	filters.Search = ""
	filters.given.Del("q")
	return filters, query, nil
}

// groupFound puts what was found under its kinds, in the order of their best hits.
func groupFound(found []Found, only string) []FoundGroup {
	limit := foundOfEachKind
	if only != "" {
		limit = foundOfOneKind
	}
	var groups []FoundGroup
	for _, one := range found {
		if only != "" && one.Kind != only {
			continue
		}
		at := slices.IndexFunc(groups, func(group FoundGroup) bool { return group.Kind == one.Kind })
		if at < 0 {
			at = len(groups)
			groups = append(groups, FoundGroup{Kind: one.Kind})
		}
		groups[at].Count++
		if len(groups[at].Found) < limit {
			groups[at].Found = append(groups[at].Found, one)
		}
	}
	return groups
}
