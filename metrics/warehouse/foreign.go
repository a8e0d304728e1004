package warehouse

import (
	"bufio"
	"context"
	"embed"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"net"
	"slices"
	"strings"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2"
	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"

	"zhibiao/metrics"
)

//go:embed foreign/*.sql
var foreignStatements embed.FS

// ForeignQuery is one question to a server of ClickHouse that is not the own store.
type ForeignQuery struct {
	// Address is clickhouse://host:port/database, or the same with http or https. Of its
	// parameters only database, secure and compress count.
	Address        string
	User, Password string
	Query          string // one SELECT
	// Dial opens the connections; whoever asks decides there which places may be reached.
	Dial    func(ctx context.Context, network, address string) (net.Conn, error)
	Rows    int           // most rows of the answer
	Bytes   int64         // most bytes of the answer
	Connect time.Duration // until a connection stands
	Total   time.Duration // for the whole answer
}

// ReadForeign asks a foreign server and writes its answer as CSV: the headings, then the
// rows as the server itself puts them into CSV, an absent value as nothing. The query
// stands as a subquery in one that only reads, with limits that the server keeps; through
// table functions it reaches what that server may reach.
//
// What can go wrong is a Problem: feed.problem.address, fetch.denied, fetch.too_many_rows,
// fetch.slow, fetch.read_only, fetch.query, fetch.columns_changed or fetch.no_rows. An
// error of the connection, of Dial or of the writer is returned as it is.
func ReadForeign(ctx context.Context, question ForeignQuery, to io.Writer) (err error) {
	connection, host, err := openForeign(question)
	if err != nil {
		return err
	}
	defer func() { err = explainForeign(host, question, errors.Join(err, connection.Close())) }()
	ctx = clickhouse.Context(ctx, clickhouse.WithSettings(clickhouse.Settings{
		"readonly": 2, "max_result_rows": question.Rows, "max_result_bytes": question.Bytes, "result_overflow_mode": "throw",
		"max_execution_time": int(question.Total.Seconds()), "format_csv_null_representation": "",
	}))
	query := strings.TrimRight(strings.TrimSpace(question.Query), "; \n\t")
	names, err := foreignColumns(ctx, connection, query)
	if err != nil {
		return err
	}
	if err := writeForeignRows(ctx, connection, query, names, to); err != nil {
		return err
	}
	// The rows come without names: had a column come or gone since, values would stand
	// under the heading of their neighbours.
	after, err := foreignColumns(ctx, connection, query)
	if err == nil && !slices.Equal(names, after) {
		err = metrics.NewProblem("fetch.columns_changed", "before", strings.Join(names, ", "), "after", strings.Join(after, ", "))
	}
	return err
}

// foreignStatement returns the text of a statement with the query of a person in it.
func foreignStatement(name, query string) (string, error) {
	text, err := foreignStatements.ReadFile("foreign/" + name + ".sql")
	if err != nil {
		return "", fmt.Errorf("foreign query %q: %w", name, err)
	}
	return strings.Replace(string(text), "{{query}}", query, 1), nil
}

func foreignColumns(ctx context.Context, connection driver.Conn, query string) (names []string, err error) {
	text, err := foreignStatement("columns", query)
	if err != nil {
		return nil, err
	}
	rows, err := connection.Query(ctx, text)
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

// writeForeignRows writes the headings and the rows, which the server has put into CSV.
func writeForeignRows(ctx context.Context, connection driver.Conn, query string, names []string, to io.Writer) (err error) {
	buffer := bufio.NewWriterSize(to, 1<<16)
	heading := csv.NewWriter(buffer)
	if err := heading.Write(names); err != nil {
		return err
	}
	heading.Flush()
	text, err := foreignStatement("rows", query)
	if err != nil {
		return err
	}
	rows, err := connection.Query(ctx, text)
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
