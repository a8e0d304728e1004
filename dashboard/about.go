package dashboard

import (
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
	page := AboutPage{
		Frame: s.frame(c, "/about", filters), Statuses: metrics.AssessmentStatuses(),
		Feeds: catalogue.Feeds, Plans: catalogue.Plans, CutOffs: cutOffs(),
		Counts: map[string]int{
			"plans": len(catalogue.Plans), "indicators": len(catalogue.Indicators), "targets": len(catalogue.Targets),
			"conflicts": len(catalogue.Conflicts), "tasks": len(catalogue.Tasks), "projects": len(catalogue.Projects),
		},
	}
	page.Demonstration = false
	page.Title = s.texts.Text(page.Language, "nav.about")
	return s.render(c, http.StatusOK, "about", page)
}

// cutOffs lists the thresholds that are in use when none are set.
func cutOffs() []CutOff {
	settings := metrics.DefaultSettings()
	return []CutOff{
		{"ahead", settings.Ahead}, {"on_schedule", settings.OnSchedule}, {"far_behind", settings.FarBehind},
		{"approximate_tolerance", settings.ApproximateTolerance},
	}
}
