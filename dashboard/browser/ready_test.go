//go:build browser

package browser

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// readiness is when a page could be used, counted from the moment at which it was asked
// for.
type readiness struct {
	cached    bool
	answered  time.Duration // the first byte of the page was there
	painted   time.Duration // its largest part stood on the screen
	ready     time.Duration // scripts, largest part and every chart were there
	busy      time.Duration // the longest piece of work during which the page could not answer
	received  int           // bytes over the wire
	responses int
}

func (r readiness) String() string {
	cache := "empty cache"
	if r.cached {
		cache = "full cache"
	}
	return fmt.Sprintf("%s: first byte %v, largest part %v, ready %v, longest task %v, %d bytes in %d answers", cache,
		r.answered.Round(time.Millisecond), r.painted.Round(time.Millisecond), r.ready.Round(time.Millisecond),
		r.busy.Round(time.Millisecond), r.received, r.responses)
}

// measureReady opens a page some times and returns the visit that was ready first. Once
// before it is opened without being measured: what the server computes for the first
// reader of a day stays computed.
func measureReady(t *testing.T, path string, cached bool, times int) readiness {
	t.Helper()
	tab := open(t, 1440, 900)
	tab.visit(path)
	received := tab.countAnswers()
	var best readiness
	for range times {
		if _, err := chromedp.Call(tab.context, network.SetCacheDisabled, network.SetCacheDisabledParams{CacheDisabled: !cached}); err != nil {
			t.Fatal(err)
		}
		tab.visit("/about") // another page, so that the next visit is a new navigation
		received(true)
		tab.visit(path)
		measured := readTimings(tab)
		measured.cached = cached
		measured.received, measured.responses = received(false)
		if best.ready == 0 || measured.ready < best.ready {
			best = measured
		}
	}
	return best
}

// timings are milliseconds since the page was asked for; observers are told of what was
// before them.
const timings = `new Promise((resolve) => {
	const navigation = performance.getEntriesByType("navigation")[0];
	const told = { answered: navigation.responseStart, loaded: navigation.domContentLoadedEventEnd, painted: 0, drawn: 0, busy: 0 };
	if (document.querySelector("[data-chart]")) told.drawn = performance.getEntriesByName("charts-drawn")[0].startTime;
	new PerformanceObserver((list) => { for (const entry of list.getEntries()) told.painted = Math.max(told.painted, entry.startTime); })
		.observe({ type: "largest-contentful-paint", buffered: true });
	new PerformanceObserver((list) => { for (const entry of list.getEntries()) told.busy = Math.max(told.busy, entry.duration); })
		.observe({ type: "longtask", buffered: true });
	setTimeout(() => resolve(JSON.stringify(told)), 100);
})`

func readTimings(t *tab) readiness {
	t.Helper()
	t.waitFor(`document.readyState === "complete" && (!document.querySelector("[data-chart]") || performance.getEntriesByName("charts-drawn").length > 0)`)
	text, err := awaitText(t, timings)
	if err != nil {
		t.Fatal(err)
	}
	var told struct{ Answered, Loaded, Painted, Drawn, Busy float64 }
	if err := json.Unmarshal([]byte(text), &told); err != nil {
		t.Fatal(err)
	}
	if told.Painted == 0 || told.Loaded == 0 {
		t.Fatalf("the browser tells no times: %s", text)
	}
	span := func(milliseconds float64) time.Duration {
		return time.Duration(milliseconds * float64(time.Millisecond))
	}
	return readiness{answered: span(told.Answered), painted: span(told.Painted), busy: span(told.Busy),
		ready: span(max(told.Loaded, told.Painted, told.Drawn))}
}

// countAnswers counts what the browser receives: answers with their heads, compressed as
// they travel. The function that it returns tells what came since it was told to begin.
func (t *tab) countAnswers() (since func(begin bool) (bytes, answers int)) {
	t.Helper()
	received, answers := 0.0, 0
	if err := chromedp.Listen(t.context, func(event any) {
		if finished, is := event.(*network.EventLoadingFinished); is {
			t.mutex.Lock()
			received += finished.EncodedDataLength
			answers++
			t.mutex.Unlock()
		}
	}); err != nil {
		t.Fatal(err)
	}
	return func(begin bool) (int, int) {
		t.mutex.Lock()
		defer t.mutex.Unlock()
		if begin {
			received, answers = 0, 0
		}
		return int(received), answers
	}
}

// firstPageLimit is what the first page may cost over the wire, in bytes.
const firstPageLimit = 250_000

// TestFirstPageIsLight sums what a browser without anything in its cache receives for the
// first page, and knows when it was ready.
func TestFirstPageIsLight(t *testing.T) {
	measured := measureReady(t, leadersPages[0], false, 1)
	t.Log(measured)
	if measured.responses < 3 || measured.received < 10_000 || measured.received > firstPageLimit {
		t.Errorf("the first page costs %d bytes in %d answers, want at most %d", measured.received, measured.responses, firstPageLimit)
	}
	if measured.answered <= 0 || measured.ready < measured.answered {
		t.Errorf("the times contradict each other: %s", measured)
	}
}
