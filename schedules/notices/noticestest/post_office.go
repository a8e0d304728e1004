package noticestest

import (
	"crypto/tls"
	"encoding/pem"
	"io"
	"net"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
)

// Letter is what a PostOffice was given.
type Letter struct {
	To, Content string
	Secure      bool // whether the conversation was encrypted
}

// PostOffice is a real mail server on this machine. It takes mail after a sign-in as
// zhibiao with the password right, and knows nobody whose address begins with nobody@.
type PostOffice struct {
	// Address is its host and port, Authority the PEM file that its certificate is known by.
	Address, Authority string

	mutex   sync.Mutex
	letters []Letter
}

// Letters returns what was taken, in order.
func (p *PostOffice) Letters() []Letter {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	return slices.Clone(p.letters)
}

// NewSession begins a conversation; it makes PostOffice a smtp.Backend.
func (p *PostOffice) NewSession(connection *smtp.Conn) (smtp.Session, error) {
	_, secure := connection.TLSConnectionState()
	return &session{office: p, secure: secure}, nil
}

type session struct {
	office   *PostOffice
	secure   bool
	signedIn bool
	to       string
}

func (s *session) AuthMechanisms() []string { return []string{sasl.Plain} }

func (s *session) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, password string) error {
		if user != "zhibiao" || password != "right" {
			return smtp.ErrAuthFailed
		}
		s.signedIn = true
		return nil
	}), nil
}

func (s *session) Mail(string, *smtp.MailOptions) error {
	if !s.signedIn {
		return smtp.ErrAuthRequired
	}
	return nil
}

func (s *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	if strings.HasPrefix(to, "nobody@") {
		return &smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 1, 1}, Message: "no such user"}
	}
	s.to = to
	return nil
}

func (s *session) Data(content io.Reader) error {
	letter, err := io.ReadAll(content)
	if err != nil {
		return err
	}
	s.office.mutex.Lock()
	defer s.office.mutex.Unlock()
	s.office.letters = append(s.office.letters, Letter{To: s.to, Content: string(letter), Secure: s.secure})
	return nil
}

func (s *session) Reset()        {}
func (s *session) Logout() error { return nil }

// OpenPostOffice serves on a free port until the test ends: with TLS from the first byte
// or by STARTTLS.
func OpenPostOffice(t *testing.T, implicitTLS bool) *PostOffice {
	t.Helper()
	certified := httptest.NewTLSServer(nil) // brings a certificate for 127.0.0.1
	certified.Close()
	certificate := certified.TLS.Certificates[0]
	authority := filepath.Join(t.TempDir(), "authority.pem")
	content := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: certificate.Certificate[0]})
	if err := os.WriteFile(authority, content, 0o600); err != nil {
		t.Fatal(err)
	}
	office := &PostOffice{Authority: authority}
	server := smtp.NewServer(office)
	server.Domain = "post.example"
	server.TLSConfig = &tls.Config{Certificates: []tls.Certificate{certificate}, MinVersion: tls.VersionTLS12}
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	office.Address = listener.Addr().String()
	if implicitTLS {
		listener = tls.NewListener(listener, server.TLSConfig)
	}
	go func() { _ = server.Serve(listener) }()
	t.Cleanup(func() { _ = server.Close() })
	return office
}
