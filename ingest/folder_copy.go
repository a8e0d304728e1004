package ingest

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// OnTheirWay is the folder, below that of the files, which holds files while they are taken
// in. No backup holds it.
const OnTheirWay = ".fetched"

// copiedFile is the copy of a file that others may write to.
type copiedFile struct {
	path string
	info fs.FileInfo // of the file when its copy was begun
}

// copyWhole copies a file into a folder.
func copyWhole(path, folder string) (copied copiedFile, err error) {
	if err := os.MkdirAll(folder, 0o750); err != nil {
		return copied, fmt.Errorf("copy %s: %w", filepath.Base(path), err)
	}
	from, err := os.Open(path)
	if err != nil {
		return copied, err
	}
	defer func() { _ = from.Close() }()
	if copied.info, err = from.Stat(); err != nil {
		return copied, err
	}
	to, err := os.CreateTemp(folder, "folder-*")
	if err != nil {
		return copied, fmt.Errorf("copy %s: %w", filepath.Base(path), err)
	}
	copied.path = to.Name()
	_, err = io.Copy(to, from)
	if err = errors.Join(err, to.Close()); err != nil {
		copied.remove()
		return copied, fmt.Errorf("copy %s: %w", filepath.Base(path), err)
	}
	return copied, nil
}

// still tells whether the file is the one that was copied.
func (c copiedFile) still(path string) bool {
	now, err := os.Stat(path)
	return err == nil && sameFile(c.info, now)
}

// remove deletes the copy; one that stays is hidden and does no harm.
func (c copiedFile) remove() { _ = os.Remove(c.path) }
