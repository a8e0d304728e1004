package main

import (
	"errors"
	"io"
	"os"
	"path/filepath"
)

// writeWhole writes a file so that it appears whole or not at all, with its folders.
func writeWhole(path string, content io.Reader) (err error) {
	folder := filepath.Dir(path)
	if err := os.MkdirAll(folder, 0o750); err != nil {
		return err
	}
	file, err := os.CreateTemp(folder, ".writing-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(file.Name())
		}
	}()
	_, err = io.Copy(file, content)
	if err := errors.Join(err, file.Chmod(0o640), file.Sync(), file.Close()); err != nil {
		return err
	}
	return os.Rename(file.Name(), path)
}
