package assets

import (
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
)

var address = regexp.MustCompile(`(?:url\(|@import\s*|fetch\(\s*)["']?(?:https?:)?//`)

func TestSourcesAskNoOtherHost(t *testing.T) {
	sources := os.DirFS("src")
	read := 0
	err := fs.WalkDir(sources, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := fs.ReadFile(sources, name)
		if found := address.FindString(string(content)); found != "" || strings.Contains(string(content), "https://") {
			t.Errorf("%s asks another host: %s", name, found)
		}
		read++
		return err
	})
	if err != nil || read < 10 {
		t.Fatalf("%d sources were read: %v", read, err)
	}
}

// The bundle itself is checked where it has been built.
func TestBundleAsksNoOtherHost(t *testing.T) {
	bundle, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	for name, file := range bundle.manifest {
		content, err := fs.ReadFile(bundle.files, file)
		if err != nil {
			t.Errorf("%s names %s, which is not there: %v", name, file, err)
			continue
		}
		if found := address.FindString(string(content)); found != "" {
			t.Errorf("%s asks another host: %s", file, found)
		}
	}
}

func TestServe(t *testing.T) {
	bundle, err := LoadFrom(fstest.MapFS{
		"manifest.json":    {Data: []byte(`{"style.css":"style.0123.css"}`)},
		"style.0123.css":   {Data: []byte("body{}")},
		"fonts/a.12.woff2": {Data: []byte("font")},
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := bundle.Path("style.css"); got != "/assets/style.0123.css" {
		t.Errorf("Path = %s", got)
	}
	if got := bundle.Path("other.css"); got != "" {
		t.Errorf("Path of an unknown asset = %s", got)
	}
	cases := map[string]int{"/assets/style.0123.css": 200, "/assets/fonts/a.12.woff2": 200, "/assets/fonts": 404, "/assets/": 404,
		"/assets/manifest.json": 404, "/assets/../manifest.json": 404, "/assets/nix": 404}
	for path, want := range cases {
		recorder := httptest.NewRecorder()
		bundle.ServeHTTP(recorder, httptest.NewRequest(http.MethodGet, path, nil))
		if recorder.Code != want {
			t.Errorf("%s: %d, want %d", path, recorder.Code, want)
		}
		if want == 200 && !strings.Contains(recorder.Header().Get("Cache-Control"), "immutable") {
			t.Errorf("%s may not be kept", path)
		}
	}
}

func TestWithoutABundle(t *testing.T) {
	bundle, err := LoadFrom(fstest.MapFS{})
	if err != nil || bundle.Built() || bundle.Path("style.css") != "" {
		t.Errorf("an empty bundle: %v, %v", bundle, err)
	}
}
