package main

import (
	"strconv"
	"strings"
	"testing"
)

// TestPagesAreTheSameOverBothProtocols loads plans and values over the native protocol of
// a server, as docker-compose.yml does, and holds every page against the same page of the
// same data that came over HTTP.
func TestPagesAreTheSameOverBothProtocols(t *testing.T) {
	output, err := process(t, "companion", "protocols", t.TempDir(), t.TempDir()).Output()
	must(t, err)
	asked := 0
	for line := range strings.Lines(string(output)) {
		if count, found := strings.CutPrefix(line, "asked: "); found {
			asked, err = strconv.Atoi(strings.TrimSpace(count))
			must(t, err)
			continue
		}
		t.Error(strings.TrimRight(line, "\n"))
	}
	if asked < 110 {
		t.Errorf("%d addresses were asked for, too few for all pages", asked)
	}
}
