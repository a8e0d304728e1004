package locale

import (
	"testing"
	"testing/fstest"
)

// One row has a row, every other number has rows; an argument that looks like a choice is
// left as it is, and so is a brace without one.
func TestTextChoosesTheNumber(t *testing.T) {
	texts, err := LoadFrom(fstest.MapFS{
		"a.zh.json": {Data: []byte(`{"rows":"{count} 行：{name}"}`)},
		"a.en.json": {Data: []byte(`{"rows":"{count} {count?row is|rows are} in {name} {x"}`)},
	})
	if err != nil {
		t.Fatal(err)
	}
	for count, want := range map[string]string{"1": "1 row is in {a?b|c} {x", "0": "0 rows are in {a?b|c} {x", "1,000": "1,000 rows are in {a?b|c} {x"} {
		if got := texts.Text(English, "rows", "count", count, "name", "{a?b|c}"); got != want {
			t.Errorf("%s: %q, want %q", count, got, want)
		}
	}
	if got, want := texts.Text(Chinese, "rows", "count", 1, "name", "甲"), "1 行：甲"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
