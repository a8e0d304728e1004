package warehouse

import (
	"context"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"

	"zhibiao/metrics"
)

// Restoration says what Restore makes a database from.
type Restoration struct {
	Contents BackupContents
	// Open opens the rows of a table, as BackUp wrote them.
	Open func(table string) (io.ReadCloser, error)
	// Ready is called when all tables are filled and compared, before they can be seen;
	// an error of it leaves everything as it was. It may be nil.
	Ready func() error
	// Replace lets a database be replaced that holds tables.
	Replace bool
}

// Restore makes the database that the DSN names from a backup. The database appears
// whole or not at all: the tables are filled under another name and their checksums
// compared before they take the name of the database. A database that holds tables is
// refused with the Problem restore.not_empty, or replaced when the new one is ready.
// Further Problems: restore.newer_program, restore.checksum. Call Open and Migrate
// afterwards: they bring an older schema up to date.
func Restore(ctx context.Context, dsn string, options Options, from Restoration) (err error) {
	steps, err := stepsOf(from.Contents)
	if err != nil {
		return err
	}
	place, err := parseDSN(dsn)
	if err != nil {
		return err
	}
	target := place.database
	place.database = target + "_restoring"
	store, err := openPlace(ctx, place, options)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	there, err := store.countTables(ctx, target)
	if err != nil {
		return err
	}
	if there > 0 && !from.Replace {
		return metrics.NewProblem("restore.not_empty", "database", target)
	}
	// What an interrupted attempt left is of no use.
	if err := store.emptyDatabase(ctx); err != nil {
		return err
	}
	err = store.fill(ctx, steps, from.Contents.Tables, from.Open)
	if err == nil && from.Ready != nil {
		err = from.Ready()
	}
	if err != nil {
		return errors.Join(err, store.DropDatabase(context.WithoutCancel(ctx)))
	}
	return store.takeName(ctx, target)
}

// stepsOf lists the steps of the schema that the backup had, without its views: a view
// keeps the name of the database that it was made in, so it is left to Migrate.
func stepsOf(contents BackupContents) ([]Migration, error) {
	known, err := Migrations()
	if err != nil {
		return nil, err
	}
	if len(contents.Migrations) > len(known) {
		return nil, metrics.NewProblem("restore.newer_program", "step", contents.Migrations[len(contents.Migrations)-1].Name)
	}
	var steps []Migration
	for i, step := range contents.Migrations {
		if step.Checksum != known[i].Checksum {
			return nil, metrics.NewProblem("restore.newer_program", "step", step.Name)
		}
		if !strings.HasPrefix(known[i].text, "CREATE VIEW") {
			steps = append(steps, known[i])
		}
	}
	return steps, nil
}

func (s *Store) countTables(ctx context.Context, database string) (int, error) {
	count, err := s.selectText(ctx, "database_tables", text("database", database))
	if err != nil {
		return 0, err
	}
	return strconv.Atoi(count)
}

func (s *Store) emptyDatabase(ctx context.Context) error {
	if err := s.DropDatabase(ctx); err != nil {
		return err
	}
	return problem("create the database", s.client.Exec(ctx, "CREATE DATABASE "+quoted(s.database)+onCluster(s.cluster)))
}

// fill creates the tables of a backup, loads them and compares their checksums.
func (s *Store) fill(ctx context.Context, steps []Migration, tables []BackupTable, open func(table string) (io.ReadCloser, error)) error {
	if _, err := s.migrate(ctx, steps); err != nil {
		return err
	}
	present, err := s.documents(ctx, "backup_tables")
	if err != nil {
		return err
	}
	for _, table := range tables {
		if !slices.Contains(present, table.Name) {
			return metrics.NewProblem("restore.checksum", "table", table.Name)
		}
		if err := s.loadTable(ctx, table.Name, open); err != nil {
			return err
		}
		var rows, checksum uint64
		err := s.selectRows(ctx, "backup_checksum", []any{text("table", table.Name)},
			func(found driver.Rows) error { return found.Scan(&rows, &checksum) })
		if err != nil {
			return err
		}
		if rows != table.Rows || checksum != table.Checksum {
			return metrics.NewProblem("restore.checksum", "table", table.Name)
		}
	}
	return nil
}

// takeName gives the database of the store the name target. A database that has that
// name is dropped, one with tables only after the new one has its name.
func (s *Store) takeName(ctx context.Context, target string) error {
	tables, err := s.countTables(ctx, target)
	if err != nil {
		return err
	}
	for _, statement := range s.nameStatements(target, tables > 0) {
		if err := s.client.Exec(ctx, statement); err != nil {
			return problem("give the restored database its name", err)
		}
	}
	return nil
}

// nameStatements give the database of the store the name target, which another database
// may hold, with tables or without.
func (s *Store) nameStatements(target string, withTables bool) []string {
	on, replaced := onCluster(s.cluster), target+"_replaced"
	statements := []string{"DROP DATABASE IF EXISTS " + quoted(target) + on + " SYNC"}
	if withTables {
		statements = []string{"DROP DATABASE IF EXISTS " + quoted(replaced) + on + " SYNC",
			"RENAME DATABASE " + quoted(target) + " TO " + quoted(replaced) + on}
	}
	return append(statements, "RENAME DATABASE "+quoted(s.database)+" TO "+quoted(target)+on, "DROP DATABASE IF EXISTS "+quoted(replaced)+on+" SYNC")
}
