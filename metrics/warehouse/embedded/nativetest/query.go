package nativetest

import (
	"context"
	"regexp"
	"strings"

	chproto "github.com/ClickHouse/ch-go/proto"
	"github.com/ClickHouse/clickhouse-go/v2/lib/proto"
)

// What a statement begins with, past comments.
var (
	insertion = regexp.MustCompile(`(?is)^\s*INSERT\s+INTO\s+([^\s(]+)\s*(?:\(([^)]*)\))?.*\bFORMAT\s+Native\s*$`)
	selection = regexp.MustCompile(`(?is)^\s*(SELECT|WITH)\b`)
	reading   = regexp.MustCompile(`(?is)^\s*(SELECT|WITH|DESCRIBE|SHOW|EXISTS)\b`)
)

// query reads a statement, has the engine run it, and answers. The error is that of
// the connection.
func (s *session) query(ctx context.Context) error {
	var asked chproto.Query
	if err := asked.DecodeAware(s.reader, s.revision); err != nil {
		return err
	}
	run := statement{text: asked.Body, database: s.database, settings: map[string]string{}, parameters: map[string]string{}}
	for _, setting := range asked.Settings {
		run.settings[setting.Key] = setting.Value
	}
	for _, parameter := range asked.Parameters {
		run.parameters[parameter.Key] = restored(parameter.Value)
	}
	compressed := asked.Compression == chproto.CompressionEnabled
	// The end of the tables that come with a query: none did.
	if block, err := s.readData(compressed); err != nil {
		return err
	} else if block.Rows() > 0 {
		s.listen()
		return s.end(refuse(codeUnexpectedPacket, "this server takes no tables with a query"))
	}
	s.server.note(asked.Body)
	if code, reader := s.server.options.Readers[s.user]; reader && !reading.MatchString(run.text) {
		s.listen()
		return s.end(refuse(code, s.user+": this account only reads."))
	}
	if insert := insertion.FindStringSubmatch(run.text); insert != nil {
		return s.insert(ctx, run, insert[1], insert[2], compressed)
	}
	blocks, err := s.await(ctx, run)
	if err != nil {
		return s.end(err)
	}
	if len(blocks) == 0 && selection.MatchString(run.text) {
		// The engine sends nothing where a server sends the names and types of no rows.
		header, err := s.columnsOf(ctx, run, "("+strings.TrimRight(run.text, "; \n\t")+")", "")
		if err != nil {
			return s.end(err)
		}
		blocks = append(blocks, header)
	}
	if len(blocks) > 0 {
		if err := s.writeHeader(blocks[0], compressed); err != nil {
			return err
		}
	}
	rows := 0
	for _, block := range blocks {
		if block.Rows() == 0 {
			continue
		}
		rows += block.Rows()
		if err := s.writeProgress(block.Rows()); err != nil {
			return err
		}
		if err := s.writeData(block, compressed); err != nil {
			return err
		}
	}
	chproto.Profile{Rows: uint64(rows), Blocks: uint64(len(blocks))}.EncodeAware(&s.buffer, s.revision)
	if err := s.writeProfileEvents(); err != nil {
		return err
	}
	return s.end(nil)
}

// await runs a statement until it ends or the client gives it up.
func (s *session) await(ctx context.Context, run statement) (blocks []*proto.Block, err error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	finished := make(chan struct{})
	go func() {
		defer close(finished)
		blocks, err = s.server.engine.run(ctx, run)
	}()
	s.listen()
	select {
	case <-finished:
		return blocks, err
	case next := <-s.packets:
		if next.code != chproto.ClientCodeCancel && next.err == nil {
			next.err = refuse(codeUnexpectedPacket, "a query came before the answer to the one before")
		}
		cancel()
		<-finished
		s.packets <- packet{code: chproto.ClientCodeCancel, err: next.err}
		return nil, refuse(codeCancelled, "Query was cancelled")
	}
}

// end tells the client that a statement has ended, and how.
func (s *session) end(err error) error {
	if err != nil {
		return s.tell(err)
	}
	chproto.ServerCodeEndOfStream.Encode(&s.buffer)
	return s.flush()
}

// restored is the text that a parameter stands for: the client sends it between quotes,
// with escapes, as the server writes values of settings of its own.
func restored(dump string) string {
	if len(dump) < 2 || dump[0] != '\'' {
		return dump
	}
	return strings.NewReplacer(`\\`, `\`, `\'`, `'`, `\n`, "\n", `\r`, "\r", `\t`, "\t", `\0`, "\x00").Replace(dump[1 : len(dump)-1])
}
