package dashboardtest

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"time"

	"zhibiao/ingest"
	"zhibiao/ingest/collect"
	"zhibiao/ingest/source"
	"zhibiao/ingest/underway"
	"zhibiao/metrics"
)

// Feeds keeps feeds in memory, in the catalogue of a Store. Its source gives Content, or
// the error Refused.
type Feeds struct {
	Store    *Store
	Importer *ingest.Importer
	Folder   string // takes the files that are fetched
	Content  string
	Refused  error
	Asked    []metrics.Feed // the feeds that files were fetched for
	// Source is asked in place of Content and Refused, when set; UnderWay is told.
	Source   collect.Fetcher
	UnderWay *underway.Board

	once      sync.Once
	collector *collect.Collector
	versions  map[string][]metrics.Feed
	secrets   *source.Secrets
}

// FeedVersions returns the saved versions of a feed, newest first.
func (f *Feeds) FeedVersions(_ context.Context, code string) ([]metrics.Feed, error) {
	return f.versions[code], nil
}

// SaveFeed keeps a version and puts it into the catalogue.
func (f *Feeds) SaveFeed(_ context.Context, feed metrics.Feed) (metrics.Feed, error) {
	if f.versions == nil {
		f.versions = map[string][]metrics.Feed{}
	}
	feed = feed.Normal()
	feed.Kept, feed.SavedAt = true, Now().Add(time.Duration(len(f.versions[feed.Code]))*time.Second)
	f.versions[feed.Code] = append([]metrics.Feed{feed}, f.versions[feed.Code]...)
	f.Store.Content = f.Store.Content.WithFeeds([]metrics.Feed{feed})
	return feed, nil
}

// FeedMemory remembers nothing.
func (f *Feeds) FeedMemory(context.Context, string) (metrics.FeedMemory, error) {
	return metrics.FeedMemory{}, nil
}

// Fetch writes Content into a file.
func (f *Feeds) Fetch(_ context.Context, feed metrics.Feed, _ metrics.FeedMemory, _ source.Received) (source.File, error) {
	f.Asked = append(f.Asked, feed)
	if f.Refused != nil {
		return source.File{}, f.Refused
	}
	file, err := os.CreateTemp(f.Folder, "fetched-*")
	if err != nil {
		return source.File{}, err
	}
	_, err = file.WriteString(f.Content)
	return source.File{Path: file.Name(), Name: feed.Code + ".csv", Bytes: int64(len(f.Content))}, errors.Join(err, file.Close())
}

// joined is the collector, which remembers what it found as long as the test runs.
func (f *Feeds) joined() *collect.Collector {
	f.once.Do(func() {
		var asked collect.Fetcher = f
		if f.Source != nil {
			asked = f.Source
		}
		f.collector = collect.New(asked, f.Importer, forgetful{}, collect.Options{Root: f.Folder, UnderWay: f.UnderWay, Now: Now})
	})
	return f.collector
}

// Collect fetches and imports.
func (f *Feeds) Collect(ctx context.Context, feed metrics.Feed, actor, schedule string, work *underway.Work) (collect.Outcome, error) {
	return f.joined().Collect(ctx, feed, actor, schedule, work)
}

// CollectFolder looks into a watched folder below Folder.
func (f *Feeds) CollectFolder(ctx context.Context, feed metrics.Feed, actor, schedule string, work *underway.Work) (ingest.FolderLook, error) {
	return f.joined().CollectFolder(ctx, feed, actor, schedule, work)
}

// LastLook returns what was found last.
func (f *Feeds) LastLook(ctx context.Context, feed string) (metrics.FeedLook, error) {
	return f.joined().LastLook(ctx, feed)
}

// LastLooks returns what was found last of each feed.
func (f *Feeds) LastLooks(ctx context.Context) (map[string]metrics.FeedLook, error) {
	return f.joined().LastLooks(ctx)
}

// Preview reads the first rows of a file.
func (f *Feeds) Preview(ctx context.Context, feed metrics.Feed, submission ingest.Submission, rows int) (ingest.Preview, error) {
	return f.Importer.Preview(ctx, feed, submission, rows)
}

// kept keeps secrets in a folder beside the files.
func (f *Feeds) kept() source.Secrets {
	if f.secrets == nil {
		secrets := source.NewSecrets(filepath.Join(f.Folder, "secrets"), func(string) (string, bool) { return "", false })
		f.secrets = &secrets
	}
	return *f.secrets
}

// Secrets lists the secrets that were kept.
func (f *Feeds) Secrets() ([]source.KeptSecret, error) { return f.kept().Kept() }

// MissingSecrets returns the feeds that cannot have their secret.
func (f *Feeds) MissingSecrets(feeds []metrics.Feed) (map[string]*metrics.Problem, error) {
	return f.kept().Missing(feeds)
}

// CheckSecret tells whether a source may have its secret.
func (f *Feeds) CheckSecret(asked metrics.FeedSource) error { return f.kept().Check(asked) }

// KeepSecret keeps a secret.
func (f *Feeds) KeepSecret(name, value, hosts string) error { return f.kept().Put(name, value, hosts) }

// forgetful remembers no file.
type forgetful struct{}

func (forgetful) FeedMemory(context.Context, string) (metrics.FeedMemory, error) {
	return metrics.FeedMemory{}, nil
}

func (forgetful) RememberFeed(context.Context, string, metrics.FeedMemory) error { return nil }

func (forgetful) FeedLook(context.Context, string) (metrics.FeedLook, error) {
	return metrics.FeedLook{}, nil
}

func (forgetful) FeedLooks(context.Context) (map[string]metrics.FeedLook, error) {
	return nil, nil //nolint:nilnil // none is kept
}

func (forgetful) KeepFeedLook(context.Context, string, metrics.FeedLook) error { return nil }
