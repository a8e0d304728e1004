package warehouse

import "context"

// DropDatabase removes the database with all its data. Tests and
// benchmarks call it, each on a database of its own, and Restore on what it left.
func (s *Store) DropDatabase(ctx context.Context) error {
	return problem("drop database", s.client.Exec(ctx, "DROP DATABASE IF EXISTS "+quoted(s.database)+onCluster(s.cluster)+" SYNC"))
}
