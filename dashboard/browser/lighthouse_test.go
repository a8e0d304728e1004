//go:build browser

package browser

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// lighthouseRuns is how often a page may try: what else runs on the machine costs points.
const lighthouseRuns = 3

// TestLighthouse holds the three pages that leaders open most against Lighthouse.
func TestLighthouse(t *testing.T) {
	for _, path := range leadersPages {
		checkLighthouse(t, path)
	}
}

// wantedScores are what Lighthouse must give at least, of 1.
var wantedScores = map[string]float64{"performance": 0.95, "accessibility": 1, "best-practices": 1}

// checkLighthouse measures a page until every score is enough once.
func checkLighthouse(t *testing.T, path string) {
	t.Helper()
	program := testTool(t, "lighthouse", "cli", "index.js")
	browserPath, err := exec.LookPath("chromium")
	if err != nil {
		t.Fatal(err)
	}
	best := map[string]float64{}
	var broken string
	for range lighthouseRuns {
		var scores map[string]float64
		if scores, broken = runLighthouse(t, program, browserPath, address+path); scores == nil {
			continue
		}
		enough := true
		for name, want := range wantedScores {
			best[name] = max(best[name], scores[name])
			enough = enough && best[name] >= want
		}
		if enough {
			break
		}
	}
	t.Logf("Lighthouse %s: %v", path, best)
	for name, want := range wantedScores {
		if best[name] < want {
			t.Errorf("%s: %s %v, want %v (%s)", path, name, best[name], want, broken)
		}
	}
}

// runLighthouse returns the score of each category, from 0 to 1, and what costs points.
// Scores are nil when Lighthouse itself could not measure.
func runLighthouse(t *testing.T, program, browserPath, url string) (scores map[string]float64, broken string) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "report.json")
	command := exec.Command("node", program, url, "--quiet", "--output=json", "--output-path="+file, "--preset=desktop",
		"--extra-headers="+signedInHeaders(t), "--only-categories=performance,accessibility,best-practices", "--no-enable-error-reporting",
		"--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage --disable-background-networking")
	command.Env = append(os.Environ(), "CHROME_PATH="+browserPath)
	if output, err := command.CombinedOutput(); err != nil {
		return nil, strings.TrimSpace(string(output)) + " " + err.Error()
	}
	content, err := os.ReadFile(file)
	if err != nil {
		return nil, err.Error()
	}
	var report struct {
		FinalDisplayedURL string `json:"finalDisplayedUrl"`
		Categories        map[string]struct{ Score *float64 }
		Audits            map[string]struct {
			Score        *float64
			DisplayValue string
		}
	}
	if err := json.Unmarshal(content, &report); err != nil {
		return nil, err.Error()
	}
	if report.FinalDisplayedURL != url {
		t.Fatalf("Lighthouse measured %s instead of %s", report.FinalDisplayedURL, url) // such as the way in
	}
	scores = map[string]float64{}
	for name, category := range report.Categories {
		if category.Score != nil {
			scores[name] = *category.Score
		}
	}
	var costs []string
	for name, audit := range report.Audits {
		if audit.Score != nil && *audit.Score < 0.9 {
			costs = append(costs, strings.TrimSpace(name+" "+audit.DisplayValue))
		}
	}
	return scores, strings.Join(costs, ", ")
}

// signedInHeaders are the headers with which a browser of its own is signed in as the one
// of the tests, as JSON.
func signedInHeaders(t *testing.T) string {
	t.Helper()
	answer, err := chromedp.Call(chromium, network.GetCookies, network.GetCookiesParams{URLs: []string{address}})
	if err != nil {
		t.Fatal(err)
	}
	var pairs []string
	for _, cookie := range answer.Cookies {
		pairs = append(pairs, cookie.Name+"="+cookie.Value)
	}
	headers, err := json.Marshal(map[string]string{"Cookie": strings.Join(pairs, "; ")})
	if err != nil || len(pairs) == 0 {
		t.Fatalf("the browser is not signed in: %v", err)
	}
	return string(headers)
}
