package dashboard_test

import (
	"bytes"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"

	"zhibiao/dashboard"
)

// Only a proxy of the house is believed about who asks and what the request is called.
func TestProxies(t *testing.T) {
	const forged = "name-from-outside"
	for _, test := range []struct {
		what, remote, forwarded, name string
		proxies                       []string
		wantAddress, wantName         string
	}{
		{"no proxy of the house: headers say nothing", "203.0.113.7:40", "198.51.100.9", forged, nil, "203.0.113.7", ""},
		{"a stranger beside the proxy", "203.0.113.7:40", "198.51.100.9", forged, []string{"10.0.0.5/32"}, "203.0.113.7", ""},
		{"the proxy", "10.0.0.5:40", "198.51.100.9", forged, []string{"10.0.0.5/32"}, "198.51.100.9", forged},
		{"the proxy, what its caller made up before", "10.0.0.5:40", "1.1.1.1, 198.51.100.9", forged, []string{"10.0.0.0/24"}, "198.51.100.9", forged},
		{"the proxy passes on nonsense", "10.0.0.5:40", "198.51.100.9", "a b\nc", []string{"10.0.0.0/24"}, "198.51.100.9", ""},
	} {
		t.Run(test.what, func(t *testing.T) {
			var log bytes.Buffer
			site := newSite(t, func(d *dashboard.Dependencies) {
				d.Logger = slog.New(dashboard.NameRequests(slog.NewTextHandler(&log, nil)))
				for _, text := range test.proxies {
					d.TrustedProxies = append(d.TrustedProxies, netip.MustParsePrefix(text))
				}
			})
			request := httptest.NewRequest(http.MethodGet, "/", nil)
			request.RemoteAddr = test.remote
			request.Header.Set("X-Forwarded-For", test.forwarded)
			request.Header.Set("X-Request-ID", test.name)
			answer := site.send(request)
			if answer.status != http.StatusOK {
				t.Fatalf("status %d", answer.status)
			}
			name := answer.header.Get("X-Request-ID")
			if test.wantName != "" && name != test.wantName || test.wantName == "" && (name == test.name || len(name) != len("00000000-0000-0000-0000-000000000000")) {
				t.Errorf("the request is called %q", name)
			}
			if !strings.Contains(log.String(), "remote="+test.wantAddress+" ") || strings.Count(log.String(), "request="+name) != 1 {
				t.Errorf("the log says %s, want the address %s and the name %s once", log.String(), test.wantAddress, name)
			}
		})
	}
}

// Whatever room writes while a request is answered, its entry carries the name of the
// request.
func TestLogOfAFaultNamesTheRequest(t *testing.T) {
	var log bytes.Buffer
	site := newSite(t, func(d *dashboard.Dependencies) {
		d.Logger = slog.New(dashboard.NameRequests(slog.NewTextHandler(&log, nil))).With("room", "test")
	})
	site.store.Failure = errors.New("disk on fire")
	answer := site.get("/", http.StatusInternalServerError)
	if lines, named := strings.Count(log.String(), "\n"), strings.Count(log.String(), "request="+answer.header.Get("X-Request-ID")); lines == 0 || lines != named {
		t.Errorf("%d entries, %d of them name the request:\n%s", lines, named, log.String())
	}
}
