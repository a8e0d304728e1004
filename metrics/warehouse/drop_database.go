package warehouse

import "context"

// DropDatabase removes the database with all its data, and the views for others. Tests and
// benchmarks call it, each on a database of its own, and Restore on what it left.
func (s *Store) DropDatabase(ctx context.Context) error {
	for _, database := range []string{s.OpenDatabase(), s.database} {
		if err := s.client.Exec(ctx, "DROP DATABASE IF EXISTS "+quoted(database)+onCluster(s.cluster)+" SYNC"); err != nil {
			return problem("drop database", err)
		}
	}
	return nil
}
