package warehouse

import (
	"fmt"
	"io"
	"reflect"

	chproto "github.com/ClickHouse/ch-go/proto"
	"github.com/ClickHouse/clickhouse-go/v2/lib/column"
	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"
	"github.com/ClickHouse/clickhouse-go/v2/lib/proto"
)

// backupBlock is how many rows are encoded together.
const backupBlock = 4096

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
