package main

import (
	"archive/zip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
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
