package main

import (
	"context"
	"io"
	"path/filepath"

	"zhibiao/ingest"
	"zhibiao/ingest/collect"
	"zhibiao/ingest/source"
	"zhibiao/metrics"
	"zhibiao/metrics/warehouse"
)

// secretsFolder is the folder, below that of the files, of what sources ask for.
const secretsFolder = "secrets"

// secrets keeps what sources ask for.
func (r *rooms) secrets() source.Secrets { return secretsIn(r.files) }

// secretsIn keeps secrets below a folder of files.
func secretsIn(files string) source.Secrets {
	return source.NewSecrets(filepath.Join(files, secretsFolder), nil)
}

// newFetcher makes the one that asks sources for their files. The error says which entry
// of the allowed private places cannot be read.
func (r *rooms) newFetcher(private string) (*source.Fetcher, error) {
	allowed, err := source.ParseAllowed(private)
	if err != nil {
		return nil, err
	}
	return source.New(source.Options{Folder: filepath.Join(r.files, ingest.OnTheirWay), Secrets: r.secrets(), Allowed: allowed,
		ReadServer: readServer, Logger: r.logger}), nil
}

// readServer asks a server of ClickHouse that is not the own store.
func readServer(ctx context.Context, question source.ServerQuery, to io.Writer) error {
	return warehouse.ReadForeign(ctx, warehouse.ForeignQuery(question), to)
}

// newCollector makes the one that fetches and imports.
func (r *rooms) newCollector() *collect.Collector {
	return collect.New(r.fetcher, r.importer, r.store, collect.Options{Root: r.files, UnderWay: r.underWay, Logger: r.logger})
}

// feedDesk is what the pages of feeds need.
type feedDesk struct {
	*warehouse.Store
	*source.Fetcher
	*collect.Collector
	secrets  source.Secrets
	importer *ingest.Importer
}

func (r *rooms) feedDesk() feedDesk {
	return feedDesk{r.store, r.fetcher, r.collector, r.secrets(), r.importer}
}

// Secrets lists the secrets that are kept, by name.
func (d feedDesk) Secrets() ([]source.KeptSecret, error) { return d.secrets.Kept() }

// MissingSecrets returns the feeds that cannot have the secret they name.
func (d feedDesk) MissingSecrets(feeds []metrics.Feed) (map[string]*metrics.Problem, error) {
	return d.secrets.Missing(feeds)
}

// CheckSecret tells whether a source may have the secret that it names.
func (d feedDesk) CheckSecret(asked metrics.FeedSource) error { return d.secrets.Check(asked) }

// KeepSecret keeps a secret in place of an earlier one.
func (d feedDesk) KeepSecret(name, value, hosts string) error {
	return d.secrets.Put(name, value, hosts)
}

// Preview reads the first rows of a file as a feed would have them read.
func (d feedDesk) Preview(ctx context.Context, feed metrics.Feed, submission ingest.Submission, rows int) (ingest.Preview, error) {
	return d.importer.Preview(ctx, feed, submission, rows)
}
