package nativetest

import (
	"errors"
	"time"

	chproto "github.com/ClickHouse/ch-go/proto"
	"github.com/ClickHouse/clickhouse-go/v2/lib/column"
	"github.com/ClickHouse/clickhouse-go/v2/lib/proto"
)

var errBrokenOff = errors.New("the client breaks off")

// readData reads the next packet, which must be one of data. While nobody listens to
// the client, the code of the packet is read here.
func (s *session) readData(compressed bool) (*proto.Block, error) {
	code, err := s.reader.UVarInt()
	if err != nil {
		return nil, err
	}
	if chproto.ClientCode(code) != chproto.ClientCodeData {
		return nil, errBrokenOff
	}
	var data chproto.ClientData
	if err := data.DecodeAware(s.reader, s.revision); err != nil {
		return nil, err
	}
	if compressed {
		s.reader.EnableCompression()
		defer s.reader.DisableCompression()
	}
	block := proto.NewBlock()
	return block, block.Decode(s.reader, uint64(s.revision))
}

// writeHeader sends the names and types of columns, as a server does before the rows.
func (s *session) writeHeader(of *proto.Block, compressed bool) error {
	return s.writeBlock(compressed, func(buffer *chproto.Buffer) error {
		if err := proto.NewBlock().EncodeHeader(buffer, uint64(s.revision)); err != nil {
			return err
		}
		buffer.Buf = buffer.Buf[:len(buffer.Buf)-2] // no columns and no rows: both follow
		buffer.PutUVarInt(uint64(len(of.Columns)))
		buffer.PutUVarInt(0)
		for _, one := range of.Columns {
			buffer.PutString(one.Name())
			buffer.PutString(string(one.Type()))
			if chproto.FeatureCustomSerialization.In(s.revision) {
				buffer.PutBool(false)
			}
		}
		return nil
	})
}

func (s *session) writeData(block *proto.Block, compressed bool) error {
	return s.writeBlock(compressed, func(buffer *chproto.Buffer) error { return block.Encode(buffer, uint64(s.revision)) })
}

func (s *session) writeBlock(compressed bool, encode func(*chproto.Buffer) error) error {
	var block chproto.Buffer
	if err := encode(&block); err != nil {
		return err
	}
	chproto.ServerCodeData.Encode(&s.buffer)
	s.buffer.PutString("") // of a table that comes with the block
	if compressed {
		if err := s.compressor.Compress(block.Buf); err != nil {
			return err
		}
		block.Buf = s.compressor.Data
	}
	s.buffer.PutRaw(block.Buf)
	return s.flush()
}

func (s *session) writeProgress(rows int) error {
	chproto.ServerCodeProgress.Encode(&s.buffer)
	chproto.Progress{Rows: uint64(rows)}.EncodeAware(&s.buffer, s.revision)
	return s.flush()
}

// writeProfileEvents sends what a server counts of a query; never compressed.
func (s *session) writeProfileEvents() error {
	if !chproto.FeatureProfileEvents.In(s.revision) {
		return nil
	}
	events := proto.NewBlock()
	for _, counted := range [][2]string{{"host_name", "String"}, {"current_time", "DateTime"}, {"thread_id", "UInt64"},
		{"type", "Enum8('increment' = 1, 'gauge' = 2)"}, {"name", "String"}, {"value", "Int64"}} {
		if err := events.AddColumn(counted[0], column.Type(counted[1])); err != nil {
			return err
		}
	}
	if err := events.Append("nativetest", time.Now(), uint64(0), "increment", "Query", int64(1)); err != nil {
		return err
	}
	chproto.ServerProfileEvents.Encode(&s.buffer)
	s.buffer.PutString("")
	return errors.Join(events.Encode(&s.buffer, uint64(s.revision)), s.flush())
}
