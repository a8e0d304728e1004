package warehouse

import (
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
		}}, nil
	}
	address, err := url.Parse(dsn)
	if err != nil || address.Host == "" {
		return nil, metrics.NewProblem("store.dsn_form", "dsn", withoutPassword(dsn))
	}
	parameters := address.Query()
	cluster := parameters.Get("cluster")
	parameters.Del("cluster")
	address.RawQuery = parameters.Encode()
	options, err := clickhouse.ParseDSN(address.String())
	if err != nil {
		return nil, metrics.NewProblem("store.dsn_form", "dsn", withoutPassword(dsn)).Because(err)
	}
	database := options.Auth.Database
	if database == "" {
		database = DefaultDatabase
	}
	if options.Protocol == clickhouse.Native && options.Compression == nil {
		options.Compression = &clickhouse.Compression{Method: clickhouse.CompressionLZ4}
	}
	options.DialTimeout, options.ConnMaxLifetime = 5*time.Second, time.Hour
	options.MaxOpenConns, options.MaxIdleConns = 16, 9
	return &place{database: database, cluster: cluster, options: options}, nil
}

// withoutPassword keeps secrets out of messages and logs.
func withoutPassword(dsn string) string {
	if address, err := url.Parse(dsn); err == nil {
		return address.Redacted()
	}
	scheme, _, _ := strings.Cut(dsn, ":")
	return scheme + ":…"
}
