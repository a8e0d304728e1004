package nativetest

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strconv"
	"strings"

	"github.com/ClickHouse/ch-go/compress"
	chproto "github.com/ClickHouse/ch-go/proto"
)

// session is one connection of a client.
type session struct {
	server     *Server
	connection net.Conn
	reader     *chproto.Reader
	buffer     chproto.Buffer
	compressor *compress.Writer
	revision   int
	database   string
	user       string
	packets    chan packet // the packet that comes next, once asked for
}

// packet is the code of what a client sends, or why nothing comes any more.
type packet struct {
	code chproto.ClientCode
	err  error
}

func newSession(server *Server, connection net.Conn) *session {
	return &session{server: server, connection: connection, reader: chproto.NewReader(connection),
		compressor: compress.NewWriter(compress.LevelZero, compress.LZ4), packets: make(chan packet, 1)}
}

func (s *session) serve() {
	if err := s.greet(); err != nil {
		_ = s.tell(err)
		return
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	s.listen()
	for {
		next := <-s.packets
		if next.err != nil {
			return
		}
		var err error
		switch next.code {
		case chproto.ClientCodePing:
			chproto.ServerCodePong.Encode(&s.buffer)
			err = s.flush()
			s.listen()
		case chproto.ClientCodeQuery:
			err = s.query(ctx)
		case chproto.ClientCodeCancel:
			s.listen() // of what has ended already
		default:
			_ = s.tell(refuse(codeUnexpectedPacket, fmt.Sprintf("Unexpected packet %v received from client", next.code)))
			return
		}
		if err != nil {
			return
		}
	}
}

// listen waits, beside the work, for the packet that the client sends next.
func (s *session) listen() {
	go func() {
		code, err := s.reader.UVarInt()
		s.packets <- packet{chproto.ClientCode(code), err}
	}()
}

// greet exchanges who is who. The error is an exception for the client, or that of the
// connection.
func (s *session) greet() error {
	code, err := s.reader.UVarInt()
	if err != nil {
		return err
	}
	if chproto.ClientCode(code) != chproto.ClientCodeHello {
		return errors.New("the client does not say hello")
	}
	var hello chproto.ClientHello
	if err := hello.Decode(s.reader); err != nil {
		return err
	}
	if password, known := s.server.options.Passwords[hello.User]; s.server.options.Passwords != nil && (!known || password != hello.Password) {
		return refuse(codeAuthenticationFailed, hello.User+": Authentication failed: password is incorrect, or there is no user with such name.")
	}
	s.revision, s.database, s.user = min(Revision, hello.ProtocolVersion), hello.Database, hello.User
	version, err := s.version()
	if err != nil {
		return err
	}
	numbers := [3]int{}
	for i, part := range strings.SplitN(version, ".", 4)[:3] {
		if numbers[i], err = strconv.Atoi(part); err != nil {
			return fmt.Errorf("version %q of the engine: %w", version, err)
		}
	}
	answer := chproto.ServerHello{Name: "ClickHouse", Major: numbers[0], Minor: numbers[1], Patch: numbers[2],
		Revision: Revision, Timezone: "UTC", DisplayName: "nativetest"}
	answer.EncodeAware(&s.buffer, s.revision)
	if err := s.flush(); err != nil {
		return err
	}
	if chproto.FeatureQuotaKey.In(s.revision) {
		_, err = s.reader.Str() // the addendum of the client
	}
	return err
}

// version is what the server calls itself.
func (s *session) version() (string, error) {
	if s.server.options.Version != "" {
		return s.server.options.Version, nil
	}
	blocks, err := s.server.engine.run(context.Background(), statement{text: "SELECT version()", database: s.database})
	if err != nil {
		return "", err
	}
	version, _ := blocks[0].Columns[0].Row(0, false).(string)
	return version, nil
}

// tell sends an error as an exception of the server.
func (s *session) tell(err error) error {
	var told *exception
	if !errors.As(err, &told) {
		return err
	}
	chproto.ServerCodeException.Encode(&s.buffer)
	told.EncodeAware(&s.buffer, s.revision)
	return s.flush()
}

func (s *session) flush() error {
	_, err := s.connection.Write(s.buffer.Buf)
	s.buffer.Reset()
	return err
}
