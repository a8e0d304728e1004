package dashboard

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"zhibiao/ingest/underway"
	"zhibiao/metrics"
)

// runWorkRoutes lists the addresses of a run that is being taken in, whoever began it: an
// upload, a feed, a watched folder, a program.
func (s *Server) runWorkRoutes() []route {
	return []route{
		{method: http.MethodGet, path: "/runs/:id/progress", right: mayInspect, handler: s.answerRunProgress},
		{method: http.MethodPost, path: "/runs/:id/stop", right: maySubmit, handler: s.stopRun},
	}
}

func (s *Server) answerRunProgress(c echo.Context) error {
	return s.answerProgress(c, s.dependencies.UnderWay.OfRun(c.Param("id")))
}

// stopRun stops the import of a run.
func (s *Server) stopRun(c echo.Context) error {
	id := c.Param("id")
	work := s.dependencies.UnderWay.OfRun(id)
	switch {
	case work == nil:
		return &statusProblem{http.StatusConflict, metrics.NewProblem("run.nothing_under_way")}
	case !mayStop(c, work):
		return &statusProblem{http.StatusForbidden, metrics.NewProblem("feeds.all_areas")}
	}
	stopAndWait(c, work)
	return c.Redirect(http.StatusSeeOther, "/runs/"+id)
}

// mayStop tells whether a reader may stop a piece of work: their own, or any when they
// answer for all areas.
func mayStop(c echo.Context, work *underway.Work) bool {
	caller := personOf(c)
	return caller.may(maySubmit) && (len(caller.account.Areas) == 0 || work.About().Actor == actorOf(c))
}

// stopAndWait stops work and gives it a moment to end, so that the next page tells how.
func stopAndWait(c echo.Context, work *underway.Work) {
	work.Stop(actorOf(c))
	waitFor(work)
}
