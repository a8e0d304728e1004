package main

import (
	"context"
	"errors"
	"fmt"
	"html"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"

	"zhibiao/dashboard/locale"
	"zhibiao/metrics/warehouse/embedded"
	"zhibiao/metrics/warehouse/embedded/nativetest"
)

// comparePages loads everything over the native protocol into an embedded engine, then
// asks two dashboards for the same addresses: one speaks HTTP to that engine, the other
// the native protocol. It prints how many addresses it asked for, and where the answers
// differ.
func comparePages(arguments []string) (err error) {
	engine, err := embedded.Open(arguments[0])
	if err != nil {
		return err
	}
	server, err := nativetest.Start(nativetest.Options{Engine: engine.Transport()})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, server.Close(), engine.Close()) }()
	texts, err := locale.Load()
	if err != nil {
		return err
	}
	open := func(dsn string) (*rooms, http.Handler, error) {
		run := &invocation{ctx: context.Background(), terminal: newTerminal(texts, "zh", io.Discard, io.Discard),
			line: &commandLine{DSN: dsn, Files: arguments[1], Language: "zh", LogFormat: "text"}}
		r, err := run.open()
		if err != nil {
			return nil, nil, err
		}
		if err := r.seed(run.ctx, run.terminal, false); err != nil {
			return nil, nil, errors.Join(err, r.close(run.ctx))
		}
		pages, err := r.dashboard(false)
		if err != nil {
			return nil, nil, errors.Join(err, r.close(run.ctx))
		}
		return r, pages.Handler(), nil
	}
	native, nativePages, err := open("clickhouse://" + server.Address() + "/zhibiao")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, native.close(context.Background())) }()
	inside, insidePages, err := open("embedded:" + arguments[0])
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, inside.close(context.Background())) }()
	asked := walk(func(address string) []string {
		want, got := answerTo(insidePages, address), answerTo(nativePages, address)
		if want != got {
			at := firstDifference(want, got)
			fmt.Printf("differs: %s\n  http   …%s\n  native …%s\n", address, excerpt(want, at), excerpt(got, at))
		}
		return linksIn(want)
	})
	fmt.Println("asked:", asked)
	return nil
}

// oncePerPage is what differs from one request to the next by its nature.
var oncePerPage = regexp.MustCompile(`(name="_csrf" value="|name="csrf" content="|nonce="|data-now=")[^"]*"`)

// nextDue is when a schedule of every minute runs next; a minute may end between two answers.
var nextDue = regexp.MustCompile(`(下一次) [0-9-]{10} [0-9:]{5}`)

func answerTo(pages http.Handler, address string) string {
	answer := httptest.NewRecorder()
	request := httptest.NewRequest(http.MethodGet, address, nil)
	request.Header.Set("Accept-Language", "zh")
	pages.ServeHTTP(answer, request)
	return fmt.Sprintf("%d %s", answer.Code, nextDue.ReplaceAllString(oncePerPage.ReplaceAllString(answer.Body.String(), "$1\""), "$1"))
}

var link = regexp.MustCompile(`href="(/[^"#]*)`)

// linksIn returns the addresses of pages, tables and answers that a page leads to, without
// those that are others each time: workbooks get a number, the list of the audit names
// its own export, and the sign-in that there is not names the request.
func linksIn(page string) []string {
	var found []string
	for _, match := range link.FindAllStringSubmatch(page, -1) {
		address := html.UnescapeString(match[1])
		path, _, _ := strings.Cut(address, "?")
		if !strings.HasPrefix(path, "/assets/") && !strings.HasSuffix(path, ".xlsx") && path != "/audit.csv" && path != "/sign-in" {
			found = append(found, address)
		}
	}
	return found
}

// perShape is how many addresses of one shape are asked for: with other codes in the path
// or other parameters it is the same page.
const perShape = 1

// walk asks for the start pages and for what their answers lead to.
func walk(ask func(address string) []string) int {
	waiting := []string{"/", "/indicators/COAL-OUTPUT", "/plans/P2022-169", "/areas/150622", "/runs", "/coverage?frequency=M", "/differences?from=2020-01-01", "/search?q=meitan",
		"/wall", "/audit", "/?as_of=2019-01-01", "/?as_of=2024-06-30", "/roll-up?by=organisation", "/api/v1/plans", "/api/v1/indicators", "/api/v1/targets",
		"/api/v1/observations?indicator=COAL-OUTPUT", "/api/v1/observations?indicator=COAL-OUTPUT&format=csv", "/api/v1/observations?indicator=COAL-OUTPUT&format=sdmx-csv",
		"/api/v1/assessments", "/api/v1/tasks", "/api/v1/projects", "/api/v1/runs", "/api/v1/reports"}
	asked, shapes := map[string]bool{}, map[string]int{}
	for started := len(waiting); len(waiting) > 0; started-- {
		address := waiting[0]
		waiting = waiting[1:]
		shape := shapeOf(address)
		if asked[address] || started <= 0 && shapes[shape] >= perShape {
			continue
		}
		asked[address] = true
		shapes[shape]++
		waiting = append(waiting, ask(address)...)
	}
	return len(asked)
}

var code = regexp.MustCompile(`[A-Z0-9][^/]*`)

func shapeOf(address string) string {
	path, _, _ := strings.Cut(address, "?")
	return code.ReplaceAllString(path, "*")
}

func firstDifference(one, other string) int {
	for at := range min(len(one), len(other)) {
		if one[at] != other[at] {
			return at
		}
	}
	return min(len(one), len(other))
}

func excerpt(text string, at int) string {
	return strings.ToValidUTF8(strings.Join(strings.Fields(text[max(0, at-120):min(len(text), at+120)]), " "), "")
}
