package dashboard

import (
	"context"
	"net/http"

	"zhibiao/metrics"
)

// Coverage counts what is recorded. The warehouse implements it.
type Coverage interface {
	// CoverageCells counts what is recorded of every indicator in every period.
	CoverageCells(ctx context.Context, query metrics.CoverageQuery) ([]metrics.CoverageCell, error)
	// SeriesCoverage sums up every series: its reach, and how soon its values came and were revised.
	SeriesCoverage(ctx context.Context, query metrics.CoverageQuery) ([]metrics.SeriesCoverage, error)
}

const coveragePath = "/coverage"

// coverageRoutes lists the pages of coverage. Without a store for it they are left out.
func (s *Server) coverageRoutes() []route {
	if s.dependencies.Coverage == nil {
		return nil
	}
	return []route{
		{method: http.MethodGet, path: coveragePath, right: mayLook, handler: s.showCoverage},
	}
}
