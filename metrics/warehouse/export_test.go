package warehouse

import "context"

// MigrateTo lets tests play a program that knows other steps.
func (s *Store) MigrateTo(ctx context.Context, known []Migration) ([]Migration, error) {
	return s.migrate(ctx, known)
}

// Exec lets tests run a statement that the product never runs.
func (s *Store) Exec(ctx context.Context, text string) error { return s.client.Exec(ctx, text) }

// CountBatches counts the computations of assessments that were finished.
func (s *Store) CountBatches(ctx context.Context) (count uint64, err error) {
	rows, err := s.client.Query(ctx, "SELECT count() FROM assessment_batch")
	if err != nil {
		return 0, err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		err = rows.Scan(&count)
	}
	return count, err
}
