package main

import (
	"testing"
	"time"

	"zhibiao/metrics/warehouse"
)

func TestReplicasAreLookedAt(t *testing.T) {
	for name, one := range map[string]struct {
		replication warehouse.Replication
		want        string
	}{
		"one server":                {warehouse.Replication{}, ""},
		"a cluster":                 {warehouse.Replication{Wanted: true, Tables: 20, Replicas: 2, Active: 2, Delay: time.Minute}, "✓ doctor.replication.ok"},
		"tables of one server":      {warehouse.Replication{Wanted: true}, "✗ doctor.replication.none"},
		"no Keeper":                 {warehouse.Replication{Wanted: true, Tables: 20, ReadOnly: 20, Replicas: 2}, "✗ doctor.replication.read_only"},
		"a replica that is away":    {warehouse.Replication{Wanted: true, Tables: 20, Replicas: 2, Active: 1}, "! doctor.replication.away"},
		"a replica that lags":       {warehouse.Replication{Wanted: true, Tables: 20, Replicas: 2, Active: 2, Delay: 61 * time.Second}, "! doctor.replication.late"},
		"replicas without being so": {warehouse.Replication{Tables: 20, Replicas: 2, Active: 2}, "✓ doctor.replication.ok"},
	} {
		got := ""
		for _, finding := range lookAtReplication(one.replication) {
			got += string(finding.health) + " " + finding.sentence.Key
		}
		if got != one.want {
			t.Errorf("%s: %q, want %q", name, got, one.want)
		}
	}
}
