package collect_test

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"zhibiao/ingest/collect"
	"zhibiao/ingest/source"
	"zhibiao/metrics"
)

// answers gives the nth question the nth answer, the last one from then on.
func answers(asked *int, given ...http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		answer := given[min(*asked, len(given)-1)]
		*asked++
		w.Header().Set("Content-Type", "text/csv")
		answer(w, r)
	}
}

// sends answers with a text under an ETag.
func sends(tag, text string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if tag != "" {
			w.Header().Set("ETag", tag)
		}
		if tag != "" && r.Header.Get("If-None-Match") == tag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		_, _ = w.Write([]byte(text))
	}
}

const (
	january = heading + "煤炭产量,2024-01,100\n"
	both    = heading + "煤炭产量,2024-01,101\n煤炭产量,2024-02,90\n"
)

// Marks that do not tell the truth. A schedule asks each hour, or after eight days.
func TestMarksOfASource(t *testing.T) {
	for name, c := range map[string]struct {
		first, second http.HandlerFunc
		after         time.Duration
		want          map[string]string
		unchanged     bool
	}{
		"the mark stays though the bytes change, and the server says so": {sends(`"1"`, january),
			func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("ETag", `"1"`)
				_, _ = w.Write([]byte(both))
			},
			time.Hour, map[string]string{"2024-01": "101", "2024-02": "90"}, false},
		// Nobody can see this within the week: the server itself says that nothing changed.
		"the mark stays though the bytes change, and the server does not say so":           {sends(`"1"`, january), sends(`"1"`, both), time.Hour, map[string]string{"2024-01": "100"}, true},
		"the mark stays though the bytes change; a week later the whole file is asked for": {sends(`"1"`, january), sends(`"1"`, both), 8 * 24 * time.Hour, map[string]string{"2024-01": "101", "2024-02": "90"}, false},
		"the mark changes though the bytes are the same":                                   {sends(`"1"`, january), sends(`"2"`, january), time.Hour, map[string]string{"2024-01": "100"}, true},
		"no marks, the same bytes": {sends("", january), sends("", january), time.Hour, map[string]string{"2024-01": "100"}, true},
		"other bytes that say the same: a run that changes nothing, because the file is another": {sends("", january), sends("", january+"\n"), time.Hour, map[string]string{"2024-01": "100"}, false},
	} {
		t.Run(name, func(t *testing.T) {
			b, asked := newBench(t, source.Limits{}, nil), 0
			feed := b.serve(answers(&asked, c.first, c.second))
			if _, err := b.collector.Collect(t.Context(), feed, "hourly", "hourly", nil); err != nil {
				t.Fatal(err)
			}
			b.now = b.now.Add(c.after)
			outcome, err := b.collector.Collect(t.Context(), feed, "hourly", "hourly", nil)
			if err != nil || outcome.Unchanged != c.unchanged || b.lastLook().Unchanged != c.unchanged {
				t.Errorf("%v, unchanged %t, want %t", err, outcome.Unchanged, c.unchanged)
			}
			if diff := cmp.Diff(c.want, b.values()); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// A mark that changed over the same bytes is remembered, so that the third question can be
// answered with “not modified”.
func TestANewMarkOverTheSameBytesIsRemembered(t *testing.T) {
	b, asked := newBench(t, source.Limits{}, nil), 0
	feed := b.serve(answers(&asked, sends(`"1"`, january), sends(`"2"`, january)))
	for range 2 {
		if _, err := b.collector.Collect(t.Context(), feed, "hourly", "hourly", nil); err != nil {
			t.Fatal(err)
		}
	}
	if got := b.memory.files["coal"]; got.ETag != `"2"` || got.Run == "" {
		t.Errorf("remembered %+v", got)
	}
}

// raw answers on the bare connection, where the standard server would mend what we test.
func raw(text string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		connection, _, err := w.(http.Hijacker).Hijack()
		if err != nil {
			panic(err)
		}
		_, _ = io.WriteString(connection, text)
		_ = connection.(*net.TCPConn).CloseWrite()
		time.Sleep(20 * time.Millisecond)
		_ = connection.Close()
	}
}

func announced(length int, text string) http.HandlerFunc {
	return raw("HTTP/1.1 200 OK\r\nContent-Type: text/csv\r\nContent-Length: " + strconv.Itoa(length) + "\r\n\r\n" + text)
}

// What was announced and what came. Cut after “10” of 101, the file would say that January
// had 10; nothing is loaded, another attempt may help, and it loads what it then gets.
func TestLengthsOfASource(t *testing.T) {
	cut := strings.Index(both, "101") + 2
	for name, c := range map[string]struct {
		answer http.HandlerFunc
		key    string
	}{
		"more than announced":                     {announced(cut, both), "fetch.length"},
		"less than announced":                     {announced(len(both)+1, both), "fetch.truncated"},
		"the connection is cut in the middle":     {announced(len(both), both[:cut]), "fetch.truncated"},
		"cut without a length, between two parts": {raw(fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Type: text/csv\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n", cut, both[:cut])), "fetch.truncated"},
		"an empty line behind the file is none":   {announced(len(both), both+"\r\n"), ""},
		"early hints go before the answer":        {raw("HTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/csv\r\nContent-Length: " + strconv.Itoa(len(both)) + "\r\n\r\n" + both), ""},
	} {
		t.Run(name, func(t *testing.T) {
			b, asked := newBench(t, source.Limits{}, nil), 0
			feed := b.serve(answers(&asked, c.answer, sends("", january)))
			_, err := b.collector.Collect(t.Context(), feed, "hourly", "hourly", nil)
			if problemKey(err) != c.key {
				t.Fatalf("%v, want %q", err, c.key)
			}
			if c.key == "" {
				if diff := cmp.Diff(map[string]string{"2024-01": "101", "2024-02": "90"}, b.values()); diff != "" {
					t.Error(diff)
				}
				return
			}
			if !collect.Retryable(err) || len(b.values()) > 0 || len(b.ledger.Events()) > 0 || b.lastLook().Problem.Key != c.key {
				t.Errorf("again %t, values %v, look %+v", collect.Retryable(err), b.values(), b.lastLook())
			}
			// The source has another version by now: that one is loaded, whole.
			if _, err := b.collector.Collect(t.Context(), feed, "hourly", "hourly", nil); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(map[string]string{"2024-01": "100"}, b.values()); diff != "" {
				t.Error(diff)
			}
			events := b.ledger.Events()
			if look := b.lastLook(); len(look.Files) != 1 || look.Files[0].Hash != events[len(events)-1].FileHash || look.Files[0].Hash != b.memory.files["coal"].FileHash {
				t.Errorf("the page does not say which version: %+v", look)
			}
		})
	}
}

// The feed was set up on one table; since then the agency has changed it. What cannot be
// read as it was meant is refused; what can is read rightly.
func TestTheTableChangesAfterThePreview(t *testing.T) {
	mapped := metrics.FeedReading{Columns: []metrics.FeedColumn{{Heading: "名目", Means: "indicator"}, {Heading: "月份", Means: "period"}, {Heading: "产量", Means: "value"}}}
	const before = "名目,月份,产量\n煤炭产量,2024-01,100\n"
	fixedRow := mapped
	fixedRow.HeaderRow = 1
	for name, c := range map[string]struct {
		reading metrics.FeedReading
		after   string
		key     string
		want    string // of January
	}{
		"the header moved down and is found":               {mapped, "煤炭月报,,\n2024年,,\n名目,月份,产量\n煤炭产量,2024-01,120\n", "", "120"},
		"the header moved away from the row that was told": {fixedRow, "煤炭月报,,\n名目,月份,产量\n煤炭产量,2024-01,120\n", "file.columns_missing", "100"},
		"the columns changed places":                       {mapped, "产量,名目,月份\n120,煤炭产量,2024-01\n", "", "120"},
		"a heading has another name":                       {mapped, "名目,月份,产量合计\n煤炭产量,2024-01,120\n", "file.columns_missing", "100"},
		// The heading that was mapped is another one now; the sentence names what stands there.
		"the unit in the heading is another": {mapped, "名目,月份,产量（吨）\n煤炭产量,2024-01,1200000\n", "file.columns_missing", "100"},
		"a column of units came":             {mapped, "名目,月份,产量,单位\n煤炭产量,2024-01,1200000,吨\n", "", "120"},
		"the unit measures something else":   {mapped, "名目,月份,产量,单位\n煤炭产量,2024-01,120,亿元\n", "run.all_rejected", "100"},
		"a column is there twice":            {mapped, "名目,月份,产量,产量\n煤炭产量,2024-01,120,1\n", "file.duplicate_header", "100"},
		"the rows are gone":                  {mapped, "名目,月份,产量\n", "file.empty", "100"},
	} {
		t.Run(name, func(t *testing.T) {
			b, asked := newBench(t, source.Limits{}, nil), 0
			feed := b.serve(answers(&asked, sends("", before), sends("", c.after)))
			feed.Reading = c.reading
			b.keepFeed(feed)
			if _, err := b.collector.Collect(t.Context(), feed, "hourly", "hourly", nil); err != nil {
				t.Fatal(err)
			}
			_, err := b.collector.Collect(t.Context(), feed, "hourly", "hourly", nil)
			if problemKey(err) != c.key || b.values()["2024-01"] != c.want {
				t.Errorf("%v, values %v; want %q and %s", err, b.values(), c.key, c.want)
			}
			if look := b.lastLook(); c.key != "" && (collect.Retryable(err) || look.Files[0].Problem == nil || look.Files[0].Problem.Key != c.key) {
				t.Errorf("look %+v", b.lastLook())
			}
		})
	}
}

// A service of SDMX that is given a new version while it answers.
func TestVersionsOfADataflow(t *testing.T) {
	row := func(version, month, value string) string {
		return "ORDOS:COAL(" + version + "),煤炭产量," + month + "," + value + "\n"
	}
	const columns = "DATAFLOW,INDICATOR,TIME_PERIOD,OBS_VALUE\n"
	b, asked := newBench(t, source.Limits{}, nil), 0
	feed := b.serve(answers(&asked, sends("", columns+row("1.0", "2024-01", "100")+row("1.1", "2024-02", "90")), sends("", columns+row("1.1", "2024-01", "101")+row("1.1", "2024-02", "90"))))
	feed.Source.Kind, feed.Source.Version, feed.Source.Flow = metrics.SourceSDMX, "2.1", "ORDOS,COAL"
	feed.Source.Address = strings.TrimSuffix(feed.Source.Address, "/coal.csv")
	b.keepFeed(feed)
	if _, err := b.collector.Collect(t.Context(), feed, "hourly", "hourly", nil); problemKey(err) != "sdmx.versions" || len(b.values()) > 0 {
		t.Errorf("%v, values %v", err, b.values())
	}
	if _, err := b.collector.Collect(t.Context(), feed, "hourly", "hourly", nil); err != nil || b.values()["2024-01"] != "101" {
		t.Errorf("%v, values %v", err, b.values())
	}
}
