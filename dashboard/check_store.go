package dashboard

import (
	"context"
	"fmt"
	"net/http"

	"zhibiao/metrics"
)

// CheckStore keeps the rules of checks. The warehouse implements it.
type CheckStore interface {
	// Checks returns the rules in force.
	Checks(ctx context.Context) (metrics.CheckSet, error)
	// CheckSets returns every saved version, newest first.
	CheckSets(ctx context.Context) ([]metrics.CheckSet, error)
	// SaveChecks puts rules in force from now on.
	SaveChecks(ctx context.Context, set metrics.CheckSet) (metrics.CheckSet, error)
}

// checkRoutes lists the addresses of the rules of checks.
func (s *Server) checkRoutes() []route {
	return []route{
		{method: http.MethodGet, path: "/checks", right: mayInspect, handler: s.showCheckList},
		{method: http.MethodGet, path: "/checks/:code", right: mayInspect, handler: s.showCheck},
		{method: http.MethodPost, path: "/checks/:code", right: mayDecide, handler: s.saveCheck},
		{method: http.MethodPost, path: "/checks/:code/try", right: mayDecide, handler: s.tryCheck},
		{method: http.MethodPost, path: "/checks/:code/switch", right: mayDecide, handler: s.switchCheck},
		{method: http.MethodGet, path: "/checks/:code/try", right: mayInspect, handler: backToCheck},
	}
}

// loadChecks returns the rules in force.
func (s *Server) loadChecks(ctx context.Context) (metrics.CheckSet, error) {
	set, err := s.dependencies.Checks.Checks(ctx)
	if err != nil {
		return set, fmt.Errorf("load rules of checks: %w", err)
	}
	return set, nil
}
