package dashboard_test

import (
	"testing"

	"zhibiao/dashboard"
	"zhibiao/metrics"
)

// The left column is what the makers of these browsers document as their User-Agent.
func TestDeviceOfASession(t *testing.T) {
	for agent, want := range map[string]string{
		"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.3485.54":                            "Edge 140 · Windows",
		"Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0":                                                                             "Firefox 128 · Windows",
		"Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Safari/537.36":                                                        "Chrome 138 · Linux",
		"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15":                                        "Safari 17 · macOS",
		"Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1":                      "Safari 17 · iPhone",
		"Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/126.0.0.0 Mobile Safari/537.36 MicroMessenger/8.0.50.2701": "WeChat 8 · Android",
		"curl/8.5.0": "curl/8.5.0",
		"":           "",
	} {
		if got := (dashboard.OwnAccountPage{}).Device(metrics.Session{Agent: agent}); got != want {
			t.Errorf("%s: %q, want %q", agent, got, want)
		}
	}
}
