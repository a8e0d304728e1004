package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// differingFile names a file of a folder that has other content than the archive's, or
// nothing.
func (a *archive) differingFile(folder string) (string, error) {
	for _, part := range a.Parts {
		name, isFile := strings.CutPrefix(part.Path, filesPart)
		if !isFile {
			continue
		}
		path := filepath.Join(folder, filepath.FromSlash(name))
		same, err := hasContent(path, part)
		if err != nil {
			return "", err
		}
		if _, missing := os.Lstat(path); !same && missing == nil {
			return path, nil
		}
	}
	return "", nil
}

// writeFiles puts the files of the archive into a folder, each whole or not at all, and
// returns how many were written; those that are there with the same content stay.
func (a *archive) writeFiles(ctx context.Context, folder string) (written int, err error) {
	for _, part := range a.Parts {
		name, isFile := strings.CutPrefix(part.Path, filesPart)
		if !isFile {
			continue
		}
		if err := ctx.Err(); err != nil {
			return written, err
		}
		path := filepath.Join(folder, filepath.FromSlash(name))
		if same, err := hasContent(path, part); err != nil || same {
			if err != nil {
				return written, err
			}
			continue
		}
		content, err := a.zip.Open(part.Path)
		if err != nil {
			return written, fmt.Errorf("archive %s: %w", part.Path, err)
		}
		err = errors.Join(writeWhole(path, content), content.Close())
		if err != nil {
			return written, err
		}
		written++
	}
	return written, nil
}

// hasContent tells whether a file is there with the content of an archived part.
func hasContent(path string, part archivedPart) (bool, error) {
	file, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	defer func() { _ = file.Close() }()
	sum := sha256.New()
	size, err := io.Copy(sum, file)
	if err != nil {
		return false, err
	}
	return size == part.Size && hex.EncodeToString(sum.Sum(nil)) == part.SHA256, nil
}
