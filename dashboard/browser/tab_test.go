//go:build browser

package browser

import (
	"context"
	"fmt"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	cdplog "github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// tab is one tab of the browser, which takes down what goes wrong on its pages.
type tab struct {
	*testing.T
	context context.Context
	mutex   sync.Mutex
	wrong   []string
}

// open opens a tab of the given size in pixels of CSS.
func open(t *testing.T, width, height int64) *tab {
	t.Helper()
	return openIn(t, width, height)
}

// openIn opens a tab in the window that the options ask for.
func openIn(t *testing.T, width, height int64, options ...chromedp.ContextOption) *tab {
	t.Helper()
	ctx, closeTab := chromedp.NewContext(chromium, options...)
	t.Cleanup(closeTab)
	opened := &tab{T: t, context: ctx}
	if err := chromedp.Listen(ctx, opened.listen); err != nil {
		t.Fatal(err)
	}
	// A tab that is not in front draws all the same.
	if _, err := chromedp.Call(ctx, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true}); err != nil {
		t.Fatal(err)
	}
	opened.resize(width, height)
	return opened
}

// resize gives the tab another size in pixels of CSS and waits until the charts fit it.
func (t *tab) resize(width, height int64) {
	t.Helper()
	_, err := chromedp.Call(t.context, emulation.SetDeviceMetricsOverride,
		emulation.SetDeviceMetricsOverrideParams{Width: width, Height: height, DeviceScaleFactor: 1})
	if err != nil {
		t.Fatal(err)
	}
	t.waitFor(`[...document.querySelectorAll("[data-chart]")].every((chart) => !chart.checkVisibility() || Math.abs((chart.querySelector("svg")?.clientWidth ?? 0) - chart.clientWidth) < 3)`)
}

// listen takes down errors of scripts, everything that the browser complains about
// (violations of the Content-Security-Policy among it), and requests to other hosts.
func (t *tab) listen(event any) {
	wrong := ""
	switch event := event.(type) {
	case *runtime.EventExceptionThrown:
		wrong = "exception: " + event.ExceptionDetails.Text
		if event.ExceptionDetails.Exception != nil {
			wrong += " " + event.ExceptionDetails.Exception.Description
		}
	case *runtime.EventConsoleAPICalled:
		if event.Type == runtime.ConsoleAPICalledTypeError || event.Type == runtime.ConsoleAPICalledTypeWarning {
			wrong = "console: " + string(event.Type)
			for _, argument := range event.Args {
				wrong += " " + string(argument.Value) + argument.Description
			}
		}
	case *cdplog.EventEntryAdded:
		if event.Entry.Level == cdplog.EntryLevelError || event.Entry.Level == cdplog.EntryLevelWarning {
			wrong = fmt.Sprintf("browser: %s %s %s", event.Entry.Source, event.Entry.Text, event.Entry.URL)
		}
	case *network.EventRequestWillBeSent:
		asked, err := url.Parse(event.Request.URL)
		if err != nil || (asked.Scheme != "data" && asked.Scheme != "blob" && "http://"+asked.Host != address) {
			wrong = "request to another host: " + event.Request.URL
		}
	case *page.EventJavascriptDialogOpening:
		wrong = "dialogue: " + event.Message
	}
	if wrong != "" {
		t.mutex.Lock()
		t.wrong = append(t.wrong, wrong)
		t.mutex.Unlock()
	}
}

// complaints returns what went wrong since the last call.
func (t *tab) complaints() []string {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	wrong := t.wrong
	t.wrong = nil
	return wrong
}

// do takes steps one after the other. No step of these tests takes half a minute.
func (t *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.context, 30*time.Second)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		t.Fatal(err)
	}
}

// visit opens a page and waits until its charts are drawn and its fonts are there.
func (t *tab) visit(path string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.context, 30*time.Second)
	defer cancel()
	answer, err := chromedp.RunResponse(ctx, chromedp.Navigate(address+path))
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	if answer.Status != 200 {
		t.Fatalf("%s answers %d", path, answer.Status)
	}
	t.waitFor(`document.fonts.status === "loaded" &&
		[...document.querySelectorAll("[data-chart]")].every((chart) => chart.querySelector("svg path"))`)
}

// waitFor waits until an expression is true on the page, or on the one that follows it.
func (t *tab) waitFor(expression string) {
	t.Helper()
	var is bool
	var err error
	for range 600 {
		// While one page follows another there is nothing to ask.
		if is, err = evaluate[bool](t, expression); err == nil && is {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatalf("for half a minute it was not true that %s (%v)\n%s", expression, err, strings.Join(t.complaints(), "\n"))
}

func evaluate[V any](t *tab, expression string) (V, error) {
	ctx, cancel := context.WithTimeout(t.context, 30*time.Second)
	defer cancel()
	return chromedp.Run(ctx, chromedp.Evaluate[V](expression))
}

// look evaluates an expression on the page.
func look[V any](t *tab, expression string) V {
	t.Helper()
	value, err := evaluate[V](t, expression)
	if err != nil {
		t.Fatalf("%s: %v", expression, err)
	}
	return value
}

// text returns what a reader sees of the whole page.
func (t *tab) text() string {
	t.Helper()
	return look[string](t, `document.body.innerText`)
}

// click presses what the selector finds and waits for the page that follows.
func (t *tab) click(selector string) {
	t.Helper()
	look[bool](t, `window.pageBeforeClick = true`)
	t.do(chromedp.Click(chromedp.CSS(selector)))
	t.waitFor(`!window.pageBeforeClick && document.readyState === "complete"`)
}
