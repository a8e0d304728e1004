package warehouse

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/ClickHouse/clickhouse-go/v2"
	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"

	"zhibiao/metrics"
)

// openForeign prepares the connection to a foreign server and returns it with the host
// that the address names. Nothing but that host is asked: an address can name further
// hosts, a proxy or settings in its parameters, and switch off the look at certificates;
// none of it counts.
func openForeign(question ForeignQuery) (driver.Conn, string, error) {
	address, err := url.Parse(question.Address)
	if err != nil || address.Hostname() == "" || address.User != nil || !slices.Contains([]string{"clickhouse", "https", "http"}, address.Scheme) {
		return nil, "", metrics.NewProblem("feed.problem.address").Because(err)
	}
	options, err := serverOptions(address)
	if err != nil {
		return nil, "", metrics.NewProblem("feed.problem.address").Because(err)
	}
	options.Addr = []string{address.Host}
	if options.Protocol == clickhouse.Native {
		options.Addr[0] = withPort(address.Host, "9000")
	}
	options.Settings, options.HTTPProxyURL, options.HttpHeaders = nil, nil, nil
	options.Auth.Username, options.Auth.Password = question.User, question.Password
	options.DialContext = func(ctx context.Context, place string) (net.Conn, error) { return question.Dial(ctx, "tcp", place) }
	if options.TLS != nil {
		options.TLS = &tls.Config{MinVersion: tls.VersionTLS12}
		if options.Protocol == clickhouse.Native {
			options.DialContext = encrypted(options.DialContext, options.TLS)
		}
	}
	options.TransportFunc = func(plain *http.Transport) (http.RoundTripper, error) {
		plain.Proxy = nil
		return staying{plain}, nil
	}
	options.DialTimeout, options.ReadTimeout, options.MaxOpenConns, options.MaxIdleConns = question.Connect, question.Total, 1, 1
	connection, err := clickhouse.Open(options)
	return connection, address.Host, err
}

// encrypted wraps a way of opening connections in TLS, which the native protocol leaves to
// whoever opens them.
func encrypted(dial func(context.Context, string) (net.Conn, error), config *tls.Config) func(context.Context, string) (net.Conn, error) {
	return func(ctx context.Context, place string) (net.Conn, error) {
		plain, err := dial(ctx, place)
		if err != nil {
			return nil, err
		}
		config := config.Clone()
		config.ServerName, _, _ = net.SplitHostPort(place)
		wrapped := tls.Client(plain, config)
		if err := wrapped.HandshakeContext(ctx); err != nil {
			return nil, errors.Join(err, plain.Close())
		}
		return wrapped, nil
	}
}

// staying goes nowhere else: the user and the password travel in headers, which would
// follow a redirect.
type staying struct{ http.RoundTripper }

// RoundTrip refuses an answer that sends us to another place.
func (s staying) RoundTrip(request *http.Request) (*http.Response, error) {
	response, err := s.RoundTripper.RoundTrip(request)
	if err == nil && response.StatusCode >= 300 && response.StatusCode < 400 {
		_ = response.Body.Close()
		return nil, metrics.NewProblem("fetch.status", "host", request.URL.Host, "status", strconv.Itoa(response.StatusCode))
	}
	return response, err
}

// The codes of errors of ClickHouse that have words of their own here.
const (
	codeTimeout     = 159
	codeTooManyRows = 396
)

// explainForeign puts an error of the foreign server into words. Its own text says what is
// wrong with the query, and goes along without line breaks.
func explainForeign(host string, question ForeignQuery, err error) error {
	var exception *clickhouse.Exception
	if !errors.As(err, &exception) {
		return err
	}
	code := strconv.Itoa(int(exception.Code))
	switch exception.Code {
	case codeAuthenticationFailed, codeAccessDenied:
		return metrics.NewProblem("fetch.denied", "host", host, "status", code).Because(err)
	case codeTooManyRows:
		return metrics.NewProblem("fetch.too_many_rows", "host", host, "limit", strconv.Itoa(question.Rows)).Because(err)
	case codeTimeout:
		return metrics.NewProblem("fetch.slow", "host", host, "seconds", strconv.Itoa(int(question.Total.Seconds()))).Because(err)
	case codeReadOnly:
		return metrics.NewProblem("fetch.read_only", "host", host).Because(err)
	}
	detail := []rune(strings.Join(strings.Fields(exception.Message), " "))
	if len(detail) > 300 {
		detail = append(detail[:300:300], '…')
	}
	return metrics.NewProblem("fetch.query", "host", host, "code", code, "detail", string(detail)).Because(err)
}
