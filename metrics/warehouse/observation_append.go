package warehouse

import (
	"bytes"
	"context"
	"fmt"

	chproto "github.com/ClickHouse/ch-go/proto"
	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"

	"zhibiao/metrics"
)

// Bounds of what Decimal(38, 10) holds exactly. clickhouse-go cuts further digits in
// silence, so they are refused here.
const (
	maximumScale         = 10
	maximumIntegerDigits = 28
)

// AppendObservations writes a block of rows of a run. They stay unseen until the run
// is published. A value that the store cannot hold exactly is an error and nothing
// of the block is written.
func (s *Store) AppendObservations(ctx context.Context, run metrics.Run, rows []metrics.Observation) error {
	if len(rows) == 0 {
		return nil
	}
	block, err := newObservationBlock(run, len(rows))
	if err != nil {
		return err
	}
	if err := block.add(rows); err != nil {
		return err
	}
	return s.sendBlock(ctx, block)
}

// sendBlock writes a block in one statement.
func (s *Store) sendBlock(ctx context.Context, block *observationBlock) error {
	batch, err := s.client.PrepareBatch(ctx, "INSERT INTO observation")
	if err != nil {
		return problem("insert into observation", err)
	}
	defer func() { _ = batch.Close() }()
	if err := fill(batch, block.columns(s.now()), block.rows); err != nil {
		return problem("insert into observation", err)
	}
	if err := batch.Send(); err != nil {
		return problem("insert into observation", err)
	}
	return nil
}

// widestColumn is how many bytes a value takes at most, in its column.
const widestColumn = 17

// fill hands the columns of a block to the client.
func fill(batch driver.Batch, block []encodedColumn, rows int) error {
	columns := batch.Columns()
	if len(columns) != len(block) {
		return fmt.Errorf("the table has %d columns, not %d", len(columns), len(block))
	}
	buffer := chproto.Buffer{Buf: make([]byte, 0, rows*widestColumn)}
	for i, column := range columns {
		buffer.Reset()
		block[i].encode(&buffer)
		block[i] = nil // the client has it
		if err := column.Decode(chproto.NewReader(bytes.NewReader(buffer.Buf)), rows); err != nil {
			return fmt.Errorf("column %s: %w", column.Name(), err)
		}
	}
	return nil
}
