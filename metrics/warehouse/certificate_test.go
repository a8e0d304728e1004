package warehouse_test

import (
	"crypto/tls"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"zhibiao/metrics/warehouse"
	"zhibiao/metrics/warehouse/embedded"
	"zhibiao/metrics/warehouse/embedded/nativetest"
)

// serversOverTLS starts a server of each protocol with a certificate and returns what
// their addresses begin with, up to the parameters of encryption.
func serversOverTLS(t *testing.T, config *tls.Config) []string {
	t.Helper()
	engine, err := embedded.Open(folder)
	must(t, err)
	native, err := nativetest.Start(nativetest.Options{Engine: engine.Transport(), TLS: config})
	must(t, err)
	web := httptest.NewUnstartedServer(engine)
	web.TLS = config
	web.Config.ErrorLog = slog.NewLogLogger(slog.DiscardHandler, slog.LevelError) // it tells of every client that is refused
	web.StartTLS()
	t.Cleanup(func() {
		web.Close()
		must(t, native.Close())
		must(t, engine.Close())
	})
	return []string{"clickhouse://" + native.Address() + "/default?secure=true", "https://" + web.Listener.Addr().String() + "/default?secure=true"}
}

// house is an authority with the file that its certificate lies in.
func house(t *testing.T) (authority *nativetest.Authority, parameter string) {
	t.Helper()
	authority, err := nativetest.NewAuthority()
	must(t, err)
	file := filepath.Join(t.TempDir(), "authority.pem")
	must(t, os.WriteFile(file, authority.PEM(), 0o600))
	return authority, "&ca=" + url.QueryEscape(file)
}

// A private authority is believed where the address names it, over both protocols, and
// everything works over the encrypted connections.
func TestServerWithACertificateOfTheHouse(t *testing.T) {
	authority, named := house(t)
	now := time.Now()
	good, err := authority.Issue(now.Add(-time.Hour), now.Add(time.Hour), "127.0.0.1", "clickhouse.example")
	must(t, err)
	for _, address := range serversOverTLS(t, good) {
		for _, rest := range []string{named, named + "&tls_server_name=clickhouse.example", "&skip_verify=true"} {
			store, err := warehouse.Open(t.Context(), address+rest, warehouse.Options{})
			if err != nil {
				t.Errorf("%s: %v", address+rest, err)
				continue
			}
			if version, err := store.ServerVersion(t.Context()); err != nil || version == "" {
				t.Errorf("%s: version %q, %v", address+rest, version, err)
			}
			if want := strings.Contains(rest, "skip_verify"); store.Unverified() != want {
				t.Errorf("%s: unverified %t, want %t", address+rest, store.Unverified(), want)
			}
			must(t, store.Close())
		}
		// To name an authority is to ask for TLS.
		if plain := strings.Replace(address, "secure=true", "", 1); strings.HasPrefix(plain, "clickhouse") {
			store, err := warehouse.Open(t.Context(), plain+named, warehouse.Options{})
			must(t, err)
			must(t, store.Close())
		}
	}
}

// What is wrong with a certificate is said as it is, over both protocols. 2020 and 2090
// lie outside of every run of this test.
func TestServerWithAWrongCertificate(t *testing.T) {
	authority, named := house(t)
	_, other := house(t)
	empty := filepath.Join(t.TempDir(), "empty.pem")
	must(t, os.WriteFile(empty, []byte("no certificate\n"), 0o600))
	now := time.Now()
	day := func(year int) time.Time { return time.Date(year, 3, 1, 12, 0, 0, 0, time.UTC) }
	for name, test := range map[string]struct {
		from, until time.Time
		names       string
		rest        string
		key         string
		arguments   map[string]string
	}{
		"unknown authority":  {day(2020), day(2090), "127.0.0.1", "", "store.certificate_unknown", nil},
		"another authority":  {day(2020), day(2090), "127.0.0.1", other, "store.certificate_unknown", nil},
		"expired":            {day(2019), day(2020), "127.0.0.1", named, "store.certificate_expired", map[string]string{"until": "2020-03-01"}},
		"not yet valid":      {day(2090), day(2091), "127.0.0.1", named, "store.certificate_early", map[string]string{"from": "2090-03-01"}},
		"another host":       {now.Add(-time.Hour), day(2090), "clickhouse.example", named, "store.certificate_host", map[string]string{"host": "127.0.0.1", "names": "clickhouse.example"}},
		"another name":       {now.Add(-time.Hour), day(2090), "127.0.0.1", named + "&tls_server_name=b.example", "store.certificate_host", map[string]string{"host": "b.example", "names": "127.0.0.1"}},
		"no file":            {day(2020), day(2090), "127.0.0.1", "&ca=/no/such.pem", "store.authority", map[string]string{"file": "/no/such.pem"}},
		"a file without any": {day(2020), day(2090), "127.0.0.1", "&ca=" + empty, "store.authority", map[string]string{"file": empty}},
	} {
		t.Run(name, func(t *testing.T) {
			config, err := authority.Issue(test.from, test.until, test.names)
			must(t, err)
			for _, address := range serversOverTLS(t, config) {
				problem := openKey(t, address+test.rest)
				if problem.Key != test.key {
					t.Errorf("%s: %s, want %s", address, problem, test.key)
				}
				for argument, want := range test.arguments {
					if got := problem.Arguments[argument]; got != want {
						t.Errorf("%s: %s is %q, want %q", address, argument, got, want)
					}
				}
			}
		})
	}
}

// A server that wants to know the client by a certificate says so during TLS.
func TestServerThatAsksForACertificate(t *testing.T) {
	authority, named := house(t)
	config, err := authority.Issue(time.Now().Add(-time.Hour), time.Now().Add(time.Hour), "127.0.0.1")
	must(t, err)
	config.ClientAuth = tls.RequireAnyClientCert
	for _, address := range serversOverTLS(t, config) {
		if problem := openKey(t, address+named); problem.Key != "store.tls_refused" {
			t.Errorf("%s: %s, want store.tls_refused", address, problem)
		}
	}
}

// Whoever answers on the port of another protocol is not said to be away. A server of HTTP
// may wait for more of what it takes for a request, and then says nothing.
func TestPortOfAnotherProtocol(t *testing.T) {
	authority, named := house(t)
	config, err := authority.Issue(time.Now().Add(-time.Hour), time.Now().Add(time.Hour), "127.0.0.1")
	must(t, err)
	host := func(address string) string {
		parsed, err := url.Parse(address)
		must(t, err)
		return parsed.Host
	}
	encrypted := serversOverTLS(t, config)
	nativeTLS, webTLS := host(encrypted[0]), host(encrypted[1])
	native, web := nativeServer(t, anyPort, nil).Address(), secondProcess
	// The port of the native protocol answers HTTP with a page that says which port to use.
	explaining := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		http.Error(w, "Port 9000 is for clickhouse-client program", http.StatusBadRequest)
	}))
	defer explaining.Close()
	for _, dsn := range []string{
		"clickhouse://" + webTLS + "/db", "clickhouse://" + nativeTLS + "/db",
		"clickhouse://" + native + "/db?secure=true" + named, "clickhouse://" + web + "/db?secure=true" + named,
		"http://" + native + "/db", "http://" + webTLS + "/db", "http://" + nativeTLS + "/db", "http://" + explaining.Listener.Addr().String() + "/db",
		"https://" + web + "/db", "https://" + native + "/db", "https://" + nativeTLS + "/db?secure=true" + named,
	} {
		problem := openKey(t, dsn)
		if problem.Key != "store.other_protocol" || !strings.Contains(dsn, problem.Arguments["address"]) || problem.Arguments["address"] == "" {
			t.Errorf("%s: %s, want store.other_protocol with the address", dsn, problem)
		}
	}
}

// Whoever takes connections and never says anything is away, over each protocol.
func TestServerThatNeverAnswers(t *testing.T) {
	silent, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", anyPort)
	must(t, err)
	defer func() { must(t, silent.Close()) }()
	for _, dsn := range []string{"clickhouse://%s/db?", "clickhouse://%s/db?secure=true&", "http://%s/db?", "https://%s/db?"} {
		started := time.Now()
		problem := openKey(t, strings.Replace(dsn, "%s", silent.Addr().String(), 1)+"dial_timeout=1s")
		if problem.Key != "store.unreachable" || problem.Arguments["address"] != silent.Addr().String() {
			t.Errorf("%s: %s, want store.unreachable", dsn, problem)
		}
		if elapsed := time.Since(started); elapsed > 10*time.Second {
			t.Errorf("%s: told after %v", dsn, elapsed)
		}
	}
}
