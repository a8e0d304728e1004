package source

import (
	"context"
	"crypto/tls"
	"encoding/base64"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"zhibiao/metrics"
)

// fetchHTTP asks the address of a feed for its file.
func (f *Fetcher) fetchHTTP(ctx context.Context, asked question) (File, error) {
	return f.ask(ctx, asked, asked.feed.Source.Address, acceptOf(asked.feed.Reading.Format))
}

// ask sends one question and keeps the answer.
func (f *Fetcher) ask(ctx context.Context, asked question, address, accept string) (File, error) {
	feed, memory, limits := asked.feed, asked.memory, asked.limits
	traced, sentMore := watch(ctx)
	request, err := http.NewRequestWithContext(traced, http.MethodGet, address, nil)
	if err != nil {
		return File{}, metrics.NewProblem("feed.problem.address").Because(err)
	}
	request.Header.Set("Accept", accept)
	request.Header.Set("Accept-Encoding", "identity") // so that the length of the answer can be relied on
	request.Header.Set("User-Agent", "zhibiao")
	if memory.ETag != "" {
		request.Header.Set("If-None-Match", memory.ETag)
	}
	if memory.LastModified != "" {
		request.Header.Set("If-Modified-Since", memory.LastModified)
	}
	if err := f.authorise(request, feed.Source); err != nil {
		return File{}, err
	}
	client := f.client(feed.Source, limits)
	defer client.CloseIdleConnections()
	response, err := client.Do(request)
	if err != nil {
		return File{}, err
	}
	defer func() { _ = response.Body.Close() }()
	if response.StatusCode == http.StatusNotModified && (memory.ETag != "" || memory.LastModified != "") {
		return File{Unchanged: true, Memory: memory}, nil
	}
	if err := checkAnswer(feed, response, limits); err != nil {
		return File{}, err
	}
	file, err := f.receive(asked, response)
	if plain := response.TLS == nil && response.ProtoMajor == 1; err == nil && plain && sentMore(response.ContentLength) {
		err = errors.Join(again("fetch.length", nil, "host", response.Request.URL.Host, "bytes", strconv.FormatInt(response.ContentLength, 10)), file.Remove())
		file = File{}
	}
	return file, err
}

// authorise adds the secret of a feed to a request.
func (f *Fetcher) authorise(request *http.Request, source metrics.FeedSource) error {
	if source.Secret == "" {
		return nil
	}
	secret, err := f.options.Secrets.Get(source.Secret, source.Address)
	if err != nil {
		return err
	}
	switch {
	case source.Header != "":
		request.Header.Set(source.Header, secret)
	case source.User != "":
		request.SetBasicAuth(source.User, secret)
	default:
		request.Header.Set("Authorization", "Bearer "+secret)
	}
	return nil
}

// client makes a client for one question: nothing is kept between two.
func (f *Fetcher) client(source metrics.FeedSource, limits Limits) *http.Client {
	guarded := guard{allowed: f.options.Allowed, wait: limits.Header}
	return &http.Client{
		Transport: &http.Transport{
			DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
				connection, err := guarded.dial(ctx, network, address)
				if err != nil {
					return nil, err
				}
				return &watchedConnection{Conn: connection}, nil
			},
			ForceAttemptHTTP2: true, DisableCompression: true, DisableKeepAlives: true, // one answer for each connection
			TLSClientConfig:     &tls.Config{RootCAs: f.options.Roots, MinVersion: tls.VersionTLS12},
			TLSHandshakeTimeout: limits.Header, ResponseHeaderTimeout: limits.Header, MaxResponseHeaderBytes: 64 << 10,
		},
		CheckRedirect: func(next *http.Request, before []*http.Request) error {
			return checkRedirect(next, before, source, limits)
		},
	}
}

// checkRedirect looks at each place that an answer sends us to. The connection to it is
// looked at again when it is made.
func checkRedirect(next *http.Request, before []*http.Request, source metrics.FeedSource, limits Limits) error {
	last := before[len(before)-1].URL
	switch {
	case len(before) > limits.Redirects:
		return metrics.NewProblem("fetch.redirects", "host", hostOf(source), "limit", strconv.Itoa(limits.Redirects))
	case next.URL.Scheme == "http" && last.Scheme == "https":
		return metrics.NewProblem("fetch.downgrade", "host", next.URL.Host)
	case next.URL.Scheme != "http" && next.URL.Scheme != "https", next.URL.User != nil, next.URL.Host == "":
		return metrics.NewProblem("fetch.redirect_form", "host", hostOf(source))
	}
	next.Header.Del("Referer")
	if !sameOrigin(next.URL, before[0].URL) {
		next.Header.Del("Authorization")
		if source.Header != "" {
			next.Header.Del(source.Header)
		}
	}
	return nil
}

// sameOrigin tells whether a secret may go with a redirect: the same scheme, host and
// port, or the same host from http to https.
func sameOrigin(a, b *url.URL) bool {
	return strings.EqualFold(a.Hostname(), b.Hostname()) && (a.Host == b.Host && a.Scheme == b.Scheme || a.Scheme == "https" && b.Scheme == "http")
}

// checkAnswer refuses answers that are no file.
func checkAnswer(feed metrics.Feed, response *http.Response, limits Limits) error {
	host, status := response.Request.URL.Host, response.StatusCode
	text := strconv.Itoa(status)
	switch {
	case status == http.StatusOK:
	case status == http.StatusUnauthorized || status == http.StatusForbidden || status == http.StatusProxyAuthRequired:
		return metrics.NewProblem("fetch.denied", "host", host, "status", text)
	case status == http.StatusNotFound || status == http.StatusGone:
		return metrics.NewProblem("fetch.not_found", "host", host, "status", text)
	case status == http.StatusRequestTimeout || status == http.StatusTooManyRequests || status >= 500:
		return again("fetch.server", nil, "host", host, "status", text)
	default:
		return metrics.NewProblem("fetch.status", "host", host, "status", text)
	}
	if encoding := response.Header.Get("Content-Encoding"); encoding != "" && !strings.EqualFold(encoding, "identity") {
		return metrics.NewProblem("fetch.encoding", "host", host, "encoding", shortened(encoding))
	}
	if response.ContentLength > limits.Bytes {
		return errTooLarge
	}
	return checkType(feed.Reading.Format, host, response.Header.Get("Content-Type"))
}

// receive keeps the body of an answer, and holds it against what the answer says of it.
func (f *Fetcher) receive(asked question, response *http.Response) (File, error) {
	feed := asked.feed
	kept, err := f.newDraft(asked.limits.Bytes)
	if err != nil {
		return File{}, err
	}
	host := response.Request.URL.Host
	body := &counter{told: asked.received, expected: max(response.ContentLength, 0), from: response.Body}
	body.add(0) // it has answered
	start := make([]byte, 512)
	n, err := io.ReadFull(body, start)
	switch {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF) && (response.ContentLength < 0 || int64(n) == response.ContentLength):
		err = nil // a short file; a body cut by the network fails at the next read
	}
	if err == nil && looksLikePage(start[:n]) {
		err = metrics.NewProblem("fetch.html", "host", host)
	}
	if err == nil {
		_, err = kept.Write(start[:n])
	}
	if err == nil {
		_, err = io.Copy(kept, body)
	}
	if err == nil && response.ContentLength >= 0 && kept.bytes != response.ContentLength {
		err = io.ErrUnexpectedEOF
	}
	if err == nil && !agrees(response.Header, kept.raw()) {
		err = again("fetch.changed", nil, "host", host)
	}
	file, err := kept.keep(feed, endingOf(feed.Reading.Format, response), err)
	if err == nil {
		file.Memory.ETag, file.Memory.LastModified = bounded(response.Header.Get("ETag")), bounded(response.Header.Get("Last-Modified"))
		if _, wrong := http.ParseTime(file.Memory.LastModified); wrong != nil {
			file.Memory.LastModified = ""
		}
	}
	return file, err
}

// bounded leaves out marks that nobody needs to remember.
func bounded(text string) string {
	if len(text) > 500 {
		return ""
	}
	return text
}

// agrees holds the SHA-256 of a file against the one that the answer gives (RFC 9530, RFC
// 3230): a file that is replaced while it is sent shows there.
func agrees(header http.Header, sum []byte) bool {
	wanted := base64.StdEncoding.EncodeToString(sum)
	for _, name := range []string{"Content-Digest", "Repr-Digest", "Digest"} {
		for part := range strings.SplitSeq(header.Get(name), ",") {
			method, value, _ := strings.Cut(strings.TrimSpace(part), "=")
			if strings.EqualFold(method, "sha-256") && strings.Trim(value, ":") != wanted {
				return false
			}
		}
	}
	return true
}
