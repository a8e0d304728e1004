package nativetest

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"regexp"

	chproto "github.com/ClickHouse/ch-go/proto"
	"github.com/ClickHouse/clickhouse-go/v2/lib/proto"
)

// engine runs statements over HTTP, everything in Native format of revision 0.
type engine struct {
	transport http.RoundTripper
	address   string
}

func newEngine(options Options) engine {
	return engine{options.Engine, cmp.Or(options.Address, "engine")}
}

// statement is a query with all that belongs to it.
type statement struct {
	text       string
	database   string
	settings   map[string]string
	parameters map[string]string
}

func (s statement) values() url.Values {
	values := url.Values{"database": {s.database}, "default_format": {"Native"}}
	for name, value := range s.settings {
		values.Set(name, value)
	}
	for name, value := range s.parameters {
		values.Set("param_"+name, value)
	}
	return values
}

// run executes a statement and returns the blocks of its answer.
func (e engine) run(ctx context.Context, s statement) ([]*proto.Block, error) {
	return e.ask(ctx, s.values(), bytes.NewReader([]byte(s.text)))
}

// insert feeds blocks in Native format to an INSERT statement.
func (e engine) insert(ctx context.Context, s statement, blocks io.Reader) error {
	values := s.values()
	values.Set("query", s.text)
	_, err := e.ask(ctx, values, blocks)
	return err
}

func (e engine) ask(ctx context.Context, values url.Values, content io.Reader) ([]*proto.Block, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://"+e.address+"/?"+values.Encode(), content)
	if err != nil {
		return nil, err
	}
	response, err := e.transport.RoundTrip(request)
	if err != nil {
		return nil, err
	}
	defer func() { _ = response.Body.Close() }()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		return nil, err
	}
	if response.StatusCode != http.StatusOK {
		return nil, exceptionOf(string(body))
	}
	return decodeBlocks(body)
}

// late is how the engine tells an error after the answer has begun: between two marks,
// with a tag before and the length behind.
var late = regexp.MustCompile(`(?s)\r\n__exception__\r\n[^\r]+\r\n(.*)\n\d+ [^\r]+\r\n__exception__\r\n$`)

func decodeBlocks(body []byte) ([]*proto.Block, error) {
	if told := late.FindSubmatch(body); told != nil {
		return nil, exceptionOf(string(told[1]))
	}
	var blocks []*proto.Block
	rest := bytes.NewReader(body)
	for reader := chproto.NewReader(rest); ; {
		block := proto.NewBlock()
		if err := block.Decode(reader, 0); errors.Is(err, io.EOF) {
			return blocks, nil
		} else if err != nil {
			return nil, fmt.Errorf("answer of the engine: %w", err)
		}
		blocks = append(blocks, block)
	}
}
