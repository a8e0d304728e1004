package dashboard

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"time"

	"github.com/google/uuid"

	"zhibiao/ingest"
	"zhibiao/metrics"
)

// uploadStage says how far an upload has come.
type uploadStage string

const (
	uploadChecking  uploadStage = "checking"
	uploadChecked   uploadStage = "checked"
	uploadImporting uploadStage = "importing"
	uploadImported  uploadStage = "imported"
)

// upload is a file that a person handed in, with what became of it.
type upload struct {
	ID         string           `json:"id"` // UUID version 7: sorts by time
	Feed       string           `json:"feed"`
	FileName   string           `json:"file_name"`
	Size       int64            `json:"size"`
	ReceivedAt time.Time        `json:"received_at"`
	Actor      string           `json:"actor"`
	Areas      []string         `json:"areas,omitempty"` // that the actor may hand in; empty: all
	Stage      uploadStage      `json:"stage"`
	Check      *ingest.Report   `json:"check,omitempty"`  // of the dry run
	Result     *ingest.Report   `json:"result,omitempty"` // of the import
	Problem    *metrics.Problem `json:"problem,omitempty"`
	Layout     string           `json:"layout,omitempty"` // how its tables are laid out, as YAML
	Reason     string           `json:"reason,omitempty"` // why values of locked periods are changed
}

// uploadShelf keeps uploads: a folder for each, with the bytes as they came and a
// record beside them.
type uploadShelf struct{ folder string }

const (
	uploadContent = "content"
	uploadRecord  = "upload.json"
)

func (s uploadShelf) path(id, name string) string { return filepath.Join(s.folder, id, name) }

// receive stores the bytes of a new upload and its record. The problem is
// upload.disk_full or upload.storage when they cannot be kept.
func (s uploadShelf) receive(content io.Reader, described upload) (upload, error) {
	id, err := uuid.NewV7()
	if err != nil {
		return upload{}, fmt.Errorf("name upload: %w", err)
	}
	described.ID = id.String()
	if err := os.MkdirAll(filepath.Join(s.folder, described.ID), 0o750); err != nil {
		return upload{}, storageProblem(err)
	}
	if described.Size, err = s.writeContent(described.ID, content); err != nil {
		return upload{}, errors.Join(storageProblem(err), os.RemoveAll(filepath.Join(s.folder, described.ID)))
	}
	return described, s.save(described)
}

func (s uploadShelf) writeContent(id string, content io.Reader) (size int64, err error) {
	file, err := os.OpenFile(s.path(id, uploadContent), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o640)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	if size, err = io.Copy(file, content); err != nil {
		return size, err
	}
	return size, file.Sync()
}

// save replaces the record in one step, so that a crash leaves the old or the new one.
func (s uploadShelf) save(described upload) error {
	content, err := json.Marshal(described)
	if err != nil {
		return fmt.Errorf("write record of upload %s: %w", described.ID, err)
	}
	draft := s.path(described.ID, uploadRecord+".new")
	if err := os.WriteFile(draft, content, 0o640); err != nil {
		return storageProblem(err)
	}
	if err := os.Rename(draft, s.path(described.ID, uploadRecord)); err != nil {
		return storageProblem(err)
	}
	return nil
}

// load returns an upload. An identifier that is none, or of nothing, is a not-found
// answer.
func (s uploadShelf) load(id string) (upload, error) {
	if parsed, err := uuid.Parse(id); err != nil || parsed.String() != id {
		return upload{}, notFound("upload", id)
	}
	content, err := os.ReadFile(s.path(id, uploadRecord))
	if errors.Is(err, fs.ErrNotExist) {
		return upload{}, notFound("upload", id)
	}
	if err != nil {
		return upload{}, fmt.Errorf("read upload %s: %w", id, err)
	}
	var described upload
	if err := json.Unmarshal(content, &described); err != nil {
		return upload{}, fmt.Errorf("read record of upload %s: %w", id, err)
	}
	return described, nil
}

// recent returns the newest uploads.
func (s uploadShelf) recent(count int) ([]upload, error) {
	entries, err := os.ReadDir(s.folder)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("list uploads: %w", err)
	}
	slices.Reverse(entries)
	var list []upload
	for _, entry := range entries {
		if len(list) == count {
			break
		}
		if described, err := s.load(entry.Name()); err == nil {
			list = append(list, described)
		}
	}
	return list, nil
}

func storageProblem(cause error) error {
	if errors.Is(cause, syscall.ENOSPC) {
		return metrics.NewProblem("upload.disk_full").Because(cause)
	}
	return metrics.NewProblem("upload.storage").Because(cause)
}
