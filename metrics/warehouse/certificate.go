package warehouse

import (
	"crypto/x509"
	"errors"
	"net"
	"os"
	"strings"
	"time"

	"zhibiao/metrics"
)

// readAuthority reads the certificates of those who vouch for a server, in PEM. Where an
// address names them, nobody else is believed. The error is a Problem store.authority.
func readAuthority(file string) (*x509.CertPool, error) {
	content, err := os.ReadFile(file) //nolint:gosec // the administrator names the file
	if err != nil {
		return nil, metrics.NewProblem("store.authority", "file", file).Because(err)
	}
	authorities := x509.NewCertPool()
	if !authorities.AppendCertsFromPEM(content) {
		return nil, metrics.NewProblem("store.authority", "file", file)
	}
	return authorities, nil
}

// certificateProblem says what speaks against the certificate of a server, or why it does
// not take part in TLS; nil when the error is about something else.
func certificateProblem(err error) *metrics.Problem {
	var (
		host    x509.HostnameError
		invalid x509.CertificateInvalidError
		unknown x509.UnknownAuthorityError
		network *net.OpError
	)
	switch {
	case errors.As(err, &host):
		return metrics.NewProblem("store.certificate_host", "host", host.Host, "names", namesOf(host.Certificate))
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		if from := invalid.Cert.NotBefore; time.Now().Before(from) {
			return metrics.NewProblem("store.certificate_early", "from", dayOf(from))
		}
		return metrics.NewProblem("store.certificate_expired", "until", dayOf(invalid.Cert.NotAfter))
	case errors.As(err, &invalid):
		return metrics.NewProblem("store.certificate_unusable", "detail", invalid.Error())
	case errors.As(err, &unknown):
		return metrics.NewProblem("store.certificate_unknown")
	case errors.As(err, &network) && network.Op == "remote error": // how crypto/tls marks the word of the other side
		return metrics.NewProblem("store.tls_refused", "detail", network.Err.Error())
	}
	return nil
}

// namesOf lists whom a certificate was issued to.
func namesOf(certificate *x509.Certificate) string {
	names := append([]string(nil), certificate.DNSNames...)
	for _, address := range certificate.IPAddresses {
		names = append(names, address.String())
	}
	if len(names) == 0 {
		return certificate.Subject.String()
	}
	return strings.Join(names, ", ")
}

func dayOf(moment time.Time) string { return metrics.DateOf(moment.In(metrics.CityZone())).String() }
