package warehouse

import (
	"context"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"io/fs"
	"strings"

	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"
)

//go:embed views/*.sql views/parts/*.sql
var viewFiles embed.FS

// OpenView is a view that programs of others read: Grafana, Superset, Metabase.
type OpenView struct {
	Name    string
	Columns []OpenColumn
}

// OpenColumn is a column of an open view with its type and what it means, if the name
// does not say it.
type OpenColumn struct{ Name, Type, Meaning string }

// OpenDatabase is the database that holds the views for others. Its tables are none of
// ours, so that an account can be allowed to read all of it and nothing else.
func (s *Store) OpenDatabase() string { return s.database + "_open" }

// MakeOpenViews makes or renews the views for programs of others. They show what is
// published and run with the rights of the account of this program, so that who reads
// them needs no right to a table. The account is named: CURRENT_USER would be nobody on
// the replicas of a cluster, which make the views each for itself, and nobody's rights
// turn into those of the reader. It can be called again at any time.
func (s *Store) MakeOpenViews(ctx context.Context) error {
	if err := s.client.Exec(ctx, "CREATE DATABASE IF NOT EXISTS "+quoted(s.OpenDatabase())+onCluster(s.cluster)); err != nil {
		return problem("create the database of open views", err)
	}
	texts, err := s.viewTexts()
	if err != nil {
		return err
	}
	for _, text := range texts {
		if err := s.client.Exec(ctx, text); err != nil {
			return problem("make an open view", err)
		}
	}
	stamp, err := s.stamp("")
	if err != nil {
		return err
	}
	return s.keepEntry(ctx, openViewsRegister, s.OpenDatabase(), stamp, openViewsMade{fingerprint(texts)})
}

// openViewsRegister holds which statements the open views were last made with.
const openViewsRegister register = "open_views"

type openViewsMade struct {
	Fingerprint string `json:"fingerprint"` // SHA-256 of the statements, hexadecimal
}

func fingerprint(texts []string) string {
	sum := sha256.Sum256([]byte(strings.Join(texts, "\x00")))
	return hex.EncodeToString(sum[:])
}

// viewTexts returns the statements that make the views.
func (s *Store) viewTexts() ([]string, error) {
	names, err := fs.Glob(viewFiles, "views/*.sql")
	if err != nil {
		return nil, err
	}
	texts := make([]string, len(names))
	for i, name := range names {
		if texts[i], err = s.viewText(name); err != nil {
			return nil, err
		}
	}
	return texts, nil
}

// viewText returns the statement that makes a view, for the databases of this store.
func (s *Store) viewText(name string) (string, error) {
	content, err := viewFiles.ReadFile(name)
	if err != nil {
		return "", err
	}
	text := string(content)
	for _, part := range []string{"catalogue_in_force", "published_now"} {
		body, err := viewFiles.ReadFile("views/parts/" + part + ".sql")
		if err != nil {
			return "", err
		}
		text = strings.ReplaceAll(text, "{{"+part+"}}", strings.TrimSpace(string(body)))
	}
	return strings.NewReplacer("{{open}}", quoted(s.OpenDatabase()), "{{data}}", quoted(s.database), "{{account}}", quoted(s.account), " {{on_cluster}}", onCluster(s.cluster)).Replace(text), nil
}

// OpenViews returns the views for others as they stand in the database, with the meaning
// of their columns.
func (s *Store) OpenViews(ctx context.Context) ([]OpenView, error) {
	var views []OpenView
	err := s.selectRows(ctx, "open_columns", []any{text("database", s.OpenDatabase())}, func(rows driver.Rows) error {
		var view string
		var column OpenColumn
		if err := rows.Scan(&view, &column.Name, &column.Type, &column.Meaning); err != nil {
			return err
		}
		if len(views) == 0 || views[len(views)-1].Name != view {
			views = append(views, OpenView{Name: view})
		}
		last := &views[len(views)-1]
		last.Columns = append(last.Columns, column)
		return nil
	})
	return views, err
}

// RenewOpenViews brings the views for others up to what this program makes of them,
// where somebody has asked for them before and they were made otherwise.
func (s *Store) RenewOpenViews(ctx context.Context) error {
	views, err := s.OpenViews(ctx)
	if err != nil || len(views) == 0 {
		return err
	}
	texts, err := s.viewTexts()
	if err != nil {
		return err
	}
	made, err := entryInForce[openViewsMade](ctx, s, openViewsRegister, s.OpenDatabase())
	if err != nil || made != nil && made.Fingerprint == fingerprint(texts) {
		return err
	}
	return s.MakeOpenViews(ctx)
}
