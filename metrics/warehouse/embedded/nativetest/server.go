package nativetest

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"net/http"
	"sync"
)

// Revision is the protocol of the server: the newest that the client of this module
// knows, as with a real server, which knows newer ones.
const Revision = 54460

// Options say what a server answers.
type Options struct {
	// Engine answers the statements: the transport of an embedded engine, or of an HTTP
	// client together with Address.
	Engine http.RoundTripper
	// Address is the host and port of the engine; empty for the transport of an
	// embedded engine.
	Address string
	// Passwords of the accounts that may sign in, by name; nil lets everybody in.
	Passwords map[string]string
	// TLS is what the server needs to be spoken to over TLS alone; nil: without.
	TLS *tls.Config
	// Version that the server greets with; empty for that of the engine.
	Version string
	// Readers are the accounts that may only read, with the code of the exception that
	// everything else is refused with: 164 for a profile that is read-only, 497 for an
	// account without the right.
	Readers map[string]int
}

// Server listens on an address of this machine until it is closed.
type Server struct {
	engine   engine
	options  Options
	listener net.Listener

	mutex   sync.Mutex
	closed  bool
	open    map[net.Conn]struct{}
	work    sync.WaitGroup
	queries []string
}

// Start listens on a free port of this machine.
func Start(options Options) (*Server, error) { return StartAt("127.0.0.1:0", options) }

// StartAt listens on an address, such as that of a server that was closed.
func StartAt(address string, options Options) (*Server, error) {
	listener, err := (&net.ListenConfig{}).Listen(context.Background(), "tcp", address)
	if err != nil {
		return nil, err
	}
	if options.TLS != nil {
		listener = tls.NewListener(listener, options.TLS)
	}
	server := &Server{engine: newEngine(options), options: options, listener: listener, open: map[net.Conn]struct{}{}}
	server.work.Go(server.accept)
	return server, nil
}

// Address is the host and port to speak to.
func (s *Server) Address() string { return s.listener.Addr().String() }

// Queries returns the statements that clients have sent, in order.
func (s *Server) Queries() []string {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return append([]string(nil), s.queries...)
}

// Close stops at once, as a server does that is gone: connections break off.
func (s *Server) Close() error {
	s.mutex.Lock()
	s.closed = true
	err := s.listener.Close()
	for connection := range s.open {
		err = errors.Join(err, connection.Close())
	}
	s.mutex.Unlock()
	s.work.Wait()
	return err
}

func (s *Server) accept() {
	for {
		connection, err := s.listener.Accept()
		if err != nil {
			return
		}
		if !s.keep(connection) {
			_ = connection.Close()
			return
		}
		s.work.Go(func() {
			newSession(s, connection).serve()
			s.drop(connection)
		})
	}
}

func (s *Server) keep(connection net.Conn) bool {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if s.closed {
		return false
	}
	s.open[connection] = struct{}{}
	return true
}

func (s *Server) drop(connection net.Conn) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	if _, known := s.open[connection]; known && !s.closed {
		delete(s.open, connection)
		_ = connection.Close()
	}
}

func (s *Server) note(query string) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.queries = append(s.queries, query)
}
