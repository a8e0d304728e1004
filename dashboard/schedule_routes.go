package dashboard

import "net/http"

func (s *Server) scheduleRoutes() []route {
	return []route{
		{method: http.MethodGet, path: "/schedules", right: mayInspect, handler: s.showScheduleList},
		{method: http.MethodPost, path: "/schedules", right: maySchedule, handler: s.createSchedule},
		{method: http.MethodGet, path: "/schedules/new", right: maySchedule, handler: s.showNewSchedule},
		{method: http.MethodGet, path: "/schedules/check", right: mayInspect, handler: s.answerScheduleCheck},
		{method: http.MethodGet, path: calendarPath, right: mayInspect, handler: s.showCalendar},
		{method: http.MethodGet, path: "/schedules/day", right: mayInspect, handler: s.showTimeline},
		{method: http.MethodGet, path: "/schedules/:name", right: mayInspect, handler: s.showSchedule},
		{method: http.MethodPost, path: "/schedules/:name", right: maySchedule, handler: s.saveSchedule},
		{method: http.MethodPost, path: "/schedules/:name/run", right: maySchedule, handler: s.runSchedule},
		{method: http.MethodPost, path: "/schedules/:name/stop", right: maySchedule, handler: s.stopSchedule},
		{method: http.MethodPost, path: "/schedules/:name/pause", right: maySchedule, handler: s.pauseSchedule},
		{method: http.MethodPost, path: "/schedules/:name/resume", right: maySchedule, handler: s.resumeSchedule},
	}
}
