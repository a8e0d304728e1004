package main

import (
	"archive/zip"
	"compress/flate"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"path/filepath"
	"time"

	"zhibiao/metrics"
	"zhibiao/metrics/warehouse"
)

// A backup is one ZIP archive: tables/NAME.native holds the rows of each table in
// ClickHouse's format Native, files/… the folder of watched folders and uploads, and
// manifest.json, which is written last, says what must be there.
const (
	backupFormat   = "zhibiao-backup-1"
	backupManifest = "manifest.json"
	backupNameForm = "zhibiao-2006-01-02T150405Z.zip"
)

// manifest says what an archive holds.
type manifest struct {
	Format  string    `json:"format"`
	MadeAt  time.Time `json:"made_at"`
	Program string    `json:"program"` // version of the program that made it
	warehouse.BackupContents
	Parts []archivedPart `json:"parts"` // every entry of the archive but the manifest
}

// archivedPart is one entry of an archive.
type archivedPart struct {
	Path   string `json:"path"`
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
}

// backUp writes an archive of the store and of the folder of files into a folder and
// returns its path and what it holds. The archive has its name only when it is whole
// and was read back; an archive that is there is never overwritten.
func (r *rooms) backUp(ctx context.Context, folder string, now time.Time) (_ string, made manifest, err error) {
	path := filepath.Join(folder, now.UTC().Format(backupNameForm))
	if _, err := os.Stat(path); err == nil {
		return "", made, metrics.NewProblem("backup.exists", "file", path)
	}
	file, err := os.CreateTemp(folder, ".zhibiao-*.part") // readable by nobody else: recipients of notices hold secrets
	if err != nil {
		return "", made, err
	}
	defer func() {
		err = errors.Join(err, ignoreClosed(file.Close()))
		if err != nil {
			_ = os.Remove(file.Name())
		}
	}()
	if made, err = r.writeArchive(ctx, file, folder, now); err != nil {
		return "", made, err
	}
	if err := errors.Join(file.Sync(), file.Close()); err != nil {
		return "", made, err
	}
	read, err := openArchive(file.Name())
	if err != nil {
		return "", made, err
	}
	if err := errors.Join(read.verify(ctx), read.close()); err != nil {
		return "", made, err
	}
	return path, made, os.Rename(file.Name(), path)
}

func ignoreClosed(err error) error {
	if errors.Is(err, os.ErrClosed) {
		return nil
	}
	return err
}

func (r *rooms) writeArchive(ctx context.Context, file io.Writer, folder string, now time.Time) (manifest, error) {
	made := manifest{Format: backupFormat, MadeAt: now.UTC(), Program: version()}
	archive := &archiveWriter{zip: zip.NewWriter(file), now: now}
	archive.zip.RegisterCompressor(zip.Deflate, func(out io.Writer) (io.WriteCloser, error) { return flate.NewWriter(out, flate.BestSpeed) })
	var err error
	made.BackupContents, err = r.store.BackUp(ctx, func(table string) (io.Writer, error) { return archive.begin(tablePart(table)) })
	if err != nil {
		return made, err
	}
	if err := archive.addFolder(ctx, r.files, folder); err != nil {
		return made, err
	}
	made.Parts = archive.end()
	entry, err := archive.zip.CreateHeader(archive.header(backupManifest))
	if err != nil {
		return made, err
	}
	encoder := json.NewEncoder(entry)
	encoder.SetIndent("", " ")
	if err := encoder.Encode(made); err != nil {
		return made, fmt.Errorf("manifest: %w", err)
	}
	return made, archive.zip.Close()
}

func tablePart(table string) string { return "tables/" + table + ".native" }

// archiveWriter writes the parts of an archive one after the other.
type archiveWriter struct {
	zip   *zip.Writer
	now   time.Time
	parts []archivedPart
	entry io.Writer
	sum   hash.Hash // of the part under way; nil before the first
}

func (a *archiveWriter) header(path string) *zip.FileHeader {
	return &zip.FileHeader{Name: path, Method: zip.Deflate, Modified: a.now}
}

// begin ends the part under way and begins another one.
func (a *archiveWriter) begin(path string) (io.Writer, error) {
	a.end()
	entry, err := a.zip.CreateHeader(a.header(path))
	if err != nil {
		return nil, fmt.Errorf("archive %s: %w", path, err)
	}
	a.parts = append(a.parts, archivedPart{Path: path})
	a.entry, a.sum = entry, sha256.New()
	return a, nil
}

// Write appends to the part under way.
func (a *archiveWriter) Write(content []byte) (int, error) {
	n, err := a.entry.Write(content)
	_, _ = a.sum.Write(content[:n]) // a hash never fails
	a.parts[len(a.parts)-1].Size += int64(n)
	return n, err
}

// end ends the part under way and returns all parts.
func (a *archiveWriter) end() []archivedPart {
	if a.sum != nil {
		a.parts[len(a.parts)-1].SHA256 = hex.EncodeToString(a.sum.Sum(nil))
		a.sum = nil
	}
	return a.parts
}
