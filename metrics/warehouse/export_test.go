package warehouse

import "context"

// MigrateTo lets tests play a program that knows other steps.
func (s *Store) MigrateTo(ctx context.Context, known []Migration) ([]Migration, error) {
	return s.migrate(ctx, known)
}

// Exec lets tests run a statement that the product never runs.
func (s *Store) Exec(ctx context.Context, text string) error { return s.client.Exec(ctx, text) }

// Problem is what the store makes of an error of its client.
func Problem(err error) error { return problem("test", err) }

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

// CountAssessments counts the assessments that were computed of each area, in all
// layers.
func (s *Store) CountAssessments(ctx context.Context) (map[string]uint64, error) {
	rows, err := s.client.Query(ctx, "SELECT area, count() FROM assessment GROUP BY area")
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	counts := map[string]uint64{}
	for rows.Next() {
		var area string
		var count uint64
		if err := rows.Scan(&area, &count); err != nil {
			return nil, err
		}
		counts[area] = count
	}
	return counts, rows.Err()
}

// ReadCatalogueByAreas makes catalogues with more targets than this count as large.
func (s *Store) ReadCatalogueByAreas(targets int) { s.wholeTargets = targets }

// AgreeAsOnCluster makes the statements about the lease ask for what they ask of the
// replicas of a cluster, until the function that it returns is called.
func (s *Store) AgreeAsOnCluster() (end func()) {
	s.cluster = "city"
	return func() { s.cluster = "" }
}

// Texts returns what a statement of a test selects: one text a row.
func (s *Store) Texts(ctx context.Context, query string) ([]string, error) {
	rows, err := s.client.Query(ctx, query)
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	var texts []string
	for rows.Next() {
		var text string
		if err := rows.Scan(&text); err != nil {
			return nil, err
		}
		texts = append(texts, text)
	}
	return texts, rows.Err()
}

// ReaderStatements returns what makes the reading account, on one server and on a cluster.
func ReaderStatements() []string {
	reader := Reader{Name: "city_reader", Password: "p"}
	return append(readerStatements(reader, "5a", "city_open", ""), readerStatements(reader, "5a", "city_open", "city")...)
}

// StatementsOfTables makes the tables of a database and its open views, which run with
// the rights of an account.
func StatementsOfTables(database, account string) []string {
	known, err := Migrations()
	if err != nil {
		return []string{err.Error()}
	}
	store := &Store{database: database, account: account}
	statements := []string{"CREATE DATABASE " + database, "USE " + database}
	for _, step := range known {
		statements = append(statements, fillIn(step.text, "", database))
	}
	views, err := store.viewTexts()
	if err != nil {
		return []string{err.Error()}
	}
	return append(append(statements, "CREATE DATABASE "+store.OpenDatabase()), views...)
}

// ClusterStatements are the statements that every replica of a cluster carries out.
func ClusterStatements() ([]string, error) {
	known, err := Migrations()
	if err != nil {
		return nil, err
	}
	store := &Store{database: "city", account: "program", cluster: "replicas"}
	statements := []string{"CREATE DATABASE IF NOT EXISTS " + quoted(store.database) + onCluster(store.cluster), fillIn(createMigrationTable, store.cluster, store.database)}
	for _, step := range known {
		statements = append(statements, fillIn(step.text, store.cluster, store.database))
	}
	views, err := store.viewTexts()
	statements = append(append(statements, views...), store.nameStatements("town", true)...)
	return append(statements, store.nameStatements("town", false)...), err
}

// StatementText is the text of a named query.
func StatementText(name string) string {
	text, err := statement(name)
	if err != nil {
		return err.Error()
	}
	return text
}
