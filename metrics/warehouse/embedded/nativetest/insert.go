package nativetest

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	chproto "github.com/ClickHouse/ch-go/proto"
	"github.com/ClickHouse/clickhouse-go/v2/lib/column"
	"github.com/ClickHouse/clickhouse-go/v2/lib/proto"
)

// insert tells the client which columns it may fill, and hands its blocks to the engine
// until an empty one ends them. What a client that breaks off has sent is not written.
func (s *session) insert(ctx context.Context, run statement, table, columns string, compressed bool) error {
	header, err := s.columnsOf(ctx, run, table, columns)
	if err != nil {
		s.listen()
		return s.end(err)
	}
	if err := s.writeHeader(header, compressed); err != nil {
		return err
	}
	content, filling := io.Pipe()
	outcome := make(chan error, 1)
	go func() {
		err := s.server.engine.insert(ctx, run, content)
		_ = content.CloseWithError(err)
		outcome <- err
	}()
	received := s.receive(filling, compressed)
	_ = filling.CloseWithError(received) // nil ends the rows
	err = <-outcome
	if received != nil {
		return received
	}
	s.listen()
	return s.end(err)
}

// receive reads blocks until the empty one. The error is that of the connection.
func (s *session) receive(to io.Writer, compressed bool) error {
	for {
		block, err := s.readData(compressed)
		if err != nil {
			return err
		}
		if block.Rows() == 0 {
			return nil
		}
		var buffer chproto.Buffer
		if err := block.Encode(&buffer, 0); err != nil {
			return fmt.Errorf("block for the engine: %w", err)
		}
		_, _ = to.Write(buffer.Buf) // what the engine refuses it tells at the end
	}
}

// columnsOf asks for the columns of a table, or of a query between brackets: those named
// in a list, or all that rows can be inserted into.
func (s *session) columnsOf(ctx context.Context, run statement, table, list string) (*proto.Block, error) {
	run.text = "DESCRIBE TABLE " + table
	described, err := s.server.engine.run(ctx, run)
	if err != nil {
		return nil, err
	}
	types := map[string]string{}
	var names []string
	for _, block := range described {
		for row := range block.Rows() {
			told := [3]string{}
			for i := range told {
				told[i], _ = block.Columns[i].Row(row, false).(string)
			}
			if told[2] != "MATERIALIZED" && told[2] != "ALIAS" {
				types[told[0]], names = told[1], append(names, told[0])
			}
		}
	}
	if list != "" {
		names = slices.Collect(strings.SplitSeq(strings.NewReplacer("`", "", " ", "", "\n", "").Replace(list), ","))
	}
	header := proto.NewBlock()
	for _, name := range names {
		if _, known := types[name]; !known {
			return nil, refuse(codeNoSuchColumn, "No such column "+name+" in table "+table)
		}
		if err := header.AddColumn(name, column.Type(types[name])); err != nil {
			return nil, err
		}
	}
	return header, nil
}
