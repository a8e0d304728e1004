package source

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/url"
	"strconv"

	"zhibiao/metrics"
)

var (
	errTooSlow  = errors.New("the source took longer than it may")
	errTooLarge = errors.New("the source sends more than it may")
)

// diskFailure is an error of the own disk, not of the source.
type diskFailure struct{ cause error }

func (f *diskFailure) Error() string { return "write the fetched file: " + f.cause.Error() }
func (f *diskFailure) Unwrap() error { return f.cause }

// failure is a Problem with the word whether another attempt may help.
type failure struct {
	*metrics.Problem
	again bool
}

// Unwrap lets metrics.AsProblem find the Problem.
func (f *failure) Unwrap() error { return f.Problem }

// Retryable tells whether another attempt may succeed without anybody doing something:
// the network, a server that is busy or down, a hanging source. A wrong address, missing
// rights and a page in place of data stay wrong.
func Retryable(err error) bool {
	var known *failure
	if errors.As(err, &known) {
		return known.again
	}
	var disk *diskFailure
	return errors.As(err, &disk) || err != nil && metrics.AsProblem(err) == nil
}

func again(key string, cause error, pairs ...string) error {
	return &failure{metrics.NewProblem(key, pairs...).Because(cause), true}
}

// hostOf names the source in messages: without user, path and question.
func hostOf(source metrics.FeedSource) string {
	address, err := url.Parse(source.Address)
	if err != nil {
		return ""
	}
	return address.Host
}

// explain puts an error of the network into words. Causes go to the log: they hold the
// address, which holds no secret, and never a header.
func explain(ctx context.Context, source metrics.FeedSource, limits Limits, err error) error {
	host := hostOf(source)
	var (
		lookup  *net.DNSError
		network net.Error
		invalid *tls.CertificateVerificationError
		unknown x509.UnknownAuthorityError
		known   *failure
	)
	switch {
	case errors.As(err, &known):
		return known
	case metrics.AsProblem(err) != nil:
		return metrics.AsProblem(err)
	case errors.Is(err, errTooLarge):
		return metrics.NewProblem("fetch.too_large", "host", host, "limit", strconv.FormatInt(limits.Bytes>>20, 10)).Because(err)
	case errors.Is(context.Cause(ctx), errTooSlow):
		return again("fetch.slow", err, "host", host, "seconds", strconv.Itoa(int(limits.Total.Seconds())))
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.As(err, new(*diskFailure)):
		return err
	case errors.As(err, &lookup):
		return again("fetch.no_host", err, "host", lookup.Name)
	case errors.As(err, &invalid), errors.As(err, &unknown):
		return metrics.NewProblem("fetch.certificate", "host", host).Because(err)
	case errors.Is(err, io.ErrUnexpectedEOF):
		return again("fetch.truncated", err, "host", host)
	case errors.As(err, &network) && network.Timeout():
		return again("fetch.slow", err, "host", host, "seconds", strconv.Itoa(int(limits.Header.Seconds())))
	}
	return again("fetch.no_connection", err, "host", host)
}
