package source_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"zhibiao/ingest/source"
	"zhibiao/metrics"
)

func TestSecrets(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "secrets")
	secrets := source.NewSecrets(folder, func(name string) (string, bool) {
		value, set := map[string]string{"ZHIBIAO_SECRET_WIND_2": "from the environment", "ZHIBIAO_HOSTS_OF_WIND_2": "wind.example.org", "ZHIBIAO_SECRET_FREE": "x"}[name]
		return value, set
	})
	if kept, err := secrets.Kept(); len(kept) > 0 || err != nil {
		t.Fatalf("nothing is kept yet: %v, %v", kept, err)
	}
	for _, value := range []string{"first", "second\n"} {
		if err := secrets.Put("coal-data", value, "https://Data.example.org./coal.csv, 10.1.2.3:9000"); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := secrets.Get("coal-data", "https://data.example.org/"); got != "second" || err != nil {
		t.Errorf("%q, %v", got, err)
	}
	for _, name := range []string{"wind-2", "${ZHIBIAO_SECRET_WIND_2}"} {
		if got, err := secrets.Get(name, "http://wind.example.org:8080/a"); got != "from the environment" || err != nil {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
	path := filepath.Join(folder, "coal-data")
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file has mode %v, %v", info.Mode(), err)
	}
	if kept, err := secrets.Kept(); len(kept) != 1 || kept[0].Name != "coal-data" || !slices.Equal(kept[0].Hosts, []string{"10.1.2.3:9000", "data.example.org"}) || err != nil {
		t.Errorf("kept %v, %v", kept, err)
	}
	for address, key := range map[string]string{"http://data.example.org:8080/": "", "clickhouse://10.1.2.3/": "", "clickhouse://10.1.2.3:9000/db": "", "https://DATA.example.org.": "",
		"http://10.1.2.3/": "secret.host", "https://data.example.org.evil.example/": "secret.host", "https://evil.example/data.example.org": "secret.host",
		"clickhouse://data.example.org,evil.example/": "secret.host", "": "secret.host", "https://data.example.org@evil.example/": "secret.host"} {
		if _, err := secrets.Get("coal-data", address); problemKey(err) != key {
			t.Errorf("for %q: %v, want %q", address, err, key)
		}
	}
	if err := os.Chmod(path, 0o640); err != nil {
		t.Fatal(err)
	}
	if _, err := secrets.Get("coal-data", "https://data.example.org/"); problemKey(err) != "secret.open" {
		t.Errorf("a file that others may read: %v", err)
	}
	if err := os.WriteFile(filepath.Join(folder, "bare"), []byte("laid there by hand\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, key := range map[string]string{"../coal-data": "secret.name", "a/b": "secret.name", "": "secret.name", "nobody": "secret.missing",
		"${ZHIBIAO_SECRET_NONE}": "secret.missing", "${HOME}": "secret.name", "free": "secret.unbound", "bare": "secret.unbound"} {
		if _, err := secrets.Get(name, "https://data.example.org/"); problemKey(err) != key {
			t.Errorf("get %q: %v, want %s", name, err, key)
		}
	}
	for name, value := range map[string]string{"../a": "x", "${ZHIBIAO_SECRET_A}": "x", "a": "", "b": "two\nlines", "c": strings.Repeat("x", 20_000)} {
		err := secrets.Put(name, value, "data.example.org")
		if key := problemKey(err); key != "secret.name" && key != "secret.form" {
			t.Errorf("put %q: %v", name, err)
		}
		if value != "" && value != "x" && strings.Contains(err.Error(), value) {
			t.Errorf("the error tells the secret: %v", err)
		}
	}
}

func TestHostsOfSecrets(t *testing.T) {
	secrets := source.NewSecrets(t.TempDir(), nil)
	for hosts, key := range map[string]string{"": "secret.no_host", " , ": "secret.no_host", "*.example.org": "secret.hosts", "a:b@example.org": "secret.hosts",
		"https://": "secret.hosts", "example.org:port": "secret.hosts", "[::1]:9000 例子.example.org": ""} {
		if err := secrets.Put("coal-data", "x", hosts); problemKey(err) != key {
			t.Errorf("%q: %v, want %q", hosts, err, key)
		}
	}
}

// A feed that names a secret which is not there, or may not go where it lies, is found
// before it is fetched.
func TestMissingSecrets(t *testing.T) {
	secrets := source.NewSecrets(t.TempDir(), func(string) (string, bool) { return "", false })
	if err := secrets.Put("coal-data", "x", "data.example.org"); err != nil {
		t.Fatal(err)
	}
	at := func(code, address, secret string) metrics.Feed {
		return metrics.Feed{Code: code, Source: metrics.FeedSource{Kind: metrics.SourceHTTP, Address: address, Secret: secret}}
	}
	gone, retired, handed := at("gone", "https://a.example", "wind"), at("retired", "https://a.example", "wind"), at("handed", "", "wind")
	retired.Retired, handed.Source.Kind = true, metrics.SourceUpload
	missing, err := secrets.Missing([]metrics.Feed{at("good", "https://data.example.org/a", "coal-data"), at("other", "https://b.example/", "coal-data"), at("open", "https://b.example/", ""), gone, retired, handed})
	if err != nil || len(missing) != 2 || missing["gone"].Key != "secret.missing" || missing["other"].Key != "secret.host" {
		t.Errorf("%v, %v", missing, err)
	}
}

func TestAllowedPlaces(t *testing.T) {
	for _, text := range []string{"", "10.0.0.0/8, data.city.internal;fd00::/8 192.168.1.7 [::1]"} {
		if _, err := source.ParseAllowed(text); err != nil {
			t.Errorf("%q: %v", text, err)
		}
	}
	for _, text := range []string{"10.0.0.0/40", "http://a", "*.internal", "a:80"} {
		if _, err := source.ParseAllowed(text); err == nil {
			t.Errorf("%q is accepted", text)
		}
	}
}
