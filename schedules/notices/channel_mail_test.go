package notices_test

import (
	"crypto/tls"
	"encoding/pem"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net"
	"net/http/httptest"
	"net/mail"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"

	"zhibiao/schedules/notices"
)

// postOffice is a real mail server on this machine that takes mail after sign-in.
type postOffice struct {
	mutex   sync.Mutex
	letters []string
	to      []string
	secure  []bool // whether the conversation was encrypted
}

func (p *postOffice) NewSession(connection *smtp.Conn) (smtp.Session, error) {
	_, secure := connection.TLSConnectionState()
	return &session{office: p, secure: secure}, nil
}

type session struct {
	office   *postOffice
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
	s.office.letters = append(s.office.letters, string(letter))
	s.office.to = append(s.office.to, s.to)
	s.office.secure = append(s.office.secure, s.secure)
	return nil
}

func (s *session) Reset()        {}
func (s *session) Logout() error { return nil }

// openPostOffice serves on a free port and returns its host:port and the file of its
// certificate's authority.
func openPostOffice(t *testing.T, implicitTLS bool) (*postOffice, string, string) {
	t.Helper()
	certified := httptest.NewTLSServer(nil) // brings a certificate for 127.0.0.1
	certified.Close()
	certificate := certified.TLS.Certificates[0]
	authority := filepath.Join(t.TempDir(), "authority.pem")
	content := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: certificate.Certificate[0]})
	if err := os.WriteFile(authority, content, 0o600); err != nil {
		t.Fatal(err)
	}
	office := &postOffice{}
	server := smtp.NewServer(office)
	server.Domain = "post.example"
	server.TLSConfig = &tls.Config{Certificates: []tls.Certificate{certificate}, MinVersion: tls.VersionTLS12}
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	if implicitTLS {
		listener = tls.NewListener(listener, server.TLSConfig)
	}
	go func() { _ = server.Serve(listener) }()
	t.Cleanup(func() { _ = server.Close() })
	return office, listener.Addr().String(), authority
}

func mailServer(t *testing.T, text string) *notices.MailServer {
	t.Helper()
	server, err := notices.ParseMailServer(text)
	if err != nil {
		t.Fatal(err)
	}
	return server
}

func letter() notices.Message {
	return notices.Message{Title: "指标：煤炭产量转为滞后", Entries: []notices.Entry{{Kind: notices.StatusTurned, Subject: "COAL-OUTPUT",
		Text: "煤炭产量 <b>转为滞后", Details: []string{"今后每年需增加 0.64 个"}, Times: 1, Link: "https://zhibiao.example/indicators/COAL-OUTPUT", LinkText: "查看"}}}
}

// A letter goes through a whole SMTP conversation, encrypted by STARTTLS or from the
// first byte, and arrives as text and as HTML in which names stay text.
func TestMailArrives(t *testing.T) {
	for _, test := range []struct {
		name     string
		implicit bool
		scheme   string
	}{{"STARTTLS", false, "smtp"}, {"TLS from the first byte", true, "smtps"}} {
		t.Run(test.name, func(t *testing.T) {
			office, address, authority := openPostOffice(t, test.implicit)
			server := mailServer(t, test.scheme+"://zhibiao:right@"+address+"?from=zhibiao@gov.example&ca="+authority)
			recipient := notices.Recipient{Channel: notices.ChannelMail, Address: "statistics@gov.example"}
			if err := (notices.Mail{Server: server}).Send(t.Context(), recipient, letter()); err != nil {
				t.Fatal(err)
			}
			if len(office.letters) != 1 || office.to[0] != "statistics@gov.example" || !office.secure[0] {
				t.Fatalf("received %d letters to %v, encrypted %v", len(office.letters), office.to, office.secure)
			}
			subject, parts := readLetter(t, office.letters[0])
			if subject != "指标：煤炭产量转为滞后" {
				t.Errorf("subject is %q", subject)
			}
			if plain := parts["text/plain"]; !strings.Contains(plain, "煤炭产量 <b>转为滞后") || !strings.Contains(plain, "今后每年需增加 0.64 个") ||
				!strings.Contains(plain, "https://zhibiao.example/indicators/COAL-OUTPUT") {
				t.Errorf("text is %q", plain)
			}
			if page := parts["text/html"]; !strings.Contains(page, "煤炭产量 &lt;b&gt;转为滞后") || strings.Contains(page, "<b>") {
				t.Errorf("page is %q", page)
			}
		})
	}
}

func readLetter(t *testing.T, text string) (string, map[string]string) {
	t.Helper()
	read, err := mail.ReadMessage(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	subject, err := new(mime.WordDecoder).DecodeHeader(read.Header.Get("Subject"))
	if err != nil {
		t.Fatal(err)
	}
	_, parameters, err := mime.ParseMediaType(read.Header.Get("Content-Type"))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	reader := multipart.NewReader(read.Body, parameters["boundary"])
	for {
		part, err := reader.NextRawPart()
		if errors.Is(err, io.EOF) {
			return subject, parts
		}
		if err != nil {
			t.Fatal(err)
		}
		kind, _, err := mime.ParseMediaType(part.Header.Get("Content-Type"))
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(quotedprintable.NewReader(part))
		if err != nil {
			t.Fatal(err)
		}
		parts[kind] = string(content)
	}
}

// A server that does not know the address refuses for good; wrong passwords,
// certificates of nobody we trust, and servers that are away may be mended.
func TestMailFailures(t *testing.T) {
	office, address, authority := openPostOffice(t, false)
	closed, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	nowhere := closed.Addr().String()
	if err := closed.Close(); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name, server, to string
		final            bool
	}{
		{"unknown address", "smtp://zhibiao:right@" + address + "?from=a@gov.example&ca=" + authority, "nobody@gov.example", true},
		{"wrong password", "smtp://zhibiao:wrong@" + address + "?from=a@gov.example&ca=" + authority, "b@gov.example", false},
		{"certificate of a stranger", "smtp://zhibiao:right@" + address + "?from=a@gov.example", "b@gov.example", false},
		{"server away", "smtp://" + nowhere + "?from=a@gov.example", "b@gov.example", false},
	} {
		t.Run(test.name, func(t *testing.T) {
			err := notices.Mail{Server: mailServer(t, test.server)}.Send(t.Context(),
				notices.Recipient{Channel: notices.ChannelMail, Address: test.to}, letter())
			if err == nil {
				t.Fatal("sent")
			}
			var refusal *notices.Refusal
			if errors.As(err, &refusal) != test.final {
				t.Errorf("final is %v: %v", !test.final, err)
			}
			if strings.Contains(err.Error(), "wrong") && strings.Contains(err.Error(), "zhibiao:") {
				t.Errorf("the password is in %v", err)
			}
		})
	}
	if len(office.letters) != 0 {
		t.Errorf("%d letters were taken", len(office.letters))
	}
}

func TestMailServerAddressesThatMakeNoSense(t *testing.T) {
	for text, key := range map[string]string{
		"mail.gov.example":                            "mail_server.form",
		"http://mail.gov.example?from=a@b.example":    "mail_server.form",
		"smtp://:587?from=a@b.example":                "mail_server.form",
		"smtp://mail.gov.example":                     "mail_server.from",
		"smtp://mail.gov.example?from=nobody":         "mail_server.from",
		"smtp://m.example?from=a@b.example&tls=maybe": "mail_server.tls",
		"smtp://m.example?from=a@b.example&ca=/no/ca": "mail_server.ca",
	} {
		_, err := notices.ParseMailServer(text)
		if err == nil || !strings.Contains(err.Error(), key) {
			t.Errorf("%s: %v, want %s", text, err, key)
		}
	}
	if shown := mailServer(t, "smtps://user:password@mail.gov.example?from=a@b.example").Shown(); shown != "mail.gov.example:465" {
		t.Errorf("shown as %q", shown)
	}
}
