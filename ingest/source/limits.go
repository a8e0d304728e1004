package source

import (
	"time"

	"zhibiao/metrics"
)

// Limits bound one fetch. Every zero field has a default.
type Limits struct {
	Bytes     int64         // of the file; 512 MiB
	Rows      int           // of the answer to a query; 5 million
	Total     time.Duration // from the first byte of the question to the last of the answer; 10 minutes
	Header    time.Duration // until the answer begins, and until a connection stands; 30 seconds
	Redirects int           // 5
}

func (l Limits) orDefault() Limits {
	if l.Bytes <= 0 {
		l.Bytes = 512 << 20
	}
	if l.Rows <= 0 {
		l.Rows = 5_000_000
	}
	if l.Total <= 0 {
		l.Total = 10 * time.Minute
	}
	if l.Header <= 0 {
		l.Header = 30 * time.Second
	}
	if l.Redirects <= 0 {
		l.Redirects = 5
	}
	return l
}

// within narrows the limits to those of a feed, which never widen them.
func (l Limits) within(feed metrics.FeedSource) Limits {
	if bytes := int64(feed.MaxMegabytes) << 20; bytes > 0 {
		l.Bytes = min(l.Bytes, bytes)
	}
	if total := time.Duration(feed.MaxSeconds) * time.Second; total > 0 {
		l.Total = min(l.Total, total)
		l.Header = min(l.Header, total)
	}
	return l
}
