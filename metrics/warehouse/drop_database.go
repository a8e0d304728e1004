package warehouse

import "context"

// DropDatabase removes the database with all its data. Only tests and benchmarks
// call it, each on a database of its own.
func (s *Store) DropDatabase(ctx context.Context) error {
	return problem("drop database", s.client.Exec(ctx, "DROP DATABASE IF EXISTS `"+s.database+"`"+onCluster(s.cluster)+" SYNC"))
}
