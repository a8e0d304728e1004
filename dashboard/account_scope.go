package dashboard

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// coversRun tells whether a person answers for every area of a run. A run without values,
// such as one of the catalogue, concerns all areas.
func (s *Server) coversRun(ctx context.Context, caller person, run string) (covered bool, others []string, err error) {
	if caller.everything || len(caller.account.Areas) == 0 {
		return true, nil, nil
	}
	areas, err := s.dependencies.Store.RunAreas(ctx, run)
	if err != nil {
		return false, nil, fmt.Errorf("load areas of run %s: %w", run, err)
	}
	others = slices.DeleteFunc(slices.Clone(areas), caller.account.CoversArea)
	return len(areas) > 0 && len(others) == 0, others, nil
}

// checkRunScope refuses to decide on a run that holds values of areas of others.
func (s *Server) checkRunScope(c echo.Context, run string) error {
	ctx, caller := c.Request().Context(), personOf(c)
	covered, others, err := s.coversRun(ctx, caller, run)
	if err != nil || covered {
		return err
	}
	catalogue, err := s.dependencies.Store.CatalogueAt(ctx, time.Time{})
	if err != nil {
		return fmt.Errorf("load catalogue: %w", err)
	}
	problem := metrics.NewProblem("right.areas")
	for _, words := range s.eachLanguage() {
		names := []string{words.text("right.areas.all")}
		if len(others) > 0 {
			names = nil
		}
		for _, code := range others[:min(len(others), 5)] {
			if name := words.name(catalogue.Area(code)); name != "" {
				code = name
			}
			names = append(names, code)
		}
		problem.Arguments["areas_"+string(words.language)] = words.join(names)
	}
	problem.Arguments["areas"] = problem.Arguments["areas_zh"]
	s.auditAs(c, caller.account.Code, metrics.AuditRefused, "denied", c.Request().Method+" "+c.Request().URL.Path, "problem", problem.Key)
	return &statusProblem{http.StatusForbidden, problem}
}

// offerByScope leaves out of the page of a run what its reader may not decide.
func (s *Server) offerByScope(c echo.Context, page *RunPage) error {
	if !page.CanReview && !page.CanWithdraw && !page.Review.CanPullBack {
		return nil
	}
	covered, _, err := s.coversRun(c.Request().Context(), personOf(c), page.Run.ID)
	if err != nil || covered {
		return err
	}
	page.CanReview, page.CanWithdraw, page.Review.CanPullBack = false, false, false
	return nil
}
