package dashboard

import "net/http"

func (s *Server) scheduleRoutes() []route {
	return []route{
		{method: http.MethodGet, path: "/schedules", handler: s.showScheduleList},
		{method: http.MethodPost, path: "/schedules", handler: s.createSchedule},
		{method: http.MethodGet, path: "/schedules/new", handler: s.showNewSchedule},
		{method: http.MethodGet, path: "/schedules/check", handler: s.answerScheduleCheck},
		{method: http.MethodGet, path: "/schedules/calendar", handler: s.showCalendar},
		{method: http.MethodGet, path: "/schedules/day", handler: s.showTimeline},
		{method: http.MethodGet, path: "/schedules/:name", handler: s.showSchedule},
		{method: http.MethodPost, path: "/schedules/:name", handler: s.saveSchedule},
		{method: http.MethodPost, path: "/schedules/:name/run", handler: s.runSchedule},
		{method: http.MethodPost, path: "/schedules/:name/stop", handler: s.stopSchedule},
		{method: http.MethodPost, path: "/schedules/:name/pause", handler: s.pauseSchedule},
		{method: http.MethodPost, path: "/schedules/:name/resume", handler: s.resumeSchedule},
	}
}
