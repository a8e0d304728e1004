package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"zhibiao/metrics/warehouse"
)

type readerCommand struct {
	Describe bool `help:"only list the views and what their columns mean"`
}

// Run makes the views for programs of others, such as Grafana, Superset or Metabase, and
// on a server the account that may read them and nothing else.
func (c readerCommand) Run(i *invocation) (err error) {
	store, err := warehouse.Open(i.ctx, i.line.DSN, warehouse.Options{Logger: i.logger()})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	if _, err := store.Migrate(i.ctx); err != nil {
		return err
	}
	if err := store.MakeOpenViews(i.ctx); err != nil {
		return err
	}
	if c.Describe {
		return describeViews(i.ctx, i.terminal, store)
	}
	reader, err := store.MakeReader(i.ctx)
	if err != nil {
		return err
	}
	i.terminal.say("cli.reader.made", "name", reader.Name, "password", reader.Password, "database", store.OpenDatabase())
	return nil
}

// describeViews lists the views with their columns.
func describeViews(ctx context.Context, terminal *terminal, store *warehouse.Store) error {
	views, err := store.OpenViews(ctx)
	if err != nil {
		return err
	}
	for _, view := range views {
		_, _ = fmt.Fprintln(terminal.out, store.OpenDatabase()+"."+view.Name)
		for _, column := range view.Columns {
			_, _ = fmt.Fprintln(terminal.out, strings.TrimRight(fmt.Sprintf("  %-18s %-24s %s", column.Name, column.Type, column.Meaning), " "))
		}
	}
	return nil
}
