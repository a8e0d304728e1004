package warehouse

import (
	"context"
	"log/slog"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"
)

// client is what the store needs of clickhouse-go.
type client interface {
	Query(ctx context.Context, query string, args ...any) (driver.Rows, error)
	Exec(ctx context.Context, query string, args ...any) error
	PrepareBatch(ctx context.Context, query string, options ...driver.PrepareBatchOption) (driver.Batch, error)
	Ping(ctx context.Context) error
	Close() error
}

// selectRows runs a named query and hands each row to scan. At the level of debugging the
// log says what was asked and how long the whole answer took.
func (s *Store) selectRows(ctx context.Context, name string, parameters []any, scan func(driver.Rows) error) (err error) {
	query, err := statement(name)
	if err != nil {
		return err
	}
	started := time.Now()
	defer func() {
		s.logger.LogAttrs(ctx, slog.LevelDebug, "query", slog.String("name", name), slog.Duration("duration", time.Since(started)))
	}()
	rows, err := s.client.Query(ctx, query, parameters...)
	if err != nil {
		return problem(name, err)
	}
	defer func() {
		if closing := rows.Close(); err == nil && closing != nil {
			err = problem(name, closing)
		}
	}()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return problem(name, err)
		}
	}
	if err := rows.Err(); err != nil {
		return problem(name, err)
	}
	return nil
}

// selectText runs a named query that answers one text; the text is empty when no
// row came back.
func (s *Store) selectText(ctx context.Context, name string, parameters ...any) (string, error) {
	var answer string
	err := s.selectRows(ctx, name, parameters, func(rows driver.Rows) error { return rows.Scan(&answer) })
	return answer, err
}

// execute runs a named statement that answers nothing.
func (s *Store) execute(ctx context.Context, name string, parameters ...any) error {
	query, err := statement(name)
	if err != nil {
		return err
	}
	return problem(name, s.client.Exec(ctx, query, parameters...))
}

// insert appends rows to a table in one block.
func (s *Store) insert(ctx context.Context, table string, rows int, row func(i int) []any) (err error) {
	if rows == 0 {
		return nil
	}
	batch, err := s.client.PrepareBatch(ctx, "INSERT INTO "+table)
	if err != nil {
		return problem("insert into "+table, err)
	}
	defer func() { _ = batch.Close() }()
	for i := range rows {
		if err := batch.Append(row(i)...); err != nil {
			return problem("insert into "+table, err)
		}
	}
	if err := batch.Send(); err != nil {
		return problem("insert into "+table, err)
	}
	return nil
}
