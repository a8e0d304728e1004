package warehouse

import (
	"context"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"
)

// Replication is how the replicas of a cluster stand, as the one that answers knows it.
type Replication struct {
	Wanted   bool          // the address of the store names a cluster
	Tables   uint64        // that are replicated
	ReadOnly uint64        // of them those that take no rows now
	Replicas uint64        // of a table, at most
	Active   uint64        // replicas of the table that has fewest of them alive
	Delay    time.Duration // by which the table that is latest lags behind
}

// Replication asks how the replicas stand. On one server without replicas all is zero.
func (s *Store) Replication(ctx context.Context) (Replication, error) {
	found := Replication{Wanted: s.cluster != ""}
	err := s.selectRows(ctx, "replication", nil, func(rows driver.Rows) error {
		var seconds uint64
		err := rows.Scan(&found.Tables, &found.ReadOnly, &found.Replicas, &found.Active, &seconds)
		found.Delay = time.Duration(seconds) * time.Second
		return err
	})
	return found, err
}
