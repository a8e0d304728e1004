package warehouse

import (
	"context"
	"fmt"
	"io"
	"maps"
	"reflect"
	"slices"

	chproto "github.com/ClickHouse/ch-go/proto"
	"github.com/ClickHouse/clickhouse-go/v2/lib/column"
	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"
	"github.com/ClickHouse/clickhouse-go/v2/lib/proto"
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

// backupBlock is how many rows are encoded together.
const backupBlock = 4096

// BackUp writes every table of the store, each to a writer of its own that create
// opens; writers are not closed. The content is ClickHouse's format Native, the same
// from every engine. Readers and writers of the store go on meanwhile.
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
	for _, table := range backupOrder(tables) {
		writer, err := create(table)
		if err != nil {
			return BackupContents{}, fmt.Errorf("backup of table %s: %w", table, err)
		}
		written, err := s.backUpTable(ctx, table, writer)
		if err != nil {
			return BackupContents{}, err
		}
		contents.Tables = append(contents.Tables, written)
	}
	return contents, nil
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
func (s *Store) backUpTable(ctx context.Context, table string, writer io.Writer) (BackupTable, error) {
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
		return block.add()
	})
	if err != nil {
		return written, err
	}
	return written, block.flush()
}

// backupEncoder collects rows and writes them in blocks of the format Native.
type backupEncoder struct {
	writer io.Writer
	names  []string
	types  []string
	row    []any // pointers that a row is read into; the last one is for its hash
	block  *proto.Block
}

func (e *backupEncoder) define(rows driver.Rows) {
	for _, column := range rows.ColumnTypes() {
		e.names, e.types = append(e.names, column.Name()), append(e.types, column.DatabaseTypeName())
		e.row = append(e.row, reflect.New(column.ScanType()).Interface())
	}
}

func (e *backupEncoder) add() error {
	if e.block == nil {
		e.block = proto.NewBlock()
		for i := range e.row[:len(e.row)-1] {
			if err := e.block.AddColumn(e.names[i], column.Type(e.types[i])); err != nil {
				return fmt.Errorf("column %s: %w", e.names[i], err)
			}
		}
	}
	values := make([]any, len(e.row)-1)
	for i := range values {
		values[i] = reflect.ValueOf(e.row[i]).Elem().Interface()
	}
	if err := e.block.Append(values...); err != nil {
		return fmt.Errorf("encode a row: %w", err)
	}
	if e.block.Rows() < backupBlock {
		return nil
	}
	return e.flush()
}

func (e *backupEncoder) flush() error {
	if e.block == nil {
		return nil
	}
	var buffer chproto.Buffer
	if err := e.block.Encode(&buffer, 0); err != nil {
		return fmt.Errorf("encode rows: %w", err)
	}
	e.block = nil
	if _, err := e.writer.Write(buffer.Buf); err != nil {
		return fmt.Errorf("write rows: %w", err)
	}
	return nil
}
