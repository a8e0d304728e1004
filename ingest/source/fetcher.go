package source

import (
	"context"
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"zhibiao/metrics"
)

// Options says where a Fetcher works and what it may do.
type Options struct {
	// Folder takes the files on their way; it is created when it is missing.
	Folder  string
	Secrets Secrets
	Allowed Allowed
	Limits  Limits
	// ReadServer asks servers of ClickHouse; nil: no feed can.
	ReadServer ReadServer
	// Roots are the authorities whose certificates count; nil: those of the system.
	Roots  *x509.CertPool
	Logger *slog.Logger
	Now    func() time.Time
}

// Fetcher brings files. It is made once and used by any number of requests at a time.
type Fetcher struct{ options Options }

// New returns a Fetcher.
func New(options Options) *Fetcher {
	if options.Logger == nil {
		options.Logger = slog.New(slog.DiscardHandler)
	}
	if options.Now == nil {
		options.Now = time.Now
	}
	options.Limits = options.Limits.orDefault()
	return &Fetcher{options: options}
}

// File is what a source gave. It lies at Path until Remove.
type File struct {
	Unchanged bool   // the source says that nothing has changed; there is no file
	Path      string // where the bytes lie
	Name      string // with the ending of its format
	Bytes     int64
	Memory    metrics.FeedMemory // to be remembered once the file has been taken in
}

// Remove deletes the file.
func (f File) Remove() error {
	if f.Path == "" {
		return nil
	}
	return os.Remove(f.Path)
}

// wholeAgain is how old the memory of a file may be: then the source is asked for all of it
// again, because there are servers that call a file unchanged which is not.
const wholeAgain = 7 * 24 * time.Hour

// Fetch asks the source of a feed for its file. What is remembered of the last file
// keeps an unchanged one from being sent again, unless the feed has been edited since or
// the memory is a week old. received, when set, is called while bytes come.
//
// The error is a Problem with a key that begins with fetch. or secret.; nothing is left
// behind then.
func (f *Fetcher) Fetch(ctx context.Context, feed metrics.Feed, memory metrics.FeedMemory, received Received) (File, error) {
	for _, problem := range feed.Source.Problems() {
		return File{}, problem
	}
	limits := f.options.Limits.within(feed.Source)
	limited, cancel := context.WithTimeoutCause(ctx, limits.Total, errTooSlow)
	defer cancel()
	if memory.Terms != feed.Terms() || f.options.Now().Sub(memory.FetchedAt) >= wholeAgain {
		memory = metrics.FeedMemory{}
	}
	fetch := f.fetchHTTP
	switch feed.Source.Kind {
	case metrics.SourceHTTP:
	case metrics.SourceSDMX:
		fetch = f.fetchSDMX
	case metrics.SourceClickHouse:
		fetch = f.fetchClickHouse
	default:
		return File{}, metrics.NewProblem("fetch.not_fetched", "feed", feed.Code)
	}
	file, err := fetch(limited, question{feed: feed, memory: memory, limits: limits, received: received})
	if err != nil {
		err = explain(limited, feed.Source, limits, err)
		f.options.Logger.WarnContext(ctx, "file not fetched", slog.String("feed", feed.Code), slog.Any("error", err))
		return File{}, err
	}
	file.Memory.Terms, file.Memory.FetchedAt = feed.Terms(), f.options.Now().UTC().Truncate(time.Second)
	return file, nil
}

// question is what a source is asked, and how.
type question struct {
	feed     metrics.Feed
	memory   metrics.FeedMemory
	limits   Limits
	received Received // may be nil
}

// draft is a file that is being written, bounded in size.
type draft struct {
	file  *os.File
	hash  io.Writer
	sum   func() string
	raw   func() []byte
	bytes int64
	limit int64
}

func (f *Fetcher) newDraft(limit int64) (*draft, error) {
	if err := os.MkdirAll(f.options.Folder, 0o750); err != nil {
		return nil, fmt.Errorf("keep the fetched file: %w", err)
	}
	file, err := os.CreateTemp(f.options.Folder, "fetch-*")
	if err != nil {
		return nil, fmt.Errorf("keep the fetched file: %w", err)
	}
	hash := sha256.New()
	return &draft{file: file, hash: hash, limit: limit,
		sum: func() string { return hex.EncodeToString(hash.Sum(nil)) }, raw: func() []byte { return hash.Sum(nil) }}, nil
}

// Write keeps bytes until there are too many.
func (d *draft) Write(block []byte) (int, error) {
	if d.bytes += int64(len(block)); d.bytes > d.limit {
		return 0, errTooLarge
	}
	_, _ = d.hash.Write(block) // a hash never fails
	n, err := d.file.Write(block)
	if err != nil {
		return n, &diskFailure{err}
	}
	return n, nil
}

// keep ends the draft and returns it as a file; any error removes it.
func (d *draft) keep(feed metrics.Feed, ending string, err error) (File, error) {
	path := d.file.Name()
	if closed := d.file.Close(); closed != nil && err == nil {
		err = &diskFailure{closed}
	}
	if err == nil && d.bytes == 0 {
		err = metrics.NewProblem("fetch.empty", "host", hostOf(feed.Source))
	}
	if err != nil {
		return File{}, errors.Join(err, os.Remove(path))
	}
	return File{Path: path, Name: filepath.Base(feed.Code) + ending, Bytes: d.bytes, Memory: metrics.FeedMemory{FileHash: d.sum()}}, nil
}
