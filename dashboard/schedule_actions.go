package dashboard

import (
	"net/http"

	"github.com/labstack/echo/v4"
)

// runSchedule starts the job of a schedule now, beside its due times.
func (s *Server) runSchedule(c echo.Context) error {
	name := c.Param("name")
	if err := s.dependencies.Scheduler.RunNow(c.Request().Context(), name, actorOf(c)); err != nil {
		return scheduleError(err)
	}
	return c.Redirect(http.StatusSeeOther, "/schedules/"+name+"?done=started")
}

// stopSchedule cancels the run that goes on.
func (s *Server) stopSchedule(c echo.Context) error {
	name := c.Param("name")
	if err := s.dependencies.Scheduler.StopRun(c.Request().Context(), name, actorOf(c)); err != nil {
		return scheduleError(err)
	}
	return c.Redirect(http.StatusSeeOther, "/schedules/"+name+"?done=stopped")
}

func (s *Server) pauseSchedule(c echo.Context) error { return s.setPaused(c, true, "paused") }

func (s *Server) resumeSchedule(c echo.Context) error { return s.setPaused(c, false, "resumed") }

func (s *Server) setPaused(c echo.Context, paused bool, done string) error {
	ctx := c.Request().Context()
	status, err := s.findSchedule(ctx, c.Param("name"))
	if err != nil {
		return err
	}
	schedule := status.Schedule
	schedule.Paused, schedule.ChangedBy = paused, actorOf(c)
	if err := s.dependencies.Scheduler.Save(ctx, schedule); err != nil {
		return scheduleError(err)
	}
	return c.Redirect(http.StatusSeeOther, "/schedules?done="+done)
}
