package warehouse

import (
	"context"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"regexp"
	"strconv"
	"strings"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"

	"zhibiao/metrics"
)

//go:embed migrations/*.sql
var migrationFiles embed.FS

// Migration is one step of the schema: one statement that may run again.
type Migration struct {
	Version  int    `json:"version"`
	Name     string `json:"name"`
	Checksum string `json:"checksum"` // SHA-256 of the file, so that a cluster and a single server agree
	text     string
}

// Migrations lists the steps that this program knows, in order.
func Migrations() ([]Migration, error) { return readMigrations(migrationFiles) }

func readMigrations(files fs.FS) ([]Migration, error) {
	names, err := fs.Glob(files, "migrations/*.sql")
	if err != nil {
		return nil, err
	}
	migrations := make([]Migration, 0, len(names))
	for i, name := range names {
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		short := strings.TrimSuffix(strings.TrimPrefix(name, "migrations/"), ".sql")
		version, err := strconv.Atoi(short[:4])
		if err != nil || version != i+1 {
			return nil, fmt.Errorf("migration %s does not continue the numbering: want %04d", name, i+1)
		}
		sum := sha256.Sum256(text)
		migrations = append(migrations, Migration{Version: version, Name: short, Checksum: hex.EncodeToString(sum[:]), text: string(text)})
	}
	return migrations, nil
}

const createMigrationTable = `CREATE TABLE IF NOT EXISTS schema_migration {{on_cluster}}
(
    version    UInt32,
    name       String,
    checksum   String,
    applied_at DateTime64(6, 'UTC')
)
ENGINE = {{engine}}
ORDER BY version`

// Migrate brings the schema up to what this program needs and returns the steps it
// took. A database that is newer than the program, or whose steps were others, is
// refused with the Problem store.database_newer or store.migration_changed.
func (s *Store) Migrate(ctx context.Context) ([]Migration, error) {
	known, err := Migrations()
	if err != nil {
		return nil, err
	}
	return s.migrate(ctx, known)
}

// PendingMigrations returns the steps that Migrate would take, with the same errors.
func (s *Store) PendingMigrations(ctx context.Context) ([]Migration, error) {
	known, err := Migrations()
	if err != nil {
		return nil, err
	}
	return s.pending(ctx, known)
}

func (s *Store) pending(ctx context.Context, known []Migration) ([]Migration, error) {
	// Looked for first: on a cluster a statement for all replicas waits for each of them,
	// and the program must start while one stands still.
	there, err := s.selectText(ctx, "table_exists", text("table", "schema_migration"))
	if err != nil {
		return nil, err
	}
	if there == "" {
		if err := s.client.Exec(ctx, fillIn(createMigrationTable, s.cluster, s.database)); err != nil {
			return nil, problem("create schema_migration", err)
		}
	}
	applied, err := s.applied(ctx)
	if err != nil {
		return nil, err
	}
	for version, step := range applied {
		if version > len(known) {
			return nil, metrics.NewProblem("store.database_newer", "step", step.Name, "known", strconv.Itoa(len(known)))
		}
		if step.Checksum != known[version-1].Checksum {
			return nil, metrics.NewProblem("store.migration_changed", "step", step.Name)
		}
	}
	var pending []Migration
	for _, step := range known {
		if _, done := applied[step.Version]; !done {
			pending = append(pending, step)
		}
	}
	return pending, nil
}

func (s *Store) migrate(ctx context.Context, known []Migration) ([]Migration, error) {
	pending, err := s.pending(ctx, known)
	if err != nil {
		return nil, err
	}
	for i, step := range pending {
		if err := s.client.Exec(ctx, fillIn(step.text, s.cluster, s.database)); err != nil {
			return pending[:i], problem("migration "+step.Name, err)
		}
		err := s.insert(ctx, "schema_migration", 1, func(int) []any {
			return []any{uint32(step.Version), step.Name, step.Checksum, s.now().UTC()}
		})
		if err != nil {
			return pending[:i], err
		}
	}
	return pending, nil
}

// applied returns the steps that the database has gone through, by version.
func (s *Store) applied(ctx context.Context) (map[int]Migration, error) {
	applied := map[int]Migration{}
	err := s.selectRows(ctx, "migrations_applied", nil, func(rows driver.Rows) error {
		var version uint32
		var step Migration
		if err := rows.Scan(&version, &step.Name, &step.Checksum); err != nil {
			return err
		}
		step.Version = int(version)
		applied[step.Version] = step
		return nil
	})
	return applied, err
}

// fillIn puts the table engine and the cluster into a step: one text serves a
// single server and a replicated cluster.
func fillIn(text, cluster, database string) string {
	engine := "MergeTree"
	if cluster != "" {
		engine = "ReplicatedMergeTree('/clickhouse/tables/{uuid}/{shard}', '{replica}')"
		if strings.HasPrefix(text, "CREATE VIEW") {
			text = readFrom.ReplaceAllString(text, "FROM "+quoted(database)+".$1")
		}
	}
	return strings.NewReplacer(" {{on_cluster}}", onCluster(cluster), "{{engine}}", engine).Replace(text)
}

// readFrom finds the tables that a view reads. The servers of a cluster that make a view
// each for itself look for names without a database in their default one (ClickHouse
// issue 8445).
var readFrom = regexp.MustCompile(`\bFROM ([a-z_]+)`)

func onCluster(cluster string) string {
	if cluster == "" {
		return ""
	}
	return " ON CLUSTER " + quoted(cluster)
}

// quoted is a name of the configuration between the quotes of an identifier.
func quoted(name string) string { return "`" + strings.ReplaceAll(name, "`", "") + "`" }
