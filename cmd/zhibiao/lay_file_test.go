package main

import "testing"

// A file that waits to be taken in is not laid again; other content under its name is.
func TestWaitingFileIsNotLaidAgain(t *testing.T) {
	_, r, folder := catalogued(t, commandLine{})
	r.files = folder
	for _, step := range []struct {
		content string
		wrote   bool
	}{{"a", true}, {"a", false}, {"b", true}} {
		wrote, err := r.layContent(t.Context(), "published-actuals", "values.csv", []byte(step.content))
		must(t, err)
		if wrote != step.wrote {
			t.Errorf("content %q: written %t, want %t", step.content, wrote, step.wrote)
		}
	}
}
