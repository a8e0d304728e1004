package dashboard

import (
	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// statisticianScript is the bundle that the pages of statisticians load.
const statisticianScript = "statistician.js"

// workFrame is the frame of a page about the work on data, not about their values:
// it offers no switch between real and generated values, and carries the warning
// only when what it shows is generated.
func (s *Server) workFrame(c echo.Context, active string, filters Filters, scenario metrics.Scenario) Frame {
	frame := s.frame(c, active, filters)
	frame.Demonstration = scenario == metrics.Demonstration
	frame.OffersDemonstration = false
	frame.Vintage = nil
	frame.Scripts = []string{statisticianScript}
	return frame
}
