package notices

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"net/mail"
	"net/url"
	"os"
	"strconv"

	gomail "github.com/wneessen/go-mail"

	"zhibiao/schedules"
)

// MailServer is where mail goes out.
type MailServer struct {
	host               string
	port               int
	user, password     string
	from               string
	implicitTLS, plain bool
	authorities        *x509.CertPool // nil: those of the machine
}

// ParseMailServer reads the address of a mail server:
// smtps://user:password@host:465?from=name@domain for TLS from the first byte,
// smtp://…:587?from=… for STARTTLS, which must then be offered. tls=none sends in the
// clear, for a relay on the same machine; without a name it does not sign in.
// ca=FILE names a PEM file with the authority of the server's certificate, for networks
// with their own. Errors are *schedules.Reason with keys mail_server.… and never hold
// the password.
func ParseMailServer(text string) (*MailServer, error) {
	address, err := url.Parse(text)
	if err != nil || address.Scheme != "smtp" && address.Scheme != "smtps" || address.Hostname() == "" {
		return nil, schedules.NewReason("mail_server.form")
	}
	server := &MailServer{host: address.Hostname(), implicitTLS: address.Scheme == "smtps", user: address.User.Username()}
	server.password, _ = address.User.Password()
	server.port = 587
	if server.implicitTLS {
		server.port = 465
	}
	if text := address.Port(); text != "" {
		if server.port, err = strconv.Atoi(text); err != nil {
			return nil, schedules.NewReason("mail_server.form")
		}
	}
	query := address.Query()
	from, err := mail.ParseAddress(query.Get("from"))
	if err != nil {
		return nil, schedules.NewReason("mail_server.from", "value", query.Get("from"))
	}
	server.from = from.Address
	switch query.Get("tls") {
	case "", "starttls":
	case "none":
		server.plain = !server.implicitTLS
	default:
		return nil, schedules.NewReason("mail_server.tls", "value", query.Get("tls"))
	}
	if file := query.Get("ca"); file != "" {
		content, err := os.ReadFile(file) //nolint:gosec // the administrator names the file
		if err != nil {
			return nil, fmt.Errorf("%w: %w", schedules.NewReason("mail_server.ca", "file", file), err)
		}
		server.authorities = x509.NewCertPool()
		if !server.authorities.AppendCertsFromPEM(content) {
			return nil, schedules.NewReason("mail_server.ca", "file", file)
		}
	}
	return server, nil
}

// Shown is the server without name and password.
func (s *MailServer) Shown() string { return s.host + ":" + strconv.Itoa(s.port) }

// Try connects and signs in without sending anything.
func (s *MailServer) Try(ctx context.Context) error {
	client, err := gomail.NewClient(s.host, s.options()...)
	if err != nil {
		return fmt.Errorf("mail client: %w", err)
	}
	if err := client.DialWithContext(ctx); err != nil {
		return fmt.Errorf("mail server: %w", err)
	}
	return client.Close()
}

func (s *MailServer) options() []gomail.Option {
	options := []gomail.Option{gomail.WithPort(s.port), gomail.WithTimeout(sendTimeout),
		gomail.WithTLSConfig(&tls.Config{ServerName: s.host, RootCAs: s.authorities, MinVersion: tls.VersionTLS12})}
	switch {
	case s.implicitTLS:
		options = append(options, gomail.WithSSL())
	case s.plain:
		options = append(options, gomail.WithTLSPolicy(gomail.NoTLS))
	default:
		options = append(options, gomail.WithTLSPolicy(gomail.TLSMandatory))
	}
	if s.user != "" {
		mechanism := gomail.SMTPAuthAutoDiscover
		if s.plain {
			mechanism = gomail.SMTPAuthPlainNoEnc
		}
		options = append(options, gomail.WithSMTPAuth(mechanism), gomail.WithUsername(s.user), gomail.WithPassword(s.password))
	}
	return options
}
