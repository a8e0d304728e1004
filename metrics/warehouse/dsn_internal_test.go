package warehouse

import (
	"slices"
	"testing"
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
}
