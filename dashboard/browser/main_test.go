//go:build browser

package browser

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// The program under test and the browser that looks at it, for the whole package.
var (
	address  string          // such as http://127.0.0.1:12345
	chromium context.Context // of the first tab; each test opens its own
)

func TestMain(m *testing.M) {
	status, err := run(m)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		status = 1
	}
	os.Exit(status)
}

func run(m *testing.M) (status int, err error) {
	folder, err := os.MkdirTemp("", "zhibiao-browser-*")
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	stop := func() error { return nil }
	if address = os.Getenv("ZHIBIAO_BROWSER_TEST_ADDRESS"); address == "" { // no program runs already
		if stop, err = startProgram(folder); err != nil {
			return 0, fmt.Errorf("start the program: %w", err)
		}
	}
	defer func() { err = errors.Join(err, stop()) }()
	closeBrowser, err := startBrowser(filepath.Join(folder, "profile"))
	if err != nil {
		return 0, fmt.Errorf("start the browser: %w", err)
	}
	defer closeBrowser()
	if err := signIn(chromium, "all"); err != nil {
		return 0, fmt.Errorf("sign in: %w", err)
	}
	if err := tourSeen(chromium, true); err != nil {
		return 0, fmt.Errorf("keep the tour off the pages: %w", err)
	}
	return m.Run(), nil
}

var servingAt = regexp.MustCompile(`http://127\.0\.0\.1:\d+`)

// startProgram builds the program and lets it serve on a free port, with the data that
// servingArguments name. Stop tells it to end and reports when it does not do so by itself.
func startProgram(folder string) (stop func() error, err error) {
	engine, err := findEngine()
	if err != nil {
		return nil, err
	}
	program := filepath.Join(folder, "zhibiao")
	build := exec.Command("go", "build", "-o", program, "zhibiao/cmd/zhibiao")
	build.Stderr = os.Stderr
	if err := build.Run(); err != nil {
		return nil, fmt.Errorf("go build: %w", err)
	}
	server := exec.Command(program, servingArguments(folder)...)
	server.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + folder, "TMPDIR=" + os.TempDir(), "ZHIBIAO_ENGINE_LIBRARY=" + engine}
	server.Stderr = os.Stderr
	output, err := server.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := server.Start(); err != nil {
		return nil, err
	}
	lines := bufio.NewScanner(output)
	for address == "" && lines.Scan() {
		address = servingAt.FindString(lines.Text())
	}
	if address == "" {
		return nil, fmt.Errorf("it ended before it served: %w", server.Wait())
	}
	go func() {
		for lines.Scan() { // the program must never wait for a reader
		}
	}()
	return func() error {
		late := time.AfterFunc(20*time.Second, func() { _ = server.Process.Kill() })
		defer late.Stop()
		if err := errors.Join(server.Process.Signal(os.Interrupt), server.Wait()); err != nil {
			return fmt.Errorf("the server does not end by itself: %w", err)
		}
		return nil
	}, nil
}

// findEngine looks for the engine's library in node_modules of the folders above.
func findEngine() (string, error) {
	if path := os.Getenv("ZHIBIAO_ENGINE_LIBRARY"); path != "" {
		return path, nil
	}
	folder, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		found, err := filepath.Glob(filepath.Join(folder, "node_modules", "@chdb", "*", "libchdb.so"))
		if err != nil {
			return "", err
		}
		if len(found) > 0 {
			return found[0], nil
		}
		parent := filepath.Dir(folder)
		if parent == folder {
			return "", errors.New("no node_modules/@chdb in the folders above: run make deps")
		}
		folder = parent
	}
}

// startBrowser starts Chromium with a fresh profile and without anything that speaks
// to other hosts by itself.
func startBrowser(profile string) (closeBrowser func(), err error) {
	path, err := exec.LookPath("chromium")
	if err != nil {
		return nil, err
	}
	allocator, stopAllocator := chromedp.NewExecAllocator(context.Background(),
		chromedp.ExecPath(path), chromedp.UserDataDir(profile), chromedp.Headless, chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.NoFirstRun, chromedp.NoDefaultBrowserCheck,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true),
		chromedp.Flag("disable-dev-shm-usage", true), chromedp.Flag("hide-scrollbars", true),
		chromedp.Flag("force-prefers-reduced-motion", true))
	tab, closeTab := chromedp.NewContext(allocator)
	chromium = tab
	closeBrowser = func() {
		closeTab()
		stopAllocator()
	}
	if err := chromedp.Do(tab); err != nil {
		closeBrowser()
		return nil, err
	}
	return closeBrowser, nil
}
