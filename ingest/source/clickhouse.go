package source

import (
	"bufio"
	"context"
	"encoding/csv"
	"errors"
	"net"
	"net/http"
	"strconv"
	"strings"

	"github.com/ClickHouse/clickhouse-go/v2"
	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"

	"zhibiao/metrics"
)

// fetchClickHouse asks a server of ClickHouse the query of a feed and writes the answer as
// CSV. The query stands as a subquery in one that only reads, with limits that the server
// keeps; through table functions it reaches what that server may reach.
func (f *Fetcher) fetchClickHouse(ctx context.Context, feed metrics.Feed, _ metrics.FeedMemory, limits Limits) (File, error) {
	connection, err := f.connect(feed.Source, limits)
	if err != nil {
		return File{}, err
	}
	defer func() { _ = connection.Close() }()
	ctx = clickhouse.Context(ctx, clickhouse.WithSettings(clickhouse.Settings{
		"readonly": 2, "max_result_rows": limits.Rows, "max_result_bytes": limits.Bytes, "result_overflow_mode": "throw",
		"max_execution_time": int(limits.Total.Seconds()), "format_csv_null_representation": "",
	}))
	query := strings.TrimRight(strings.TrimSpace(feed.Source.Query), "; \n\t")
	names, err := columnNames(ctx, connection, query)
	if err != nil {
		return File{}, explainQuery(feed.Source, limits, err)
	}
	kept, err := f.newDraft(limits.Bytes)
	if err != nil {
		return File{}, err
	}
	file, err := kept.keep(feed, ".csv", writeRows(ctx, connection, query, names, kept))
	if err != nil {
		return File{}, explainQuery(feed.Source, limits, err)
	}
	return file, nil
}

func (f *Fetcher) connect(source metrics.FeedSource, limits Limits) (driver.Conn, error) {
	options, err := clickhouse.ParseDSN(source.Address)
	if err != nil {
		return nil, metrics.NewProblem("feed.problem.address").Because(err)
	}
	if source.User != "" {
		options.Auth.Username = source.User
	}
	if source.Secret != "" {
		if options.Auth.Password, err = f.options.Secrets.Get(source.Secret); err != nil {
			return nil, err
		}
	}
	guarded := guard{allowed: f.options.Allowed, wait: limits.Header}
	options.DialContext = func(ctx context.Context, address string) (net.Conn, error) { return guarded.dial(ctx, "tcp", address) }
	if options.TLS != nil && options.Protocol == clickhouse.Native {
		options.DialContext = guarded.dialTLS(options.TLS)
	}
	options.TransportFunc = func(plain *http.Transport) (http.RoundTripper, error) {
		plain.Proxy = nil
		return plain, nil
	}
	options.DialTimeout, options.ReadTimeout, options.MaxOpenConns = limits.Header, limits.Total, 1
	return clickhouse.Open(options)
}

func columnNames(ctx context.Context, connection driver.Conn, query string) (names []string, err error) {
	rows, err := connection.Query(ctx, "DESCRIBE TABLE (\n"+query+"\n)")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	told := make([]string, len(rows.Columns())) // the name, the type, and what tables say beside them
	places := make([]any, len(told))
	for i := range told {
		places[i] = &told[i]
	}
	for rows.Next() {
		if err := rows.Scan(places...); err != nil {
			return nil, err
		}
		names = append(names, told[0])
	}
	return names, rows.Err()
}

// writeRows writes the headings and the rows, which the server has put into CSV.
func writeRows(ctx context.Context, connection driver.Conn, query string, names []string, to *draft) (err error) {
	buffer := bufio.NewWriterSize(to, 1<<16)
	heading := csv.NewWriter(buffer)
	if err := heading.Write(names); err != nil {
		return err
	}
	heading.Flush()
	rows, err := connection.Query(ctx, "SELECT formatRow('CSV', *) FROM (\n"+query+"\n)")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	count := 0
	for rows.Next() {
		var line string
		if err := rows.Scan(&line); err != nil {
			return err
		}
		if _, err := buffer.WriteString(line); err != nil {
			return err
		}
		count++
	}
	if err := rows.Err(); err != nil {
		return err
	}
	if count == 0 {
		return metrics.NewProblem("fetch.no_rows")
	}
	return buffer.Flush()
}

// The codes of errors of ClickHouse that have words of their own.
const (
	codeTimeout        = 159
	codeReadOnly       = 164
	codeAuthentication = 516
	codeDenied         = 497
	codeTooManyRows    = 396
)

// explainQuery puts an error of the server into words. Its own text says what is wrong
// with the query, and goes along without line breaks.
func explainQuery(source metrics.FeedSource, limits Limits, err error) error {
	var exception *clickhouse.Exception
	if !errors.As(err, &exception) {
		return err
	}
	host := hostOf(source)
	switch exception.Code {
	case codeAuthentication, codeDenied:
		return metrics.NewProblem("fetch.denied", "host", host, "status", strconv.Itoa(int(exception.Code))).Because(err)
	case codeTooManyRows:
		return metrics.NewProblem("fetch.too_many_rows", "host", host, "limit", strconv.Itoa(limits.Rows)).Because(err)
	case codeTimeout:
		return again("fetch.slow", err, "host", host, "seconds", strconv.Itoa(int(limits.Total.Seconds())))
	case codeReadOnly:
		return metrics.NewProblem("fetch.read_only", "host", host).Because(err)
	}
	return metrics.NewProblem("fetch.query", "host", host, "code", strconv.Itoa(int(exception.Code)),
		"detail", shortenedTo(strings.Join(strings.Fields(exception.Message), " "), 300)).Because(err)
}
