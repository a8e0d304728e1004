package dashboard

import (
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// AboutPage says how the lights are computed, where values come from, and how to
// read the pages.
type AboutPage struct {
	Frame
	Statuses []metrics.AssessmentStatus
	CutOffs  []CutOff
	Policy   metrics.Policy
	Feeds    []metrics.Feed
	Plans    []metrics.Plan
	Counts   map[string]int // of the catalogue
}

// CutOff is a threshold of the method by name.
type CutOff struct {
	Name  string
	Value float64
}

func (s *Server) showAbout(c echo.Context) error {
	filters, err := s.filtersOf(c)
	if err != nil {
		return err
	}
	catalogue, err := s.loadCatalogue(c.Request().Context(), filters)
	if err != nil {
		return err
	}
	policy, err := s.dependencies.Store.Policy(c.Request().Context(), filters.KnownAt)
	if err != nil {
		return fmt.Errorf("load policy: %w", err)
	}
	page := AboutPage{
		Frame: s.frame(c, "/about", filters), Statuses: metrics.AssessmentStatuses(),
		Feeds: catalogue.Feeds, Plans: catalogue.Plans, CutOffs: cutOffs(policy.Settings), Policy: policy,
		Counts: map[string]int{
			"plans": len(catalogue.Plans), "indicators": len(catalogue.Indicators), "targets": len(catalogue.Targets),
			"conflicts": len(catalogue.Conflicts), "tasks": len(catalogue.Tasks), "projects": len(catalogue.Projects),
		},
	}
	page.Demonstration = false
	page.Title = s.texts.Text(page.Language, "nav.about")
	return s.render(c, http.StatusOK, "about", page)
}

// cutOffs lists the settings by name.
func cutOffs(settings metrics.Settings) []CutOff {
	var list []CutOff
	for _, field := range paceFields() {
		list = append(list, CutOff{field.name, *field.at(&settings)})
	}
	return list
}
