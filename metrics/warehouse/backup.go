package warehouse

import (
	"context"
	"fmt"
	"io"
	"maps"
	"slices"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"

	"zhibiao/metrics"
)

// BackupContents says what a backup of the store holds.
type BackupContents struct {
	Migrations []Migration   `json:"migrations"` // the schema that the tables had
	Tables     []BackupTable `json:"tables"`     // in the order in which they were read
}

// BackupTable is the content of one table in a backup.
type BackupTable struct {
	Name string `json:"name"`
	Rows uint64 `json:"rows"`
	// Checksum is the sum, modulo 2⁶⁴, of a hash of every row: the same whatever the
	// order of the rows, and another one when a row is missing, comes twice or differs.
	Checksum uint64 `json:"checksum"`
}

// backupFirst are the tables that are read before all others, in this order, and
// backupLast those after them. A computation of assessments is written after its
// assessments and after the changes that it took into account, a run is published after
// its values are written, and a record of a schedule bears a token that was granted
// before: read in this order, nothing in a backup refers to what came too late for it,
// although the store is written meanwhile.
func backupFirst() []string { return []string{"assessment_batch", "assessment", "run_ledger"} }
func backupLast() []string  { return []string{"schedule_lease"} }

// BackUp writes every table of the store, each to a writer of its own that create
// opens; writers are not closed. The content is ClickHouse's format Native, the same
// from every engine. Readers and writers of the store go on meanwhile; when old
// assessments were deleted at the same time, the error is the Problem backup.changed, and
// the backup should be made again.
func (s *Store) BackUp(ctx context.Context, create func(table string) (io.Writer, error)) (BackupContents, error) {
	applied, err := s.applied(ctx)
	if err != nil {
		return BackupContents{}, err
	}
	var contents BackupContents
	for _, version := range slices.Sorted(maps.Keys(applied)) {
		contents.Migrations = append(contents.Migrations, applied[version])
	}
	tables, err := s.documents(ctx, "backup_tables")
	if err != nil {
		return BackupContents{}, err
	}
	computations := map[uint64]bool{}
	for _, table := range backupOrder(tables) {
		writer, err := create(table)
		if err != nil {
			return BackupContents{}, fmt.Errorf("backup of table %s: %w", table, err)
		}
		written, err := s.backUpTable(ctx, table, writer, func(hash uint64) {
			if table == "assessment_batch" {
				computations[hash] = true
			}
		})
		if err == nil && table == "assessment" {
			err = s.stillThere(ctx, "assessment_batch", computations)
		}
		if err != nil {
			return BackupContents{}, err
		}
		contents.Tables = append(contents.Tables, written)
	}
	return contents, nil
}

// stillThere makes sure that rows of a table were not deleted while what belongs to them
// was read: a computation of assessments must not be in a backup without its assessments.
func (s *Store) stillThere(ctx context.Context, table string, hashes map[uint64]bool) error {
	missing := len(hashes)
	err := s.selectRows(ctx, "backup_hashes", []any{text("table", table)}, func(rows driver.Rows) error {
		var hash uint64
		if err := rows.Scan(&hash); err != nil {
			return err
		}
		if hashes[hash] {
			missing--
			hashes[hash] = false // a row may be there twice
		}
		return nil
	})
	if err == nil && missing > 0 {
		return metrics.NewProblem("backup.changed", "table", table)
	}
	return err
}

func backupOrder(tables []string) []string {
	var order []string
	for _, name := range backupFirst() {
		if slices.Contains(tables, name) {
			order = append(order, name)
		}
	}
	for _, name := range tables {
		if !slices.Contains(backupFirst(), name) && !slices.Contains(backupLast(), name) {
			order = append(order, name)
		}
	}
	for _, name := range backupLast() {
		if slices.Contains(tables, name) {
			order = append(order, name)
		}
	}
	return order
}

// backUpTable writes one table. Its rows and their hashes come from one statement, so
// that they are of one moment.
func (s *Store) backUpTable(ctx context.Context, table string, writer io.Writer, each func(hash uint64)) (BackupTable, error) {
	written := BackupTable{Name: table}
	block := &backupEncoder{writer: writer}
	err := s.selectRows(ctx, "backup_rows", []any{text("table", table)}, func(rows driver.Rows) error {
		if block.row == nil {
			block.define(rows)
		}
		if err := rows.Scan(block.row...); err != nil {
			return err
		}
		hash, _ := block.row[len(block.row)-1].(*uint64)
		written.Rows, written.Checksum = written.Rows+1, written.Checksum+*hash
		each(*hash)
		return block.add()
	})
	if err != nil {
		return written, err
	}
	return written, block.flush()
}
