package dashboard

import (
	"context"
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// LocksPage lists the locked periods and how they came to be.
type LocksPage struct {
	Frame
	Lines      []LockLine // in force
	History    []LockLine // every decision, newest first
	Indicators []*metrics.Indicator
	Themes     []*metrics.Theme
	Areas      []*metrics.Area
	Input      LockInput
}

// LockLine is one lock with what it is bounded to; nil stands for all.
type LockLine struct {
	metrics.Lock
	OfIndicator *metrics.Indicator
	OfTheme     *metrics.Theme
	OfArea      *metrics.Area
}

// LockInput is the form as it was sent.
type LockInput struct {
	metrics.Lock
	UntilText string
	Problems  FieldProblems
}

func (s *Server) showLocks(c echo.Context) error {
	page, err := s.loadLocksPage(c)
	if err != nil {
		return err
	}
	page.Notice = noticeOf(c, "locks.notice.", "set", "lifted")
	return s.render(c, http.StatusOK, "lock_list", page)
}

func (s *Server) loadLocksPage(c echo.Context) (LocksPage, error) {
	filters, err := s.filtersOf(c)
	if err != nil {
		return LocksPage{}, err
	}
	ctx := c.Request().Context()
	catalogue, err := s.loadCatalogue(ctx, filters)
	if err != nil {
		return LocksPage{}, err
	}
	page := LocksPage{Frame: s.workFrame(c, locksPath, filters, metrics.Actual)}
	page.Title = s.texts.Text(page.Language, "nav.locks")
	for i := range catalogue.Indicators {
		page.Indicators = append(page.Indicators, &catalogue.Indicators[i])
	}
	for i := range catalogue.Themes {
		page.Themes = append(page.Themes, &catalogue.Themes[i])
	}
	for i := range catalogue.Areas {
		page.Areas = append(page.Areas, &catalogue.Areas[i])
	}
	return page, s.fillLocks(ctx, catalogue, &page)
}

func (s *Server) fillLocks(ctx context.Context, catalogue *metrics.Catalogue, page *LocksPage) error {
	locks, err := s.dependencies.Revisions.Locks(ctx)
	if err != nil {
		return fmt.Errorf("load locks: %w", err)
	}
	versions, err := s.dependencies.Revisions.LockVersions(ctx)
	if err != nil {
		return fmt.Errorf("load decisions on locks: %w", err)
	}
	told := func(locks []metrics.Lock) []LockLine {
		lines := make([]LockLine, 0, len(locks))
		for _, lock := range locks {
			lines = append(lines, LockLine{Lock: lock, OfIndicator: catalogue.Indicator(lock.Indicator), OfTheme: catalogue.Theme(lock.Theme), OfArea: catalogue.Area(lock.Area)})
		}
		return lines
	}
	page.Lines, page.History = told(locks), told(versions[:min(len(versions), shownDecisions)])
	return nil
}
