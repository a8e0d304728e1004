package source

import (
	"context"
	"io"
	"net"
	"time"

	"zhibiao/metrics"
)

// ServerQuery is one question to a server of ClickHouse, with the limits of its answer.
type ServerQuery struct {
	Address        string // as in metrics.FeedSource
	User, Password string
	Query          string // one SELECT
	// Dial opens the connections: only to places that sources may lie in.
	Dial    func(ctx context.Context, network, address string) (net.Conn, error)
	Rows    int
	Bytes   int64
	Connect time.Duration // until a connection stands
	Total   time.Duration // for the whole answer
}

// ReadServer asks a server of ClickHouse and writes the answer as CSV with headings. The
// room of the store implements it, which alone speaks with such servers. Its errors are
// Problems, or those of the network, of Dial and of the writer.
type ReadServer func(ctx context.Context, question ServerQuery, to io.Writer) error

// fetchClickHouse asks a server of ClickHouse the query of a feed and keeps the answer.
func (f *Fetcher) fetchClickHouse(ctx context.Context, asked question) (File, error) {
	if f.options.ReadServer == nil {
		return File{}, metrics.NewProblem("fetch.not_fetched", "feed", asked.feed.Code)
	}
	feed, limits := asked.feed, asked.limits
	guarded := guard{allowed: f.options.Allowed, wait: limits.Header}
	query := ServerQuery{Address: feed.Source.Address, User: feed.Source.User, Query: feed.Source.Query, Dial: guarded.dial,
		Rows: limits.Rows, Bytes: limits.Bytes, Connect: limits.Header, Total: limits.Total}
	if feed.Source.Secret != "" {
		var err error
		if query.Password, err = f.options.Secrets.Get(feed.Source.Secret, feed.Source.Address); err != nil {
			return File{}, err
		}
	}
	kept, err := f.newDraft(limits.Bytes)
	if err != nil {
		return File{}, err
	}
	err = f.options.ReadServer(ctx, query, &counter{told: asked.received, to: kept})
	if problem := metrics.AsProblem(err); problem != nil && (problem.Key == "fetch.slow" || problem.Key == "fetch.columns_changed") {
		err = &failure{problem, true} // another time the server may be less busy, and the table at rest
	}
	return kept.keep(feed, ".csv", err)
}
