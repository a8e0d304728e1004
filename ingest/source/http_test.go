package source_test

import (
	"context"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"zhibiao/ingest/source"
	"zhibiao/metrics"
	"zhibiao/metrics/warehouse"
)

const table = "指标,时期,数值\n原煤产量,2023,78500\n"

// house is a fetcher that may reach the fixture servers and no other private place.
func house(t *testing.T, change func(*source.Options)) (*source.Fetcher, string) {
	t.Helper()
	allowed, err := source.ParseAllowed("127.0.0.1")
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	options := source.Options{Folder: filepath.Join(folder, "fetched"), Allowed: allowed,
		Secrets: source.NewSecrets(filepath.Join(folder, "secrets"), func(name string) (string, bool) {
			value, set := map[string]string{"ZHIBIAO_SECRET_COAL_DATA": "s3cr:et", "ZHIBIAO_HOSTS_OF_COAL_DATA": "127.0.0.1"}[name]
			return value, set
		}),
		ReadServer: func(ctx context.Context, question source.ServerQuery, to io.Writer) error {
			return warehouse.ReadForeign(ctx, warehouse.ForeignQuery(question), to)
		},
		Limits: source.Limits{Bytes: 4096, Total: 5 * time.Second, Header: 300 * time.Millisecond, Redirects: 3}}
	if change != nil {
		change(&options)
	}
	return source.New(options), options.Folder
}

func feedAt(address string) metrics.Feed {
	return metrics.Feed{Code: "coal", Source: metrics.FeedSource{Kind: metrics.SourceHTTP, Address: address}}
}

func problemKey(err error) string {
	if problem := metrics.AsProblem(err); problem != nil {
		return problem.Key
	}
	return ""
}

// leftOver lists what lies in the folder of drafts.
func leftOver(t *testing.T, folder string) int {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		t.Fatal(err)
	}
	return len(entries)
}

func TestAFileIsFetchedOnce(t *testing.T) {
	asked := []string{}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, r.Header.Get("If-None-Match"))
		w.Header().Set("ETag", `"v1"`)
		w.Header().Set("Last-Modified", "Mon, 02 Jan 2023 15:04:05 GMT")
		if r.Header.Get("If-None-Match") == `"v1"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		w.Header().Set("Content-Type", "text/csv; charset=utf-8")
		_, _ = w.Write([]byte(table))
	}))
	defer server.Close()
	fetcher, folder := house(t, nil)
	feed := feedAt(server.URL + "/data.csv")
	file, err := fetcher.Fetch(t.Context(), feed, metrics.FeedMemory{}, nil)
	if err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(file.Path)
	sum := fmt.Sprintf("%x", sha256.Sum256([]byte(table)))
	if err != nil || string(content) != table || file.Name != "coal.csv" || file.Memory.FileHash != sum || file.Memory.ETag != `"v1"` || file.Unchanged {
		t.Errorf("%+v, %q, %v", file, content, err)
	}
	if err := file.Remove(); err != nil || leftOver(t, folder) != 0 {
		t.Errorf("the file stays: %v", err)
	}
	again, err := fetcher.Fetch(t.Context(), feed, file.Memory, nil)
	if err != nil || !again.Unchanged || again.Path != "" {
		t.Errorf("the second time: %+v, %v", again, err)
	}
	feed.MinRows = 2 // the feed has been edited: the whole file is asked for again
	third, err := fetcher.Fetch(t.Context(), feed, file.Memory, nil)
	if err != nil || third.Unchanged {
		t.Errorf("after the feed was edited: %+v, %v", third, err)
	}
	if want := []string{"", `"v1"`, ""}; strings.Join(asked, ",") != strings.Join(want, ",") {
		t.Errorf("If-None-Match %q, want %q", asked, want)
	}
}

func TestSecretsGoWithTheQuestionOnly(t *testing.T) {
	other := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "" || r.Header.Get("X-Key") != "" || r.Header.Get("Referer") != "" {
			t.Errorf("another place is told %v", r.Header)
		}
		_, _ = w.Write([]byte(table))
	}))
	defer other.Close()
	var authorization, key string
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		authorization, key = r.Header.Get("Authorization"), r.Header.Get("X-Key")
		if r.URL.Path == "/away" {
			http.Redirect(w, r, other.URL, http.StatusFound)
			return
		}
		w.WriteHeader(http.StatusUnauthorized)
		_, _ = w.Write([]byte(authorization))
	}))
	defer server.Close()
	fetcher, _ := house(t, nil)
	for name, c := range map[string]struct {
		source             metrics.FeedSource
		authorization, key string
	}{
		// base64 of wang:s3cr:et
		"basic":  {metrics.FeedSource{User: "wang", Secret: "coal-data"}, "Basic d2FuZzpzM2NyOmV0", ""},
		"header": {metrics.FeedSource{Header: "X-Key", Secret: "coal-data"}, "", "s3cr:et"},
		"bearer": {metrics.FeedSource{Secret: "${ZHIBIAO_SECRET_COAL_DATA}"}, "Bearer s3cr:et", ""},
	} {
		t.Run(name, func(t *testing.T) {
			feed := feedAt(server.URL)
			c.source.Kind, c.source.Address = metrics.SourceHTTP, server.URL
			feed.Source = c.source
			_, err := fetcher.Fetch(t.Context(), feed, metrics.FeedMemory{}, nil)
			if problemKey(err) != "fetch.denied" || source.Retryable(err) {
				t.Errorf("%v, want fetch.denied, not to be tried again", err)
			}
			if authorization != c.authorization || key != c.key {
				t.Errorf("the source is told %q and %q", authorization, key)
			}
			if strings.Contains(err.Error(), "s3cr") {
				t.Errorf("the error tells the secret: %v", err)
			}
			feed.Source.Address = server.URL + "/away"
			if file, err := fetcher.Fetch(t.Context(), feed, metrics.FeedMemory{}, nil); err != nil {
				t.Error(err)
			} else {
				_ = file.Remove()
			}
		})
	}
	missing := feedAt(server.URL)
	missing.Source.Secret = "nobody-set-it"
	if _, err := fetcher.Fetch(t.Context(), missing, metrics.FeedMemory{}, nil); problemKey(err) != "secret.missing" {
		t.Errorf("a secret that is not there: %v", err)
	}
}

// Who may only name a secret cannot have it sent to a place of their own.
func TestSecretsGoToTheirHostsOnly(t *testing.T) {
	asked := 0
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked++ }))
	defer server.Close()
	fetcher, folder := house(t, func(options *source.Options) {
		options.Secrets = source.NewSecrets(filepath.Join(options.Folder, "secrets"), func(string) (string, bool) { return "", false })
		if err := options.Secrets.Put("coal-data", "s3cr:et", "https://data.example.org/path"); err != nil {
			t.Fatal(err)
		}
	})
	feed := feedAt(server.URL)
	feed.Source.Secret = "coal-data"
	question := metrics.FeedSource{Kind: metrics.SourceClickHouse, Address: server.URL, Query: "SELECT 1", Secret: "coal-data"}
	for name, one := range map[string]metrics.FeedSource{"http": feed.Source, "query": question, "a longer name": {Kind: metrics.SourceHTTP, Address: "https://data.example.org.evil.example/", Secret: "coal-data"}} {
		_, err := fetcher.Fetch(t.Context(), metrics.Feed{Code: "coal", Source: one}, metrics.FeedMemory{}, nil)
		if problemKey(err) != "secret.host" || source.Retryable(err) || strings.Contains(err.Error(), "s3cr") {
			t.Errorf("%s: %v, want secret.host", name, err)
		}
	}
	if asked != 0 || leftOver(t, folder) > 1 {
		t.Errorf("%d questions were asked", asked)
	}
}

func TestBadSources(t *testing.T) {
	release := make(chan struct{})
	routes := map[string]http.HandlerFunc{
		"/missing": func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNotFound) },
		"/busy":    func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusServiceUnavailable) },
		"/many":    func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusTooManyRequests) },
		"/teapot":  func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusTeapot) },
		"/nothing": func(http.ResponseWriter, *http.Request) {},
		"/unasked": func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNotModified) },
		"/loop":    func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/loop", http.StatusFound) },
		"/private": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "http://127.0.0.2:1/", http.StatusFound)
		},
		"/metadata": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "http://169.254.169.254/latest", http.StatusFound)
		},
		"/ftp": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "ftp://127.0.0.1/a", http.StatusFound)
		},
		"/user": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "http://a:b@127.0.0.1/", http.StatusFound)
		},
		"/page": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			_, _ = w.Write([]byte("<p>登录</p>"))
		},
		"/disguised": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/csv")
			_, _ = w.Write([]byte("\ufeff\n <!DOCTYPE html><title>请登录</title>"))
		},
		"/pdf": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/pdf")
			_, _ = w.Write([]byte("%PDF-1.7"))
		},
		"/packed": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			_, _ = w.Write([]byte("\x1f\x8b"))
		},
		"/large": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/csv")
			w.Header().Set("Content-Length", "4097")
			_, _ = w.Write([]byte(strings.Repeat("a", 4097)))
		},
		"/endless": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/csv")
			for range 100 {
				_, _ = w.Write([]byte(strings.Repeat("a", 1000)))
			}
		},
		"/cut": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/csv")
			w.Header().Set("Content-Length", "1000")
			_, _ = w.Write([]byte(table))
		},
		"/cut-in-pieces": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/csv")
			_, _ = w.Write([]byte(table))
			w.(http.Flusher).Flush()
			panic(http.ErrAbortHandler)
		},
		"/replaced": func(w http.ResponseWriter, _ *http.Request) { // the digest is that of another version
			other := sha256.Sum256([]byte("an earlier file"))
			w.Header().Set("Content-Type", "text/csv")
			w.Header().Set("Content-Digest", "sha-256=:"+base64.StdEncoding.EncodeToString(other[:])+":")
			_, _ = w.Write([]byte(table))
		},
		"/silent": func(_ http.ResponseWriter, r *http.Request) { wait(r, release) },
		"/stalls": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "text/csv")
			_, _ = w.Write([]byte(table))
			w.(http.Flusher).Flush()
			wait(r, release)
		},
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { routes[r.URL.Path](w, r) }))
	defer server.Close()
	defer close(release)
	for _, c := range []struct {
		path, key string
		again     bool
	}{
		{"/missing", "fetch.not_found", false}, {"/busy", "fetch.server", true}, {"/many", "fetch.server", true}, {"/teapot", "fetch.status", false},
		{"/nothing", "fetch.empty", false}, {"/unasked", "fetch.status", false}, {"/loop", "fetch.redirects", false}, {"/private", "fetch.private", false},
		{"/metadata", "fetch.private", false}, {"/ftp", "fetch.redirect_form", false}, {"/user", "fetch.redirect_form", false},
		{"/page", "fetch.html", false}, {"/disguised", "fetch.html", false}, {"/pdf", "fetch.media_type", false}, {"/packed", "fetch.encoding", false},
		{"/large", "fetch.too_large", false}, {"/endless", "fetch.too_large", false}, {"/cut", "fetch.truncated", true}, {"/cut-in-pieces", "fetch.truncated", true},
		{"/replaced", "fetch.changed", true}, {"/silent", "fetch.slow", true}, {"/stalls", "fetch.slow", true},
	} {
		t.Run(c.path, func(t *testing.T) {
			fetcher, folder := house(t, nil)
			feed := feedAt(server.URL + c.path)
			feed.Source.MaxSeconds = 1
			file, err := fetcher.Fetch(t.Context(), feed, metrics.FeedMemory{}, nil)
			if problemKey(err) != c.key || source.Retryable(err) != c.again {
				t.Errorf("%v (again %t), want %s (again %t)", err, source.Retryable(err), c.key, c.again)
			}
			if file.Path != "" || leftOver(t, folder) != 0 {
				t.Errorf("a bad source leaves %+v", file)
			}
		})
	}
	t.Run("nobody there", func(t *testing.T) {
		fetcher, _ := house(t, nil)
		if _, err := fetcher.Fetch(t.Context(), feedAt("http://127.0.0.1:1/a.csv"), metrics.FeedMemory{}, nil); problemKey(err) != "fetch.no_connection" || !source.Retryable(err) {
			t.Errorf("%v", err)
		}
	})
	t.Run("given up", func(t *testing.T) {
		fetcher, _ := house(t, nil)
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := fetcher.Fetch(ctx, feedAt(server.URL+"/cut"), metrics.FeedMemory{}, nil); !errors.Is(err, context.Canceled) {
			t.Errorf("%v", err)
		}
	})
}

func wait(r *http.Request, release <-chan struct{}) {
	select {
	case <-r.Context().Done():
	case <-release:
	}
}

func TestEncryptedSources(t *testing.T) {
	plain := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(table)) }))
	defer plain.Close()
	server := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, plain.URL, http.StatusFound) }))
	defer server.Close()
	// The test is about certificates: on a loaded machine the handshake may take its time.
	patient := source.Limits{Bytes: 4096, Total: 2 * time.Minute, Header: time.Minute, Redirects: 3}
	strange, _ := house(t, func(options *source.Options) { options.Limits = patient })
	if _, err := strange.Fetch(t.Context(), feedAt(server.URL), metrics.FeedMemory{}, nil); problemKey(err) != "fetch.certificate" || source.Retryable(err) {
		t.Errorf("a certificate of nobody: %v", err)
	}
	fetcher, _ := house(t, func(options *source.Options) {
		options.Limits = patient
		options.Roots = x509.NewCertPool()
		options.Roots.AddCert(server.Certificate())
	})
	if _, err := fetcher.Fetch(t.Context(), feedAt(server.URL), metrics.FeedMemory{}, nil); problemKey(err) != "fetch.downgrade" {
		t.Errorf("from https to http: %v", err)
	}
}

func TestPrivatePlacesAreRefused(t *testing.T) {
	fetcher, _ := house(t, func(options *source.Options) { options.Allowed = source.Allowed{} })
	for _, address := range []string{"http://127.0.0.1:1/", "http://localhost:1/", "http://[::1]:1/", "http://10.0.0.1/", "http://192.168.1.1/", "http://172.16.0.9/",
		"http://169.254.169.254/", "http://100.64.1.1/", "http://0.0.0.0:1/", "http://[::ffff:10.0.0.1]/", "http://[fd00::1]/", "http://[fe80::1]/", "http://[64:ff9b::a00:1]/", "http://2130706433:1/"} {
		_, err := fetcher.Fetch(t.Context(), feedAt(address), metrics.FeedMemory{}, nil)
		if key := problemKey(err); key != "fetch.private" && (key != "fetch.no_host" || !strings.Contains(address, "2130706433")) {
			t.Errorf("%s: %v", address, err)
		}
	}
	clickhouse := metrics.Feed{Code: "coal", Source: metrics.FeedSource{Kind: metrics.SourceClickHouse, Address: "clickhouse://127.0.0.1:1/default", Query: "SELECT 1"}}
	if _, err := fetcher.Fetch(t.Context(), clickhouse, metrics.FeedMemory{}, nil); problemKey(err) != "fetch.private" {
		t.Errorf("a private server of ClickHouse: %v", err)
	}
}
