//go:build browser

package browser

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// testTool returns the path of a file of the pinned test tools, which
// .ci/install-test-tools installs.
func testTool(t *testing.T, parts ...string) string {
	t.Helper()
	folder, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		path := filepath.Join(append([]string{folder, ".ci", "test-tools", "node_modules"}, parts...)...)
		if _, err := os.Stat(path); err == nil {
			return path
		}
		parent := filepath.Dir(folder)
		if parent == folder {
			t.Fatalf("no %s: run bash .ci/install-test-tools", filepath.Join(parts...))
		}
		folder = parent
	}
}

// emulate makes a tab print, or a reader's machine light or dark. Empty texts end it.
func (t *tab) emulate(media, scheme string) {
	t.Helper()
	features := []*emulation.MediaFeature{{Name: "prefers-reduced-motion", Value: "reduce"}}
	if scheme != "" {
		features = append(features, &emulation.MediaFeature{Name: "prefers-color-scheme", Value: scheme})
	}
	if _, err := chromedp.Call(t.context, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: media, Features: features}); err != nil {
		t.Fatal(err)
	}
}

// awaitText evaluates an expression that promises a text.
func awaitText(t *tab, expression string) (string, error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.context, time.Minute)
	defer cancel()
	promised := true
	return chromedp.Run(ctx, chromedp.Evaluate[string](expression, func(p *runtime.EvaluateParams) { p.AwaitPromise = &promised }))
}

// press presses keys as a person would.
func (t *tab) press(keys ...string) {
	t.Helper()
	for _, key := range keys {
		t.do(chromedp.KeyEvent(key))
	}
}

// focused describes what has the focus: its text, or its name when it has none.
func (t *tab) focused() string {
	t.Helper()
	return look[string](t, `document.activeElement.innerText?.trim() || document.activeElement.id || document.activeElement.tagName`)
}
