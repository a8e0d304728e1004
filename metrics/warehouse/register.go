package warehouse

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"
	"github.com/google/uuid"
)

// register names a small register: things that people keep by hand, each with every
// version that was ever saved and who saved it. Values, runs and assessments have
// tables of their own.
type register string

// registerStamp says when and by whom an entry is saved. The entry itself holds what it
// wants to show of it.
type registerStamp struct {
	version uuid.UUID
	at      time.Time // microseconds, UTC
	by      string
	removed bool // true: from now on the entry is no longer in force
}

// stamp returns the stamp of an entry that a person saves now.
func (s *Store) stamp(by string) (registerStamp, error) {
	version, err := newIdentifier()
	if err != nil {
		return registerStamp{}, fmt.Errorf("new version of an entry: %w", err)
	}
	return registerStamp{version: version, at: s.now().UTC().Truncate(time.Microsecond), by: by}, nil
}

// keepEntry writes one more version of the entry with this code.
func (s *Store) keepEntry(ctx context.Context, in register, code string, stamp registerStamp, entry any) error {
	row, err := registerRow(in, code, stamp, entry)
	if err != nil {
		return err
	}
	return s.insert(ctx, "register_entry", 1, func(int) []any { return row })
}

// registerRow is one version of an entry as the table keeps it.
func registerRow(in register, code string, stamp registerStamp, entry any) ([]any, error) {
	body, err := json.Marshal(entry)
	if err != nil {
		return nil, fmt.Errorf("entry %s of register %s: %w", code, in, err)
	}
	return []any{string(in), code, stamp.version, stamp.at, stamp.by, stamp.removed, string(body)}, nil
}

// entriesInForce returns the newest version of every entry that is not removed, by code,
// as the register stood at a moment; the zero time means now.
func entriesInForce[T any](ctx context.Context, s *Store, in register, knownAt time.Time) ([]T, error) {
	return decoded[T](s.documents(ctx, "register_in_force", text("register", string(in)), text("code", ""), moment("known_at", knownAt, lastMoment)))
}

// entriesByCode is entriesInForce of now, for entries that do not hold their code.
func entriesByCode[T any](ctx context.Context, s *Store, in register) (map[string]T, error) {
	entries := map[string]T{}
	parameters := []any{text("register", string(in)), text("code", ""), moment("known_at", time.Time{}, lastMoment)}
	err := s.selectRows(ctx, "register_in_force_by_code", parameters, func(rows driver.Rows) error {
		var code, body string
		if err := rows.Scan(&code, &body); err != nil {
			return err
		}
		var entry T
		if err := json.Unmarshal([]byte(body), &entry); err != nil {
			return fmt.Errorf("entry %s of register %s: %w", code, in, err)
		}
		entries[code] = entry
		return nil
	})
	return entries, err
}

// entryInForce returns the newest version of one entry, or nil when there is none or it
// was removed.
func entryInForce[T any](ctx context.Context, s *Store, in register, code string) (*T, error) {
	var found []T
	var err error
	if code != "" { // an empty code would ask for all
		found, err = decoded[T](s.documents(ctx, "register_in_force", text("register", string(in)), text("code", code), moment("known_at", time.Time{}, lastMoment)))
	}
	if err != nil || len(found) == 0 {
		return nil, err
	}
	return &found[0], nil
}

// entryVersions returns the saved versions of one entry, newest first; of all entries
// when code is empty, and all versions when limit is 0.
func entryVersions[T any](ctx context.Context, s *Store, in register, code string, limit int) ([]T, error) {
	if limit <= 0 {
		limit = math.MaxInt32
	}
	return decoded[T](s.documents(ctx, "register_versions", text("register", string(in)), text("code", code), number("limit", limit)))
}
