package main

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"zhibiao/schedules"
)

// defaultKeptBackups is how many archives stay when nobody says how many.
const defaultKeptBackups = 14

// backupArgument is what a schedule says to the job backup: folder=FOLDER keep=NUMBER,
// both optional.
type backupArgument struct {
	folder string
	keep   int
}

// readBackupArgument reads the argument. A folder that is named must be there: a disk
// that is not mounted must not fill the one below.
func (r *rooms) readBackupArgument(text string) (backupArgument, error) {
	parts, err := parseJobArgument(text, "folder", "keep")
	if err != nil {
		return backupArgument{}, err
	}
	read := backupArgument{folder: parts["folder"], keep: defaultKeptBackups}
	if given, ok := parts["keep"]; ok {
		if read.keep, err = strconv.Atoi(given); err != nil || read.keep < 1 {
			return read, schedules.NewReason("job.backup.keep", "value", given)
		}
	}
	if read.folder == "" {
		read.folder = defaultBackupFolder
	} else if about, err := os.Stat(read.folder); err != nil || !about.IsDir() {
		return read, schedules.NewReason("job.backup.folder", "folder", read.folder)
	}
	return read, nil
}

// makeBackup writes an archive, then deletes the oldest ones beyond as many as the
// argument keeps.
func (r *rooms) makeBackup(ctx context.Context, occasion schedules.Occasion) (schedules.Result, error) {
	argument, err := r.readBackupArgument(occasion.Argument)
	if err != nil {
		return schedules.Result{}, asReason(err)
	}
	if err := os.MkdirAll(argument.folder, 0o750); err != nil {
		return schedules.Result{}, asReason(err)
	}
	path, made, err := r.backUp(ctx, argument.folder, time.Now())
	if err != nil {
		return schedules.Result{}, asReason(err)
	}
	deleted, err := keepBackups(argument.folder, argument.keep, time.Now())
	if err != nil {
		return schedules.Result{}, asReason(err)
	}
	_, rows, files := made.totals()
	return schedules.Result{Changed: true, Words: schedules.NewReason("job.done.backup", "file", filepath.Base(path),
		"rows", strconv.FormatUint(rows, 10), "files", strconv.Itoa(files), "deleted", strconv.Itoa(deleted))}, nil
}
