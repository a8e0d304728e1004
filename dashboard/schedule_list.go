package dashboard

import (
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// ScheduleListPage says what runs when, and how it went last.
type ScheduleListPage struct {
	Frame
	Schedules []ScheduleLine
	Retired   []ScheduleLine
	Failing   int // schedules whose last run failed or that cannot run
}

func (s *Server) showScheduleList(c echo.Context) error {
	filters, err := s.filtersOf(c)
	if err != nil {
		return err
	}
	statuses, err := s.dependencies.Scheduler.Status(c.Request().Context())
	if err != nil {
		return fmt.Errorf("load schedules: %w", err)
	}
	page := ScheduleListPage{Frame: s.workFrame(c, "/schedules", filters, metrics.Actual)}
	page.Title = s.texts.Text(page.Language, "nav.schedules")
	page.Notice = noticeOf(c, "schedules.notice.", "started", "stopped", "paused", "resumed", "saved", "created")
	words := s.wording(page.Language)
	for _, status := range statuses {
		line := s.scheduleLine(words, status)
		if line.Schedule.Retired {
			page.Retired = append(page.Retired, line)
			continue
		}
		if line.Problem != nil || line.Last != nil && line.Last.Outcome == "failed" {
			page.Failing++
		}
		page.Schedules = append(page.Schedules, line)
	}
	return s.render(c, http.StatusOK, "schedule_list", page)
}
