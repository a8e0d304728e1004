package warehouse

import (
	"cmp"
	"fmt"
	"net"
	"net/url"
	"strings"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2"

	"zhibiao/metrics"
)

// place is where the data lie.
type place struct {
	folder   string
	database string
	cluster  string
	options  *clickhouse.Options
}

func parseDSN(dsn string) (*place, error) {
	if rest, ok := strings.CutPrefix(dsn, "embedded:"); ok {
		folder, query, _ := strings.Cut(rest, "?")
		folder = strings.TrimPrefix(folder, "//")
		parameters, err := url.ParseQuery(query)
		if err != nil || folder == "" {
			return nil, metrics.NewProblem("store.dsn_form", "dsn", dsn)
		}
		database := parameters.Get("database")
		if database == "" {
			database = DefaultDatabase
		}
		return &place{folder: folder, database: database, options: &clickhouse.Options{
			Protocol: clickhouse.HTTP, Addr: []string{"embedded:0"}, MaxOpenConns: 16, MaxIdleConns: 16,
			Auth: clickhouse.Auth{Username: defaultAccount},
		}}, nil
	}
	address, err := url.Parse(dsn)
	if err != nil || address.Host == "" {
		return nil, metrics.NewProblem("store.dsn_form", "dsn", WithoutPassword(dsn))
	}
	parameters := address.Query()
	cluster, authority := parameters.Get("cluster"), parameters.Get("ca")
	parameters.Del("cluster")
	parameters.Del("ca")
	if authority != "" { // names who the server is vouched for by, which only TLS asks
		parameters.Set("secure", "true")
	}
	address.RawQuery = parameters.Encode()
	options, err := serverOptions(address)
	if err != nil {
		return nil, metrics.NewProblem("store.dsn_form", "dsn", WithoutPassword(dsn)).Because(err)
	}
	if authority != "" {
		if options.TLS.RootCAs, err = readAuthority(authority); err != nil {
			return nil, err
		}
	}
	database := cmp.Or(options.Auth.Database, DefaultDatabase)
	options.Auth.Username = cmp.Or(options.Auth.Username, defaultAccount)
	if options.Protocol == clickhouse.Native && options.Compression == nil {
		options.Compression = &clickhouse.Compression{Method: clickhouse.CompressionLZ4}
	}
	options.DialTimeout, options.ConnMaxLifetime = cmp.Or(options.DialTimeout, 5*time.Second), time.Hour
	// Over the native protocol this is for a whole answer: that of a backup takes long.
	options.ReadTimeout = cmp.Or(options.ReadTimeout, 12*time.Hour)
	options.MaxOpenConns, options.MaxIdleConns = 16, 9
	options.DialStrategy = (&keepToServer{}).dial
	for name, value := range serverSettings(cluster) {
		if _, told := options.Settings[name]; !told {
			options.Settings[name] = value
		}
	}
	return &place{database: database, cluster: cluster, options: options}, nil
}

// defaultAccount is the account of a server that an address without one means.
const defaultAccount = "default"

// serverSettings are what every statement on a server needs. A row that was written can
// be read at once: no server gathers it with others first, which new ones do by
// themselves. A deletion waits for the replica that it was told, not for one that stands
// still.
func serverSettings(cluster string) clickhouse.Settings {
	settings := clickhouse.Settings{"async_insert": 0}
	if cluster != "" {
		settings["lightweight_deletes_sync"] = 1
	}
	return settings
}

// serverOptions reads the address of a server. A port that it does not name is the one
// that servers listen on.
func serverOptions(address *url.URL) (*clickhouse.Options, error) {
	encrypted := address.Scheme == "https"
	port := map[string]string{"clickhouse": "9000", "tcp": "9000", "http": "8123", "https": "8443"}[address.Scheme]
	if port == "" {
		return nil, fmt.Errorf("%q is none of clickhouse, http and https", address.Scheme)
	}
	if parameters := address.Query(); encrypted {
		with := *address
		parameters.Set("secure", "true")
		with.RawQuery = parameters.Encode()
		address = &with
	}
	options, err := clickhouse.ParseDSN(address.String())
	if err != nil {
		return nil, err
	}
	if options.TLS != nil && !encrypted {
		port = "9440"
	}
	for i, host := range options.Addr {
		options.Addr[i] = withPort(host, port)
	}
	return options, nil
}

func withPort(host, port string) string {
	if _, _, err := net.SplitHostPort(host); err == nil {
		return host
	}
	return net.JoinHostPort(strings.Trim(host, "[]"), port)
}

// WithoutPassword returns an address as it may be shown: secrets stay out of messages and
// logs. An address that cannot be read is cut down to its scheme.
func WithoutPassword(dsn string) string {
	address, err := url.Parse(dsn)
	if err != nil {
		scheme, _, _ := strings.Cut(dsn, ":")
		return scheme + ":" + hidden
	}
	if _, secret := address.User.Password(); secret {
		address.User = url.UserPassword(address.User.Username(), hidden)
	}
	if parameters := address.Query(); parameters.Has("password") {
		parameters.Set("password", hidden)
		address.RawQuery = parameters.Encode()
	}
	return strings.ReplaceAll(address.String(), url.PathEscape(hidden), hidden)
}

// hidden stands where a secret was.
const hidden = "…"
