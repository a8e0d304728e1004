package warehouse

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"
)

// documents returns the JSON documents that a named query selects, one a row.
func (s *Store) documents(ctx context.Context, name string, parameters ...any) ([]string, error) {
	var bodies []string
	err := s.selectRows(ctx, name, parameters, func(rows driver.Rows) error {
		var body string
		if err := rows.Scan(&body); err != nil {
			return err
		}
		bodies = append(bodies, body)
		return nil
	})
	return bodies, err
}

// decoded reads what documents returned.
func decoded[T any](bodies []string, err error) ([]T, error) {
	if err != nil {
		return nil, err
	}
	things := make([]T, len(bodies))
	for i, body := range bodies {
		if err := json.Unmarshal([]byte(body), &things[i]); err != nil {
			return nil, fmt.Errorf("stored document: %w", err)
		}
	}
	return things, nil
}
