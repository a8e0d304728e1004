package main

import (
	"archive/zip"
	"compress/flate"
	"context"
	"encoding/json"
	"errors"
	"fmt"
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

// backupAttempts is how often a backup is begun when old rows are deleted meanwhile.
const backupAttempts = 3

// backUp writes an archive of the store and of the folder of files into a folder and
// returns its path and what it holds. The archive has its name only when it is whole
// and was read back; an archive that is there is never overwritten.
func (r *rooms) backUp(ctx context.Context, folder string, now time.Time) (path string, made manifest, err error) {
	for range backupAttempts {
		path, made, err = r.tryBackUp(ctx, folder, now)
		if problem := metrics.AsProblem(err); problem == nil || problem.Key != "backup.changed" {
			break
		}
	}
	return path, made, err
}

func (r *rooms) tryBackUp(ctx context.Context, folder string, now time.Time) (_ string, made manifest, err error) {
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
