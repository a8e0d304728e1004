package main

import (
	"errors"
	"path/filepath"
	"strconv"

	"zhibiao/metrics"
	"zhibiao/metrics/warehouse"
)

type restoreCommand struct {
	File    string `arg:"" type:"existingfile" help:"archive that backup wrote"`
	Replace bool   `help:"replace a database that holds data already, and files that differ"`
}

// Run checks the whole archive before it changes anything, then puts the files back,
// and the database last: it appears whole or not at all.
func (c restoreCommand) Run(i *invocation) (err error) {
	archive, err := openArchive(c.File)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, archive.close()) }()
	if err := archive.verify(i.ctx); err != nil {
		return err
	}
	folder, err := filepath.Abs(i.line.files())
	if err != nil {
		return err
	}
	if !c.Replace {
		differing, err := archive.differingFile(folder)
		if err != nil {
			return err
		}
		if differing != "" {
			return metrics.NewProblem("restore.file_differs", "file", differing)
		}
	}
	options := warehouse.Options{Logger: i.logger()}
	files := 0
	err = warehouse.Restore(i.ctx, i.line.DSN, options, warehouse.Restoration{
		Contents: archive.BackupContents, Open: archive.openTable, Replace: c.Replace,
		Ready: func() (err error) {
			files, err = archive.writeFiles(i.ctx, folder)
			return err
		}})
	if err != nil {
		return err
	}
	store, err := warehouse.Open(i.ctx, i.line.DSN, options)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	if _, err := store.Migrate(i.ctx); err != nil {
		return err
	}
	tables, rows, _ := archive.totals()
	i.terminal.say("cli.restore.done", "day", archive.MadeAt.Local().Format("2006-01-02 15:04"), "tables", strconv.Itoa(tables),
		"rows", strconv.FormatUint(rows, 10), "files", strconv.Itoa(files))
	return tellMissingSecrets(i, store, folder)
}

// tellMissingSecrets says which feeds lack their secret here: backups hold none.
func tellMissingSecrets(i *invocation, store *warehouse.Store, folder string) error {
	known, err := store.Catalogue(i.ctx)
	if err != nil {
		return err
	}
	for _, finding := range lookAtSecrets(secretsIn(folder), known) {
		i.terminal.complain(i.terminal.texts.Problem(i.terminal.language, finding.sentence), i.terminal.texts.Hint(i.terminal.language, finding.sentence))
	}
	return nil
}
