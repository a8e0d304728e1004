package warehouse

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	chproto "github.com/ClickHouse/ch-go/proto"
	"github.com/ClickHouse/clickhouse-go/v2"
	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"
	"github.com/ClickHouse/clickhouse-go/v2/lib/proto"
)

// Rows are inserted together up to this many rows or bytes.
const (
	restoredRows  = 1 << 16
	restoredBytes = 32 << 20
)

func (s *Store) loadTable(ctx context.Context, table string, open func(table string) (io.ReadCloser, error)) (err error) {
	content, err := open(table)
	if err != nil {
		return fmt.Errorf("backup of table %s: %w", table, err)
	}
	defer func() { err = errors.Join(err, content.Close()) }()
	counted := &countingReader{reader: bufio.NewReaderSize(content, 1<<20)}
	reader := chproto.NewReader(counted)
	// A replicated table would take a block of rows that it had before for a repetition.
	ctx = clickhouse.Context(ctx, clickhouse.WithSettings(clickhouse.Settings{"insert_deduplicate": 0}))
	for ended := false; !ended && err == nil; {
		ended, err = s.loadRows(ctx, table, reader, counted)
	}
	return err
}

// loadRows inserts the next rows of a table together, and tells whether none come after
// them. What it holds in memory goes with it, however large the table is.
func (s *Store) loadRows(ctx context.Context, table string, reader *chproto.Reader, counted *countingReader) (ended bool, err error) {
	var batch driver.Batch
	for before := counted.count; batch == nil || batch.Rows() < restoredRows && counted.count-before < restoredBytes; {
		block := proto.NewBlock()
		err := block.Decode(reader, 0)
		if errors.Is(err, io.EOF) {
			ended = true
			break
		}
		if err != nil {
			return false, fmt.Errorf("read rows of table %s: %w", table, err)
		}
		if batch == nil {
			statement := "INSERT INTO " + quoted(table) + " (`" + strings.Join(block.ColumnsNames(), "`, `") + "`)"
			if batch, err = s.client.PrepareBatch(ctx, statement); err != nil {
				return false, problem("insert into "+table, err)
			}
			defer func() { _ = batch.Close() }()
		}
		if err := appendBlock(batch, block); err != nil {
			return false, problem("insert into "+table, err)
		}
	}
	if batch == nil {
		return ended, nil
	}
	return ended, problem("insert into "+table, batch.Send())
}

func appendBlock(batch driver.Batch, block *proto.Block) error {
	values := make([]any, len(block.Columns))
	for row := range block.Rows() {
		for i, column := range block.Columns {
			values[i] = column.Row(row, false)
		}
		if err := batch.Append(values...); err != nil {
			return err
		}
	}
	return nil
}

type countingReader struct {
	reader io.Reader
	count  int
}

func (r *countingReader) Read(part []byte) (int, error) {
	n, err := r.reader.Read(part)
	r.count += n
	return n, err
}
