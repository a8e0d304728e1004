package main

import (
	"errors"

	"zhibiao/metrics/warehouse"
)

type migrateCommand struct{}

// Run brings the schema up to date and says which steps it took.
func (migrateCommand) Run(i *invocation) (err error) {
	store, err := warehouse.Open(i.ctx, i.line.DSN, warehouse.Options{Logger: i.logger()})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	taken, err := store.Migrate(i.ctx)
	if err != nil {
		return err
	}
	for _, step := range taken {
		i.terminal.say("cli.migrate.step", "step", step.Name)
	}
	if len(taken) == 0 {
		i.terminal.say("cli.migrate.nothing")
	}
	return nil
}
