package dashboard

import (
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"zhibiao/ingest/source"
	"zhibiao/metrics"
)

// SecretLine is what a page tells of a secret, and which feeds name it.
type SecretLine struct {
	source.KeptSecret
	Feeds []metrics.Feed
}

// keepSecret keeps a secret under its name, with the hosts that it may go to. It is never
// shown again.
func (s *Server) keepSecret(c echo.Context) error {
	name, hosts := formText(c, "name"), formText(c, "hosts")
	if err := s.dependencies.Feeds.KeepSecret(name, c.FormValue("value"), hosts); err != nil {
		if problem := metrics.AsProblem(err); problem != nil {
			return badRequest(problem)
		}
		return err
	}
	s.audit(c, "feed.secret", name, "hosts", shortened(hosts))
	return c.Redirect(http.StatusSeeOther, feedsPath+"?done=secret#secrets")
}

// addSecrets tells on the list of feeds which secrets are kept and which are missing.
func (s *Server) addSecrets(page *FeedListPage, feeds []metrics.Feed) error {
	kept, err := s.dependencies.Feeds.Secrets()
	if err != nil {
		return err
	}
	for _, secret := range kept {
		page.Secrets = append(page.Secrets, SecretLine{KeptSecret: secret, Feeds: slices.DeleteFunc(slices.Clone(feeds), func(feed metrics.Feed) bool { return feed.Source.Secret != secret.Name })})
	}
	missing, err := s.dependencies.Feeds.MissingSecrets(feeds)
	if err != nil {
		return err
	}
	for i := range page.Feeds {
		if page.Feeds[i].Secret = missing[page.Feeds[i].Feed.Code]; page.Feeds[i].Secret != nil {
			page.WithoutSecret++
		}
	}
	return nil
}

// secretProblem tells why a feed may not name the secret that it names, or nil. A secret
// that is not there yet may be named: the administrator keeps it later.
func (s *Server) secretProblem(feed metrics.Feed) (*metrics.Problem, error) {
	err := s.dependencies.Feeds.CheckSecret(feed.Source)
	problem := metrics.AsProblem(err)
	if problem == nil {
		return nil, err
	}
	if problem.Key == "secret.missing" {
		problem = nil
	}
	return problem, nil
}
