package dashboard

import "net/http"

// The addresses of this file.
const (
	valuesPath      = "/values"
	differencesPath = "/differences"
	locksPath       = "/locks"
	namesPath       = "/names"
)

// revisionRoutes lists the pages about how values came to be what they are. Without a
// store for them they are left out.
func (s *Server) revisionRoutes() []route {
	if s.dependencies.Revisions == nil {
		return nil
	}
	routes := []route{
		{method: http.MethodGet, path: valuesPath, right: mayLook, handler: s.showValue},
		{method: http.MethodGet, path: differencesPath, right: mayLook, handler: s.showDifferences},
		{method: http.MethodGet, path: differencesPath + ".csv", right: mayExport, handler: s.downloadDifferenceText, unhurried: true},
		{method: http.MethodGet, path: locksPath, right: mayInspect, handler: s.showLocks},
		{method: http.MethodPost, path: locksPath, right: mayDecide, handler: s.setLock},
		{method: http.MethodPost, path: locksPath + "/:code/lift", right: mayDecide, handler: s.liftLock},
		{method: http.MethodGet, path: namesPath, right: mayInspect, handler: s.showNames},
		{method: http.MethodPost, path: namesPath, right: maySubmit, handler: s.chooseName},
		{method: http.MethodPost, path: namesPath + "/remove", right: maySubmit, handler: s.removeName},
	}
	if s.dependencies.Importer != nil {
		routes = append(routes, route{method: http.MethodPost, path: "/runs/:id/pull-back", right: mayReview, handler: s.pullRunBack})
	}
	return routes
}
