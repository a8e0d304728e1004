package warehouse

import (
	"bytes"
	"context"
	"io"
	"testing"

	chproto "github.com/ClickHouse/ch-go/proto"
	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"
	"github.com/ClickHouse/clickhouse-go/v2/lib/proto"
)

// batchCounter is a client that counts the batches that are open at the same time.
type batchCounter struct {
	client
	sent, open, most int
}

func (c *batchCounter) PrepareBatch(context.Context, string, ...driver.PrepareBatchOption) (driver.Batch, error) {
	c.open++
	c.most = max(c.most, c.open)
	return &countedBatch{counter: c}, nil
}

type countedBatch struct {
	driver.Batch
	counter *batchCounter
	rows    int
}

func (b *countedBatch) Append(...any) error { b.rows++; return nil }
func (b *countedBatch) Rows() int           { return b.rows }
func (b *countedBatch) Send() error         { b.counter.sent += b.rows; return nil }
func (b *countedBatch) Close() error        { b.counter.open--; return nil }

// A table of three times as many rows as are inserted together is never held as a whole.
func TestRestoringHoldsOneBatchAtATime(t *testing.T) {
	var content chproto.Buffer
	for range 3 {
		block := proto.NewBlock()
		if err := block.AddColumn("number", "UInt64"); err != nil {
			t.Fatal(err)
		}
		for i := range uint64(restoredRows) {
			if err := block.Append(i); err != nil {
				t.Fatal(err)
			}
		}
		if err := block.Encode(&content, 0); err != nil {
			t.Fatal(err)
		}
	}
	counter := &batchCounter{}
	err := (&Store{client: counter}).loadTable(t.Context(), "numbers", func(string) (io.ReadCloser, error) {
		return io.NopCloser(bytes.NewReader(content.Buf)), nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if counter.sent != 3*restoredRows || counter.most != 1 || counter.open != 0 {
		t.Errorf("%d rows sent, at most %d batches open, %d left open, want %d, 1 and 0", counter.sent, counter.most, counter.open, 3*restoredRows)
	}
}
