package locale

import (
	"regexp"
	"slices"
	"testing"
	"testing/fstest"

	"zhibiao/metrics"
)

var placeholder = regexp.MustCompile(`\{[a-z_]+\}`)

func placeholders(text string) []string {
	found := placeholder.FindAllString(text, -1)
	slices.Sort(found)
	return slices.Compact(found)
}

// Every language says everything, and fills the same blanks.
func TestLanguagesSayTheSame(t *testing.T) {
	texts, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, language := range Languages() {
		for _, other := range Languages() {
			for _, key := range texts.Keys(language) {
				if !texts.Has(other, key) {
					t.Errorf("%q is in %s but not in %s", key, language, other)
					continue
				}
				mine, theirs := texts.Text(language, key), texts.Text(other, key)
				if mine == "" {
					t.Errorf("%q is empty in %s", key, language)
				}
				if !slices.Equal(placeholders(mine), placeholders(theirs)) {
					t.Errorf("%q has other placeholders in %s than in %s", key, language, other)
				}
			}
		}
	}
}

func TestTextFillsPlaceholders(t *testing.T) {
	texts, err := LoadFrom(fstest.MapFS{
		"a.zh.json": {Data: []byte(`{"gap":"差{value}{unit}","only":"仅中文"}`)},
		"a.en.json": {Data: []byte(`{"gap":"short by {value} {unit}"}`)},
	})
	if err != nil {
		t.Fatal(err)
	}
	cases := []struct {
		language Language
		key      string
		pairs    []any
		want     string
	}{
		{Chinese, "gap", []any{"value", "1.93", "unit", "个"}, "差1.93个"},
		{English, "gap", []any{"unit", "places", "value", 2}, "short by 2 places"},
		{English, "gap", []any{"value", "{unit}", "unit", "t"}, "short by {unit} t"}, // a value is never read as a blank
		{English, "only", nil, "仅中文"},
		{English, "nowhere", nil, "nowhere"},
	}
	for _, c := range cases {
		if got := texts.Text(c.language, c.key, c.pairs...); got != c.want {
			t.Errorf("Text(%s, %s) = %q, want %q", c.language, c.key, got, c.want)
		}
	}
	problem := metrics.NewProblem("gap", "value", "3", "unit", "t")
	if got := texts.Problem(English, problem); got != "short by 3 t" {
		t.Errorf("Problem = %q", got)
	}
	if got := texts.Hint(English, problem); got != "" {
		t.Errorf("Hint = %q, want none", got)
	}
}

func TestLoadRefusesWhatWouldBeLost(t *testing.T) {
	cases := map[string]fstest.MapFS{
		"a key twice": {"a.zh.json": {Data: []byte(`{"k":"1"}`)}, "b.zh.json": {Data: []byte(`{"k":"2"}`)}},
		"a nested":    {"a.zh.json": {Data: []byte(`{"k":{"n":"1"}}`)}},
		"no JSON":     {"a.zh.json": {Data: []byte(`k: 1`)}},
	}
	for name, source := range cases {
		if _, err := LoadFrom(source); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
