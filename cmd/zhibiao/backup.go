package main

import (
	"os"
	"strconv"
	"time"
)

// defaultBackupFolder is where archives go when nobody says where.
const defaultBackupFolder = "backups"

type backupCommand struct {
	Folder string `arg:"" optional:"" default:"backups" type:"path" help:"folder that the archive is written into; default: ./backups"`
}

// Run writes an archive of the database and of the files, and says what it holds.
func (c backupCommand) Run(i *invocation) error {
	return i.inside(func(r *rooms) error {
		if err := os.MkdirAll(c.Folder, 0o750); err != nil {
			return err
		}
		path, made, err := r.backUp(i.ctx, c.Folder, time.Now())
		if err != nil {
			return err
		}
		tables, rows, files := made.totals()
		i.terminal.say("cli.backup.done", "file", path, "tables", strconv.Itoa(tables), "rows", strconv.FormatUint(rows, 10), "files", strconv.Itoa(files))
		return nil
	})
}

// totals counts what an archive holds.
func (m manifest) totals() (tables int, rows uint64, files int) {
	for _, table := range m.Tables {
		rows += table.Rows
	}
	return len(m.Tables), rows, len(m.Parts) - len(m.Tables)
}
