package source_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"zhibiao/ingest/source"
)

func TestSecrets(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "secrets")
	secrets := source.NewSecrets(folder, func(name string) (string, bool) {
		return "from the environment", name == "ZHIBIAO_SECRET_WIND_2"
	})
	if names, err := secrets.Names(); len(names) > 0 || err != nil {
		t.Fatalf("nothing is kept yet: %v, %v", names, err)
	}
	for _, value := range []string{"first", "second\n"} {
		if err := secrets.Put("coal-data", value); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := secrets.Get("coal-data"); got != "second" || err != nil {
		t.Errorf("%q, %v", got, err)
	}
	for _, name := range []string{"wind-2", "${ZHIBIAO_SECRET_WIND_2}"} {
		if got, err := secrets.Get(name); got != "from the environment" || err != nil {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
	path := filepath.Join(folder, "coal-data")
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file has mode %v, %v", info.Mode(), err)
	}
	if names, err := secrets.Names(); !slices.Equal(names, []string{"coal-data"}) || err != nil {
		t.Errorf("names %v, %v", names, err)
	}
	if err := os.Chmod(path, 0o640); err != nil {
		t.Fatal(err)
	}
	if _, err := secrets.Get("coal-data"); problemKey(err) != "secret.open" {
		t.Errorf("a file that others may read: %v", err)
	}
	for name, key := range map[string]string{"../coal-data": "secret.name", "a/b": "secret.name", "": "secret.name", "nobody": "secret.missing",
		"${ZHIBIAO_SECRET_NONE}": "secret.missing", "${HOME}": "secret.name"} {
		if _, err := secrets.Get(name); problemKey(err) != key {
			t.Errorf("get %q: %v, want %s", name, err, key)
		}
	}
	for name, value := range map[string]string{"../a": "x", "${ZHIBIAO_SECRET_A}": "x", "a": "", "b": "two\nlines", "c": strings.Repeat("x", 20_000)} {
		err := secrets.Put(name, value)
		if key := problemKey(err); key != "secret.name" && key != "secret.form" {
			t.Errorf("put %q: %v", name, err)
		}
		if value != "" && value != "x" && strings.Contains(err.Error(), value) {
			t.Errorf("the error tells the secret: %v", err)
		}
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
