package ingest

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"zhibiao/metrics"
)

// Originals keeps the files that were taken in, each once under the SHA-256 of its
// bytes, so that any number can be led back to the file that it was read from. Nothing
// is ever replaced.
type Originals struct{ folder string }

// NewOriginals keeps files in a folder, which is created with the first of them.
func NewOriginals(folder string) *Originals { return &Originals{folder: folder} }

// Path returns where the file with a hash lies. The error is the Problem
// originals.missing when it was never kept, or the hash is none.
func (o *Originals) Path(hash string) (string, error) {
	if _, err := hex.DecodeString(hash); err != nil || len(hash) != hex.EncodedLen(sha256.Size) {
		return "", metrics.NewProblem("originals.missing", "hash", hash)
	}
	path := filepath.Join(o.folder, hash[:2], hash)
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return "", metrics.NewProblem("originals.missing", "hash", hash)
	} else if err != nil {
		return "", fmt.Errorf("look for the original %s: %w", hash, err)
	}
	return path, nil
}

// Keep keeps a copy of the file at path, whose hash is known. A file that has changed
// since is refused with the Problem originals.changed.
func (o *Originals) Keep(path, hash string) error {
	if _, err := o.Path(hash); err == nil {
		return nil
	}
	folder := filepath.Join(o.folder, hash[:2])
	if err := os.MkdirAll(folder, 0o750); err != nil {
		return fmt.Errorf("keep the original: %w", err)
	}
	draft, err := os.CreateTemp(folder, ".draft-*")
	if err != nil {
		return fmt.Errorf("keep the original: %w", err)
	}
	copied, err := copyWithHash(draft, path)
	if err = errors.Join(err, draft.Sync(), draft.Close()); err == nil && copied != hash {
		err = metrics.NewProblem("originals.changed", "file", filepath.Base(path))
	}
	if err == nil {
		err = os.Rename(draft.Name(), filepath.Join(folder, hash))
	}
	if err != nil {
		return fmt.Errorf("keep the original: %w", errors.Join(err, os.Remove(draft.Name())))
	}
	return nil
}

func copyWithHash(to io.Writer, path string) (string, error) {
	file, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer func() { _ = file.Close() }()
	hash := sha256.New()
	if _, err := io.Copy(io.MultiWriter(to, hash), file); err != nil {
		return "", err
	}
	return hex.EncodeToString(hash.Sum(nil)), nil
}
