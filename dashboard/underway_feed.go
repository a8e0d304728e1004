package dashboard

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

func (s *Server) answerFeedProgress(c echo.Context) error {
	return s.answerProgress(c, s.dependencies.UnderWay.OfFeed(c.Param("code")))
}

// stopFeed stops what is being fetched or imported of a feed.
func (s *Server) stopFeed(c echo.Context) error {
	code := c.Param("code")
	work := s.dependencies.UnderWay.OfFeed(code)
	if work == nil {
		return &statusProblem{http.StatusConflict, metrics.NewProblem("feed.nothing_under_way", "feed", code)}
	}
	stopAndWait(c, work)
	return c.Redirect(http.StatusSeeOther, feedsPath+"/"+code)
}
