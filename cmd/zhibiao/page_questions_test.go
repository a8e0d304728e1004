package main

import (
	"bufio"
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// pageQuestions is how many queries each page may ask the store, on demonstration data and
// once its assessments are computed. The numbers are counted by hand from what a page
// shows. What every page over assessments needs is six: which reference data, feeds and
// policy are in force, how far the data of the areas have come, which computations are
// stored, and these. Whoever needs more says here for what.
var pageQuestions = map[string]int{
	"/":                            13, // + of the earlier day the same but for the feeds, the changed values, the templates for its workbook
	"/indicators":                  8,  // + the short lines, the templates for its workbook
	"/indicators/COAL-OUTPUT":      15, // + three scenarios, the history of its status (five), other areas
	"/plans":                       6,
	"/plans/P2022-169":             9, // + the short lines, reports on tasks, templates
	"/roll-up":                     6,
	"/pipeline":                    7,  // + the values that projects are held against
	"/areas":                       7,  // + the latest values
	"/areas/150622":                10, // + which series have values, those that are shown, those of its siblings, templates
	"/organisations":               8,  // + what was reported, the reports on tasks
	"/tasks":                       3,  // reference data, feeds, reports on tasks
	"/projects":                    4,  // + values
	"/conflicts":                   3,  // reference data, feeds, what reviewers decided
	"/feeds":                       6,  // reference data, feeds, the last run of each, the last look of each, schedules and their last runs
	"/wall":                        9,  // + the areas: how far, computations, assessments
	"/search?q=meitan":             6,  // how the indicators found stand
	"/indicators?as_of=2024-06-30": 8,
}

// askedOnce are the questions whose answer is the same for the whole of a page, once for
// each moment that the page looks at.
var askedOnce = []string{"catalogue_run", "policies"}

// twoMoments are the pages that show an earlier moment beside the one of the page.
var twoMoments = []string{"/", "/indicators/COAL-OUTPUT"}

// TestPagesAskTheStoreNoMoreThanTheyNeed counts the queries of each page in the log.
func TestPagesAskTheStoreNoMoreThanTheyNeed(t *testing.T) {
	server := process(t, "zhibiao", "--dsn", "embedded:"+filepath.Join(t.TempDir(), "data"), "--log-level", "debug", "--log-format", "json",
		"serve", "--demo", "--address", "127.0.0.1:0")
	log, err := os.Create(filepath.Join(t.TempDir(), "log"))
	must(t, err)
	defer func() { _ = log.Close() }()
	server.Stderr = log
	address, _ := await(t, server)
	reader := newVisitor(t, address)
	reader.send("/sign-in", "/sign-in/demonstration", "code", "demo-all")
	for _, path := range slices.Sorted(maps.Keys(pageQuestions)) {
		reader.get(path) // computes what nobody has asked for yet
		var asked map[string]int
		for range 2 { // who reads is looked up again every few seconds, and that is not the page's doing
			again := queriesOf(t, log.Name(), reader.requestOf(path))
			if asked == nil || total(again) < total(asked) {
				asked = again
			}
		}
		if got, most := total(asked), pageQuestions[path]; got > most || got == 0 {
			t.Errorf("%s asks the store %d times, at most %d are needed: %v", path, got, most, asked)
		}
		moments := 1
		if slices.Contains(twoMoments, path) {
			moments = 2
		}
		for _, name := range askedOnce {
			if asked[name] > moments {
				t.Errorf("%s asks %s %d times for %d moments", path, name, asked[name], moments)
			}
		}
	}
	must(t, stop(t, server))
}

func total(asked map[string]int) int {
	sum := 0
	for _, count := range asked {
		sum += count
	}
	return sum
}

// requestOf opens a page and returns the name of the request.
func (v *visitor) requestOf(path string) string {
	v.Helper()
	answer, err := v.client.Get(v.address + path)
	must(v.T, err)
	defer func() { _ = answer.Body.Close() }()
	_, err = io.Copy(io.Discard, answer.Body)
	must(v.T, err)
	if answer.StatusCode != http.StatusOK {
		v.Fatalf("%s answers %s", path, answer.Status)
	}
	return answer.Header.Get("X-Request-Id")
}

// queriesOf counts the queries of a request in the log, by name, once the request is over.
func queriesOf(t *testing.T, path, request string) map[string]int {
	t.Helper()
	for range 100 {
		if asked, over := readQueries(t, path, request); over {
			return asked
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Fatalf("the log does not tell of the end of request %s", request)
	return nil
}

func readQueries(t *testing.T, path, request string) (asked map[string]int, over bool) {
	t.Helper()
	file, err := os.Open(path)
	must(t, err)
	defer func() { _ = file.Close() }()
	asked = map[string]int{}
	for lines := bufio.NewScanner(file); lines.Scan(); {
		var line struct{ Msg, Name, Request string }
		if json.Unmarshal(lines.Bytes(), &line) != nil || line.Request != request {
			continue // the last line may be half written
		}
		switch line.Msg {
		case "query":
			asked[line.Name]++
		case "request":
			over = true
		}
	}
	return asked, over
}
