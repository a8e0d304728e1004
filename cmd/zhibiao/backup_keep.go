package main

import (
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"time"
)

var (
	backupName  = regexp.MustCompile(`^zhibiao-\d{4}-\d{2}-\d{2}T\d{6}Z\.zip$`)
	partialName = regexp.MustCompile(`^\.zhibiao-.*\.part$`)
)

// abandonedAfter is the age from which an archive that is being written counts as cut
// off by the end of its process.
const abandonedAfter = 48 * time.Hour

// keepBackups deletes the oldest archives of a folder beyond as many as keep, and what
// interrupted backups left. It touches nothing whose name is not that of a backup.
func keepBackups(folder string, keep int, now time.Time) (deleted int, err error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return 0, err
	}
	var archives []string
	var errs []error
	for _, entry := range entries {
		if backupName.MatchString(entry.Name()) && entry.Type().IsRegular() {
			archives = append(archives, entry.Name())
		}
		if about, err := entry.Info(); err == nil && partialName.MatchString(entry.Name()) && now.Sub(about.ModTime()) > abandonedAfter {
			errs = append(errs, os.Remove(filepath.Join(folder, entry.Name())))
		}
	}
	slices.Sort(archives) // the names sort by time
	for len(archives) > keep {
		if err := os.Remove(filepath.Join(folder, archives[0])); err != nil {
			errs = append(errs, err)
		} else {
			deleted++
		}
		archives = archives[1:]
	}
	return deleted, errors.Join(errs...)
}
