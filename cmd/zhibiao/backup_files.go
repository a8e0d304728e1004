package main

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// filesPart is the folder of an archive that holds watched folders and uploads.
const filesPart = "files/"

// addFolder archives every ordinary file of a folder, except what begins with a dot
// (it is being written), the secrets, and the folder of the backups itself. A file that is gone when
// its turn comes was moved by an import; it is left out.
func (a *archiveWriter) addFolder(ctx context.Context, folder, backups string) error {
	backups, err := filepath.Abs(backups)
	if err != nil {
		return err
	}
	err = filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil
		case err != nil:
			return err
		case ctx.Err() != nil:
			return ctx.Err()
		case strings.HasPrefix(entry.Name(), ".") && path != folder, path == backups, path == filepath.Join(folder, secretsFolder):
			if entry.IsDir() {
				return fs.SkipDir
			}
			return nil
		case !entry.Type().IsRegular():
			return nil
		}
		name, err := filepath.Rel(folder, path)
		if err != nil {
			return err
		}
		return a.addFile(path, filesPart+filepath.ToSlash(name))
	})
	return err
}

func (a *archiveWriter) addFile(path, name string) error {
	file, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer func() { _ = file.Close() }()
	if _, err := a.begin(name); err != nil {
		return err
	}
	_, err = io.Copy(a, file)
	return err
}
