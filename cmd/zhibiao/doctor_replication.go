package main

import (
	"strconv"
	"time"

	"zhibiao/metrics/warehouse"
)

// lateReplica is by how much a replica may lag behind before somebody should look.
const lateReplica = time.Minute

// lookAtReplication says how the replicas of a cluster stand; of one server nothing.
func lookAtReplication(replication warehouse.Replication) []finding {
	replicas, active := strconv.FormatUint(replication.Replicas, 10), strconv.FormatUint(replication.Active, 10)
	seconds := strconv.FormatFloat(replication.Delay.Seconds(), 'f', 0, 64)
	switch {
	case replication.Tables == 0 && !replication.Wanted:
		return nil
	case replication.Tables == 0:
		return []finding{found(broken, "replication.none")}
	case replication.ReadOnly > 0:
		return []finding{found(broken, "replication.read_only", "count", strconv.FormatUint(replication.ReadOnly, 10))}
	case replication.Active < replication.Replicas:
		return []finding{found(remarkable, "replication.away", "active", active, "replicas", replicas)}
	case replication.Delay > lateReplica:
		return []finding{found(remarkable, "replication.late", "seconds", seconds)}
	}
	return []finding{found(healthy, "replication.ok", "replicas", replicas, "seconds", seconds)}
}
