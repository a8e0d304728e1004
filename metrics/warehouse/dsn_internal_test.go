package warehouse

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2"
	"github.com/google/go-cmp/cmp"
)

// The address that docker-compose.yml gives to the program beside a cluster.
func TestAddressOfACluster(t *testing.T) {
	place, err := parseDSN("clickhouse://zhibiao:p%40ss@replica-1:9000,replica-2:9000/zhibiao?cluster=city")
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"replica-1:9000", "replica-2:9000"}; !slices.Equal(place.options.Addr, want) {
		t.Errorf("servers %v, want %v", place.options.Addr, want)
	}
	if place.cluster != "city" || place.database != "zhibiao" || place.options.Auth.Password != "p@ss" {
		t.Errorf("cluster %q, database %q, password %q", place.cluster, place.database, place.options.Auth.Password)
	}
	if diff := cmp.Diff(clickhouse.Settings{"async_insert": 0, "lightweight_deletes_sync": 1}, place.options.Settings); diff != "" {
		t.Errorf("settings of a cluster (-want +got):\n%s", diff)
	}
}

// The ports are those that a server of ClickHouse listens on unless told otherwise: 9000
// and with TLS 9440 for the native protocol, 8123 and 8443 for HTTP.
func TestAddressOfAServer(t *testing.T) {
	for dsn, want := range map[string]struct {
		protocol  clickhouse.Protocol
		address   string
		encrypted bool
	}{
		"clickhouse://host/db":                   {clickhouse.Native, "host:9000", false},
		"clickhouse://host:9001":                 {clickhouse.Native, "host:9001", false},
		"clickhouse://host?secure=true":          {clickhouse.Native, "host:9440", true},
		"clickhouse://[fd00::1]/db":              {clickhouse.Native, "[fd00::1]:9000", false},
		"http://host/db":                         {clickhouse.HTTP, "host:8123", false},
		"https://user:word@host/db":              {clickhouse.HTTP, "host:8443", true},
		"https://host:443/db?max_threads=2":      {clickhouse.HTTP, "host:443", true},
		"https://host/db?secure=true":            {clickhouse.HTTP, "host:8443", true},
		"clickhouse://host:9000?read_timeout=9m": {clickhouse.Native, "host:9000", false},
	} {
		place, err := parseDSN(dsn)
		if err != nil {
			t.Errorf("%s: %v", dsn, err)
			continue
		}
		options := place.options
		if options.Protocol != want.protocol || options.Addr[0] != want.address || (options.TLS != nil) != want.encrypted {
			t.Errorf("%s: %v %v, encrypted %t", dsn, options.Protocol, options.Addr, options.TLS != nil)
		}
		if strings.Contains(dsn, "read_timeout") != (options.ReadTimeout == 9*time.Minute) {
			t.Errorf("%s: an answer may take %v", dsn, options.ReadTimeout)
		}
	}
	for _, dsn := range []string{"ftp://host/db", "postgres://host/db", "host:9000"} {
		if _, err := parseDSN(dsn); err == nil {
			t.Errorf("%s is read", dsn)
		}
	}
}

func TestAddressesAreShownWithoutSecrets(t *testing.T) {
	for dsn, want := range map[string]string{
		"embedded:./data":                             "embedded:./data",
		"clickhouse://host:9000/db":                   "clickhouse://host:9000/db",
		"clickhouse://user@host/db":                   "clickhouse://user@host/db",
		"clickhouse://user:word@a:1,b:2/db?cluster=c": "clickhouse://user:…@a:1,b:2/db?cluster=c",
		"http://host/db?password=word&username=u":     "http://host/db?password=…&username=u",
		"clickhouse://user:wo rd%@host:port":          "clickhouse:…",
	} {
		if got := WithoutPassword(dsn); got != want {
			t.Errorf("%s is shown as %s, want %s", dsn, got, want)
		}
	}
}
