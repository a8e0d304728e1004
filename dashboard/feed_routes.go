package dashboard

import (
	"context"
	"net/http"

	"zhibiao/ingest"
	"zhibiao/ingest/collect"
	"zhibiao/ingest/source"
	"zhibiao/ingest/underway"
	"zhibiao/metrics"
)

// Feeds is what the pages of feeds need: versions, the rooms that fetch and preview, and
// the names of secrets. No secret ever comes out of it.
type Feeds interface {
	// FeedVersions returns the saved versions of a feed, newest first.
	FeedVersions(ctx context.Context, code string) ([]metrics.Feed, error)
	SaveFeed(ctx context.Context, feed metrics.Feed) (metrics.Feed, error)
	FeedMemory(ctx context.Context, feed string) (metrics.FeedMemory, error)
	// Fetch brings the file of a feed, Collect fetches and imports it, Preview reads the
	// first rows of a file.
	Fetch(ctx context.Context, feed metrics.Feed, memory metrics.FeedMemory, received source.Received) (source.File, error)
	Collect(ctx context.Context, feed metrics.Feed, actor, schedule string, work *underway.Work) (collect.Outcome, error)
	// CollectFolder takes in what lies in the watched folder of a feed.
	CollectFolder(ctx context.Context, feed metrics.Feed, actor, schedule string, work *underway.Work) (ingest.FolderLook, error)
	// LastLook returns what was found when the program last looked for files of a feed.
	LastLook(ctx context.Context, feed string) (metrics.FeedLook, error)
	// LastLooks returns the same of every feed, by code.
	LastLooks(ctx context.Context) (map[string]metrics.FeedLook, error)
	Preview(ctx context.Context, feed metrics.Feed, submission ingest.Submission, rows int) (ingest.Preview, error)
	// Secrets lists the secrets that are kept: their names and the hosts they may go to.
	Secrets() ([]source.KeptSecret, error)
	// MissingSecrets returns the feeds that cannot have the secret they name, with why.
	MissingSecrets(feeds []metrics.Feed) (map[string]*metrics.Problem, error)
	// CheckSecret tells whether a source may have the secret that it names.
	CheckSecret(source metrics.FeedSource) error
	KeepSecret(name, value, hosts string) error
}

const feedsPath = "/feeds"

func (s *Server) feedRoutes() []route {
	routes := []route{
		{method: http.MethodGet, path: feedsPath, right: mayInspect, handler: s.showFeedList},
		{method: http.MethodPost, path: feedsPath, right: maySubmit, handler: s.createFeed, bodyLimit: largestSample},
		{method: http.MethodGet, path: feedsPath + "/new", right: maySubmit, handler: s.showNewFeed},
		{method: http.MethodGet, path: feedsPath + "/import", right: maySubmit, handler: s.showFeedImport},
		{method: http.MethodPost, path: feedsPath + "/import", right: maySubmit, handler: s.importFeed},
		{method: http.MethodPost, path: feedsPath + "/secrets", right: mayAdminister, handler: s.keepSecret},
		{method: http.MethodGet, path: feedsPath + "/:code", right: mayInspect, handler: s.showFeed},
		{method: http.MethodPost, path: feedsPath + "/:code", right: maySubmit, handler: s.saveFeed, bodyLimit: largestSample},
		{method: http.MethodPost, path: feedsPath + "/:code/preview", right: maySubmit, handler: s.previewFeed, bodyLimit: largestSample, unhurried: true},
		{method: http.MethodPost, path: feedsPath + "/:code/fetch", right: maySubmit, handler: s.fetchFeed, unhurried: true},
		{method: http.MethodPost, path: feedsPath + "/:code/stop", right: maySubmit, handler: s.stopFeed},
		{method: http.MethodGet, path: feedsPath + "/:code/progress", right: mayInspect, handler: s.answerFeedProgress},
		{method: http.MethodPost, path: feedsPath + "/:code/restore", right: maySubmit, handler: s.restoreFeed},
	}
	if s.dependencies.Importer != nil {
		routes = append(routes, route{method: http.MethodPost, path: pushPath, right: maySubmit,
			handler: s.takePushed, bodyLimit: largestUpload, unhurried: true})
	}
	return routes
}
