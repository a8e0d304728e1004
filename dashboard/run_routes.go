package dashboard

import "net/http"

// largestUpload is the usual limit on an uploaded file, together with its form.
const largestUpload = "512M"

// statisticianRoutes lists the pages for uploads, runs and schedules. Those whose
// room is not wired are left out, and the menu with them.
func (s *Server) statisticianRoutes() []route {
	routes := []route{
		{method: http.MethodGet, path: runsPath, right: mayInspect, handler: s.showRunList},
		{method: http.MethodGet, path: "/runs/:id", right: mayInspect, handler: s.showRun},
		{method: http.MethodGet, path: "/runs/:id/rejects.csv", right: mayInspect, handler: s.downloadRunRejects},
		{method: http.MethodGet, path: "/runs/:id/rejects.xlsx", right: mayInspect, handler: s.downloadMarkedRun, unhurried: true},
		{method: http.MethodGet, path: "/runs/:id/marked.csv", right: mayInspect, handler: s.downloadMarkedRun, unhurried: true},
		{method: http.MethodGet, path: "/runs/:id/original", right: mayInspect, handler: s.downloadRunOriginal, unhurried: true},
	}
	routes = append(routes, s.runWorkRoutes()...)
	if s.dependencies.Importer != nil {
		routes = append(routes,
			route{method: http.MethodPost, path: "/runs/:id/approve", right: mayReview, handler: s.approveRun},
			route{method: http.MethodPost, path: "/runs/:id/return", right: mayReview, handler: s.returnRun},
			route{method: http.MethodPost, path: "/runs/:id/withdraw", right: mayReview, handler: s.withdrawRun},
			route{method: http.MethodPost, path: "/runs/:id/comment", right: mayComment, handler: s.commentRun},
		)
	}
	if s.dependencies.Importer != nil && s.dependencies.UploadFolder != "" {
		routes = append(routes, newUploadDesk(s).routes()...)
	}
	if s.dependencies.Checks != nil {
		routes = append(routes, s.checkRoutes()...)
	}
	if s.dependencies.Scheduler != nil {
		routes = append(routes, s.scheduleRoutes()...)
	}
	return routes
}
