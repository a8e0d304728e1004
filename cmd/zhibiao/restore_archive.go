package main

import (
	"archive/zip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"zhibiao/metrics"
)

// archive is a backup that is being read.
type archive struct {
	path string
	zip  *zip.ReadCloser
	manifest
}

// openArchive reads the manifest of a backup. A file that is no backup, or one that
// breaks off, is the Problem restore.torn, a backup of another form restore.form.
func openArchive(path string) (*archive, error) {
	reader, err := zip.OpenReader(path)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrPermission) {
		return nil, err
	}
	if err != nil {
		return nil, metrics.NewProblem("restore.torn", "file", path).Because(err)
	}
	opened := &archive{path: path, zip: reader}
	if err := opened.readManifest(); err != nil {
		return nil, errors.Join(err, reader.Close())
	}
	return opened, nil
}

func (a *archive) readManifest() error {
	content, err := fs.ReadFile(a.zip, backupManifest)
	if err == nil {
		err = json.Unmarshal(content, &a.manifest)
	}
	if err != nil {
		return metrics.NewProblem("restore.torn", "file", a.path).Because(err)
	}
	if a.Format != backupFormat {
		return metrics.NewProblem("restore.form", "file", a.path, "form", a.Format)
	}
	return nil
}

func (a *archive) close() error { return a.zip.Close() }

// verify reads every part and holds it against the manifest. A part that is missing or
// differs is the Problem restore.damaged.
func (a *archive) verify(ctx context.Context) error {
	known := map[string]bool{}
	for _, part := range a.Parts {
		if err := ctx.Err(); err != nil {
			return err
		}
		known[part.Path] = true
		if err := a.verifyPart(part); err != nil {
			return metrics.NewProblem("restore.damaged", "file", a.path, "part", part.Path).Because(err)
		}
	}
	for _, table := range a.Tables {
		if !known[tablePart(table.Name)] {
			return metrics.NewProblem("restore.damaged", "file", a.path, "part", tablePart(table.Name))
		}
	}
	return nil
}

func (a *archive) verifyPart(part archivedPart) error {
	if name, isFile := strings.CutPrefix(part.Path, filesPart); isFile && !filepath.IsLocal(filepath.FromSlash(name)) {
		return errors.New("the path leads out of the folder")
	}
	content, err := a.zip.Open(part.Path)
	if err != nil {
		return err
	}
	defer func() { _ = content.Close() }()
	sum := sha256.New()
	size, err := io.Copy(sum, content)
	if err != nil {
		return err
	}
	if size != part.Size || hex.EncodeToString(sum.Sum(nil)) != part.SHA256 {
		return errors.New("the content is not the one that the manifest names")
	}
	return nil
}

// openTable opens the rows of a table.
func (a *archive) openTable(table string) (io.ReadCloser, error) { return a.zip.Open(tablePart(table)) }

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
